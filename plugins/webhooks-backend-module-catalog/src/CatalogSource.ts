import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  EventSource,
  EventSourceConnection,
  SourceEvent,
} from '@kubevision/backstage-plugin-webhooks-node';
import { SeenEntity, toSeenEntity, toSourceEvent } from './SeenEntity';

/** What the source stands on. */
export interface CatalogSourceOptions {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  /** Says when to compare. Only one replica may compare at a time. */
  readonly runner: SchedulerServiceTaskRunner;
}

/** What tells whether an entity changed, kept in memory for as long as nobody else compares. */
interface Glance {
  readonly ref: string;
  readonly etag: string;
}

/** What was seen last, by the uids of entities. */
interface Memory {
  revision: number;
  readonly glances: Map<string, Glance>;
}

const GLANCE_FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.uid',
  'metadata.etag',
];
const PAGE_SIZE = 500;
/** Of one commit. */
const BATCH = 200;

/**
 * Tells what changes in the catalog, by comparing it with what it was. The catalog publishes no events
 * of its entities, so what changes twice between two comparisons is told once, and what appears and
 * vanishes in between is not told. What was seen is stored in the transaction of the events that it
 * made, so no restart, crash or second replica loses or repeats a change.
 *
 * What was there at the first comparison is a baseline, and sends nothing.
 */
export class CatalogSource implements EventSource {
  readonly id = 'catalog';
  readonly #options: CatalogSourceOptions;
  readonly #stopping = new AbortController();
  #memory: Memory | undefined;
  #running: Promise<void> = Promise.resolve();

  static create(options: CatalogSourceOptions) {
    return new CatalogSource(options);
  }

  private constructor(options: CatalogSourceOptions) {
    this.#options = options;
  }

  async connect(connection: EventSourceConnection): Promise<void> {
    await this.#options.runner.run({
      id: 'tell-catalog-changes',
      signal: this.#stopping.signal,
      fn: async taskSignal => {
        const signal = AbortSignal.any([taskSignal, this.#stopping.signal]);
        this.#running = this.#compare(connection, signal);
        await this.#running;
      },
    });
  }

  async disconnect(): Promise<void> {
    this.#stopping.abort();
    await this.#running.catch(() => {});
  }

