import { LoggerService } from '@backstage/backend-plugin-api';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import {
  EndedStatus,
  Keep,
  RETENTION_BATCH,
  RetentionStore,
} from '../database/RetentionStore';

/** What is kept of one thing: what is older goes, and what is more than so many. */
export interface RetentionLimit {
  readonly ageMs: number;
  readonly count: number;
}

/** As the keys of `webhooks.retention` in app-config. */
export interface RetentionLimits {
  readonly events: RetentionLimit;
  /** Of deliveries that were delivered, with their attempts. */
  readonly deliveries: RetentionLimit;
  /**
   * Of deliveries that failed: somebody may still want to send them again. Its age is that of ended
   * recoveries too, which tell who did.
   */
  readonly failedDeliveries: RetentionLimit;
}

/** The page shows the last 24 hours. */
const HELD_BACK_MS = 48 * 3_600_000;

const STATUSES: readonly (readonly [keyof RetentionLimits, EndedStatus])[] = [
  ['deliveries', 'delivered'],
  ['failedDeliveries', 'failed'],
];

/** Deletes one batch. @returns whether there may be another */
type DeleteBatch = () => Promise<boolean>;

/** Deletes what is too old or too much, in small transactions, until nothing is left to delete. */
export class Retention {
  readonly #store: RetentionStore;
  readonly #limits: RetentionLimits;
  readonly #now: () => Date;
  readonly #logger: LoggerService;

  static create(options: {
    store: RetentionStore;
    limits: RetentionLimits;
    now: () => Date;
    logger: LoggerService;
  }) {
    return new Retention(options);
  }

  private constructor(options: {
    store: RetentionStore;
    limits: RetentionLimits;
    now: () => Date;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#limits = options.limits;
    this.#now = options.now;
    this.#logger = options.logger;
  }

  /**
   * @param signal - ends it after the batch that is being deleted; the next run goes on there
   * @returns how many events and deliveries were deleted
   */
  async run(signal: AbortSignal): Promise<number> {
    const startedAt = performance.now();
    let deleted = 0;
    const count = (rows: number) => {
      deleted += rows;
      return rows === RETENTION_BATCH;
    };
    let left = [
      await this.#events(count),
      ...(await Promise.all(
        STATUSES.map(([name, status]) => this.#deliveries(name, status, count)),
      )),
      this.#recoveries(),
    ];
    await this.#store.deleteHeldBack(this.#ago(HELD_BACK_MS));
    // In turns, so that a backlog of one keeps none of the others from getting smaller.
    while (left.length > 0 && !signal.aborted) {
      const unfinished: DeleteBatch[] = [];
      for (const deleteBatch of left) {
        if (signal.aborted) break;
        if (await deleteBatch()) unfinished.push(deleteBatch);
        // SQLite answers without ever letting go of the thread.
        await yieldToOthers();
      }
      left = unfinished;
    }
    if (deleted > 0) {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      this.#logger.info(
        `Retention deleted ${deleted} events and deliveries in ${seconds} s`,
      );
    }
    return deleted;
  }

  async #events(count: (rows: number) => boolean): Promise<DeleteBatch> {
    const upTo = await this.#store.lastEventToDelete(
      this.#keep(this.#limits.events),
    );
    return async () => count(await this.#store.deleteEvents(upTo));
  }

  async #deliveries(
    name: keyof RetentionLimits,
    status: EndedStatus,
    count: (rows: number) => boolean,
  ): Promise<DeleteBatch> {
    const before = await this.#store.deliveriesToKeepSince(
      status,
      this.#keep(this.#limits[name]),
    );
    let from = 0;
    return async () => {
      const { deleted, reached } = await this.#store.deleteDeliveries(status, {
        from,
        before,
      });
      from = reached;
      return count(deleted);
    };
  }

  #recoveries(): DeleteBatch {
    const before = this.#ago(this.#limits.failedDeliveries.ageMs);
    return async () =>
      (await this.#store.deleteRecoveries(before)) === RETENTION_BATCH;
  }

  #keep({ ageMs, count }: RetentionLimit): Keep {
    return { since: this.#ago(ageMs), count };
  }

  #ago(ms: number): Date {
    return new Date(this.#now().getTime() - ms);
  }
}
