import { LoggerService } from '@backstage/backend-plugin-api';
import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { ResourceType, apiVersionOf } from '../changes/types';
import { ClusterError } from './ClusterError';
import { WatchKey } from './WatchStore';

const MAX_CAUSE = 300;

/** How a watch is doing, for people: in the API, and as one line of log for each change of it. */
export class WatchStatus {
  readonly #key: WatchKey;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  #state: WatchInfo['state'] = 'starting';
  #reason: string | undefined;
  #lastSeenAt: Date | undefined;

  static create(options: {
    key: WatchKey;
    logger: LoggerService;
    now: () => Date;
  }) {
    return new WatchStatus(options.key, options.logger, options.now);
  }

  private constructor(key: WatchKey, logger: LoggerService, now: () => Date) {
    this.#key = key;
    this.#logger = logger;
    this.#now = now;
  }

  /** The cluster has answered. */
  seen() {
    this.#lastSeenAt = this.#now();
    if (this.#state === 'watching') return;
    this.#state = 'watching';
    this.#reason = undefined;
    this.#logger.info(`${this.#name()}: watching`);
  }

  failed(error: unknown) {
    const reason = reasonOf(error);
    if (this.#state === 'failing' && this.#reason === reason) return;
    this.#state = 'failing';
    this.#reason = reason;
    this.#logger.warn(`${this.#name()}: ${reason}`);
  }

  /** Something worth a line of log that changes nothing. */
  note(text: string) {
    this.#logger.info(`${this.#name()}: ${text}`);
  }

  describe(type: Pick<ResourceType, 'kind' | 'group' | 'version'>): WatchInfo {
    return {
      kind: type.kind,
      apiVersion: apiVersionOf(type),
      state: this.#state,
      ...(this.#reason && { reason: this.#reason }),
      ...(this.#lastSeenAt && { lastSeenAt: this.#lastSeenAt.toISOString() }),
    };
  }

  #name(): string {
    return `Watch of ${this.#key.resource} in ${this.#key.cluster}`;
  }
}

/** Knex puts the whole statement with all its values before the cause; only the cause is told. */
function reasonOf(error: unknown): string {
  if (error instanceof ClusterError) return error.message;
  const cause = String(error).split(' - ').at(-1)!.slice(-MAX_CAUSE);
  return `What the cluster sent could not be stored: ${cause}`;
}
