import { LoggerService } from '@backstage/backend-plugin-api';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { EventStore, StoredEvent } from '../database/EventStore';
import { PublishingStore } from '../database/PublishingStore';
import { sleep } from '../kubernetes/sleep';

const BATCH = 100;
/** Longer than publishing a batch takes; after a crash another replica goes on when it is over. */
const LEASE_MS = 60_000;
/** Between two rounds, so that many small commits are one. */
const PAUSE_MS = 100;

/** What the publisher works with. */
export interface EventPublisherOptions {
  readonly store: EventStore;
  readonly place: PublishingStore;
  readonly publish: (event: WebhookEvent) => Promise<void>;
  /** Of this replica. */
  readonly holder: string;
  readonly now: () => Date;
  readonly logger: LoggerService;
}

/**
 * Publishes every stored event in order, once it is committed. The place up to which that was done
 * is kept in the database and moved afterwards, so what a crash interrupts is published again,
 * by whichever replica comes next; nothing is left out.
 */
export class EventPublisher {
  readonly #options: EventPublisherOptions;
  readonly #stopping = new AbortController();
  #rung = false;
  #running: Promise<void> | undefined;

  static create(options: EventPublisherOptions) {
    return new EventPublisher(options);
  }

  private constructor(options: EventPublisherOptions) {
    this.#options = options;
  }

  /** What happens from the first start on is published. */
  async begin(): Promise<void> {
    await this.#options.place.begin();
  }

  /** Says that there may be something to publish. */
  ring(): void {
    this.#rung = true;
    this.#running ??= this.#run();
  }

  /** Ends after the event that is being published. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (this.#rung && !signal.aborted) {
      this.#rung = false;
      try {
        await this.publishNew();
      } catch (error) {
        // The next ring tries again, and the scheduler rings if nobody else does.
        this.#options.logger.warn(`Events were not published: ${error}`);
      }
      await sleep(PAUSE_MS, signal);
    }
    this.#running = undefined;
  }

  /**
   * Publishes what is there and not published yet, unless another replica does.
   *
   * @throws Error when the bus or the database does
   */
  async publishNew(): Promise<void> {
    const { place, holder, now, store } = this.#options;
    let reached: number | undefined;
    do {
      reached = await place.hold({ holder, now: now(), leaseMs: LEASE_MS });
      if (reached === undefined) return;
      try {
        reached = await this.#publishAfter(reached);
      } finally {
        await place.release(holder);
      }
      // Who committed while this was held could not take over.
    } while (
      reached !== undefined &&
      !this.#stopping.signal.aborted &&
      reached < (await store.end())
    );
  }

  /** @returns the place that was reached, or undefined when another replica has taken over */
  async #publishAfter(after: number): Promise<number | undefined> {
    const { store, place, holder, now } = this.#options;
    const { signal } = this.#stopping;
    let reached = after;
    for (;;) {
      const end = await store.end();
      const stored = await store.between({
        after: reached,
        upTo: end,
        limit: BATCH,
      });
      const isLast = stored.length < BATCH;
      const { seq, error } = await this.#publishEach(stored);
      if (seq !== undefined) reached = seq;
      if (isLast && !error && !signal.aborted) reached = Math.max(reached, end);
      // What was published before one that failed need not come again.
      const isHeld = await place.move({
        holder,
        seq: reached,
        now: now(),
        leaseMs: LEASE_MS,
      });
      if (error) throw error;
      if (!isHeld) return undefined;
      if (isLast || signal.aborted) return reached;
    }
  }

  /** @returns the place of the last one that was published, and what stopped it, if anything did */
  async #publishEach(
    stored: readonly StoredEvent[],
  ): Promise<{ seq?: number; error?: unknown }> {
    let seq: number | undefined;
    for (const next of stored) {
      if (this.#stopping.signal.aborted) break;
      try {
        await this.#options.publish(next.event);
      } catch (error) {
        return { seq, error };
      }
      seq = next.seq;
    }
    return { seq };
  }
}
