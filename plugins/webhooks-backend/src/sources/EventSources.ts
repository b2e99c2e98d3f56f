import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  EventSource,
  EventSourceConnection,
} from '@kubevision/backstage-plugin-webhooks-node';
import { SourceStore } from '../database/SourceStore';
import { toSourceEvent } from './toSourceEvent';

/** What connects sources with the outbox. */
export interface ConnectOptions {
  readonly store: Pick<SourceStore, 'commit' | 'readState'>;
  readonly logger: LoggerService;
  readonly now: () => Date;
}

const ID = /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/;

/** The sources of events beside the clusters, which modules add. */
export class EventSources {
  readonly #sources = new Map<string, EventSource>();
  readonly #connected = new Set<EventSource>();

  static create() {
    return new EventSources();
  }

  private constructor() {}

  /**
   * @throws ConflictError when a source of the same id exists
   * @throws InputError for an id that will not do
   */
  add(...sources: readonly EventSource[]): void {
    for (const source of sources) {
      if (!ID.test(source.id)) {
        throw new InputError(
          `The event source '${source.id}' needs an id of lower-case letters, digits and '-'`,
        );
      }
      if (this.#sources.has(source.id)) {
        throw new ConflictError(
          `An event source with the id '${source.id}' exists already; give yours another id`,
        );
      }
      this.#sources.set(source.id, source);
    }
  }

  ids(): string[] {
    return [...this.#sources.keys()];
  }

  /** Lets all sources publish. One that fails is logged, and keeps none of the others back. */
  async connect(options: ConnectOptions): Promise<void> {
    await Promise.all(
      [...this.#sources.values()].map(async source => {
        try {
          await source.connect(connectionOf(source, options));
          this.#connected.add(source);
        } catch (error) {
          options.logger.error(
            `The event source '${source.id}' could not be connected, so webhooks hear nothing of it: ${error}`,
          );
        }
      }),
    );
  }

  /** Resolves when no source publishes any more. */
  async disconnect({ logger }: Pick<ConnectOptions, 'logger'>): Promise<void> {
    await Promise.all(
      [...this.#connected].map(async source => {
        try {
          await source.disconnect?.();
        } catch (error) {
          logger.warn(
            `The event source '${source.id}' did not end well: ${error}`,
          );
        }
      }),
    );
    this.#connected.clear();
  }
}

function connectionOf(
  { id: source }: EventSource,
  { store, now }: ConnectOptions,
): EventSourceConnection {
  return {
    async publish(published, state) {
      const events = published.map(it =>
        toSourceEvent(it, { source, now: now() }),
      );
      if (events.length === 0 && !state) return;
      await store.commit({ source, events, state });
    },
    readState: keys => store.readState(source, keys),
  };
}