  async #compare(connection: EventSourceConnection, signal: AbortSignal) {
    try {
      const memory = await this.#recall(connection);
      if (memory.revision === 0) {
        await this.#takeBaseline(connection, signal);
        return;
      }
      const found = await this.#glance(signal);
      const gone = [...memory.glances.keys()].filter(uid => !found.has(uid));
      const changed = [...found.keys()].filter(
        uid => memory.glances.get(uid)?.etag !== found.get(uid)!.etag,
      );
      // First, so that what is registered anew under the same name is told after its end.
      for (const uids of batches(gone)) {
        signal.throwIfAborted();
        await this.#tellGone(connection, memory, uids);
      }
      for (const uids of batches(changed)) {
        signal.throwIfAborted();
        await this.#tellChanged(connection, memory, uids, found);
      }
    } catch (error) {
      // Whatever it was, the next comparison goes by what is stored.
      this.#memory = undefined;
      if (signal.aborted) return;
      const isTaken = isError(error) && error.name === 'ConflictError';
      this.#options.logger[isTaken ? 'debug' : 'warn'](
        `The catalog could not be compared with what it was, and is compared again later: ${error}`,
      );
    }
  }

  async #recall(connection: EventSourceConnection): Promise<Memory> {
    const { revision } = await connection.readState([]);
    if (this.#memory?.revision === revision) return this.#memory;
    const state = await connection.readState();
    this.#memory = { revision: state.revision, glances: new Map() };
    for (const [uid, value] of state.entries) {
      const { ref, etag }: SeenEntity = JSON.parse(value);
      this.#memory.glances.set(uid, { ref, etag });
    }
    return this.#memory;
  }

  async #takeBaseline(connection: EventSourceConnection, signal: AbortSignal) {
    const put = new Map<string, string>();
    for await (const page of await this.#stream(undefined)) {
      signal.throwIfAborted();
      for (const entity of page) {
        const { uid } = entity.metadata;
        if (uid) put.set(uid, JSON.stringify(toSeenEntity(entity)));
      }
    }
    // A catalog that has just begun is still empty, and then everything in it would be news.
    if (put.size > 0) await connection.publish([], { revision: 0, put });
  }

  async #glance(signal: AbortSignal): Promise<Map<string, Glance>> {
    const found = new Map<string, Glance>();
    for await (const page of await this.#stream(GLANCE_FIELDS)) {
      signal.throwIfAborted();
      for (const entity of page) {
        const { uid, etag = '' } = entity.metadata;
        if (uid) found.set(uid, { ref: stringifyEntityRef(entity), etag });
      }
    }
    return found;
  }

  async #tellGone(
    connection: EventSourceConnection,
    memory: Memory,
    uids: readonly string[],
  ) {
    const refs = uids.map(uid => memory.glances.get(uid)!.ref);
    const now = await this.#get(refs, ['metadata.uid']);
    // Asked once more, as what is missing from pages that were read one by one is no evidence.
    const gone = uids.filter((uid, i) => now[i]?.metadata.uid !== uid);
    const before = await this.#seen(connection, memory, gone);
    const events = gone.flatMap(
      uid =>
        toSourceEvent({
          uid,
          key: keyOf(memory, uid),
          before: before.get(uid),
        }) ?? [],
    );
    await this.#publish(connection, memory, { events, remove: gone });
  }

  async #tellChanged(
    connection: EventSourceConnection,
    memory: Memory,
    uids: readonly string[],
    found: ReadonlyMap<string, Glance>,
  ) {
    const entities = await this.#get(uids.map(uid => found.get(uid)!.ref));
    const before = await this.#seen(connection, memory, uids);
    const events: SourceEvent[] = [];
    const put = new Map<string, SeenEntity>();
    uids.forEach((uid, i) => {
      const entity = entities[i];
      // Gone meanwhile, which the next comparison tells.
      if (entity?.metadata.uid !== uid) return;
      const after = toSeenEntity(entity);
      put.set(uid, after);
      const event = toSourceEvent({
        uid,
        key: keyOf(memory, uid),
        before: before.get(uid),
        after,
      });
      if (event) events.push(event);
    });
    await this.#publish(connection, memory, { events, put });
  }

  async #publish(
    connection: EventSourceConnection,
    memory: Memory,
    news: {
      events: readonly SourceEvent[];
      put?: ReadonlyMap<string, SeenEntity>;
      remove?: readonly string[];
    },
  ) {
    const { events, put = new Map<string, SeenEntity>(), remove = [] } = news;
    if (put.size === 0 && remove.length === 0) return;
    await connection.publish(events, {
      revision: memory.revision,
      put: new Map([...put].map(([uid, it]) => [uid, JSON.stringify(it)])),
      remove,
    });
    memory.revision += 1;
    for (const uid of remove) memory.glances.delete(uid);
    for (const [uid, { ref, etag }] of put) {
      memory.glances.set(uid, { ref, etag });
    }
  }

  async #seen(
    connection: EventSourceConnection,
    memory: Memory,
    uids: readonly string[],
  ): Promise<ReadonlyMap<string, SeenEntity>> {
    const known = uids.filter(uid => memory.glances.has(uid));
    if (known.length === 0) return new Map();
    const { entries } = await connection.readState(known);
    return new Map(
      [...entries].map(([uid, value]) => [uid, JSON.parse(value)]),
    );
  }

  async #stream(
    fields: string[] | undefined,
  ): Promise<AsyncIterable<Entity[]>> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    return catalog.streamEntities(
      { fields, pageSize: PAGE_SIZE },
      { credentials },
    );
  }

  async #get(entityRefs: string[], fields?: string[]) {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields },
      { credentials },
    );
    return items;
  }
}

/** Each revision is committed once, so this is one change of one entity. */
function keyOf({ revision }: Memory, uid: string): string {
  return `${uid} ${revision}`;
}

function* batches<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += BATCH) {
    yield items.slice(i, i + BATCH);
  }
}
