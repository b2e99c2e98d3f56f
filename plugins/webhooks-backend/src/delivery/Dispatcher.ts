import { ConflictError, NotFoundError } from '@backstage/errors';
import { TestResult } from '@kubevision/backstage-plugin-webhooks-common';
import { v4 as uuid } from 'uuid';
import { ClaimedDelivery } from '../database/deliveryRow';
import { Bell } from './Bell';
import { deliver, DeliverOptions } from './deliver';
import { errorCode } from './failureReason';
import { InFlight } from './InFlight';
import { MAX_DELAY_MS } from './retrySchedule';

/** Options of {@link Dispatcher}. */
export interface DispatcherOptions extends Omit<DeliverOptions, 'random'> {
  /** From 0 up to 1; `Math.random` when absent. */
  readonly random?: () => number;
  /** How many deliveries are sent at the same time; 64 when absent. */
  readonly concurrency?: number;
  /** How many of one webhook are sent at the same time; 4 when absent. */
  readonly perWebhook?: number;
  /** After so long a crashed worker's deliveries are due again; 20 s when absent. */
  readonly leaseMs?: number;
}

const DEFAULTS = {
  random: Math.random,
  concurrency: 64,
  perWebhook: 4,
  // Renewed while sending goes on, and below the longest pause that there may be between attempts.
  leaseMs: 20_000,
};

/**
 * Sends what is due. Any number of processes may do so side by side: each claims its own share.
 *
 * It runs while there is something to send and rests otherwise, until it is woken by a commit, by
 * its timer for the next retry, or by the scheduler's sweep, which makes certain that nothing is
 * forgotten. A webhook gets its next share when its last one is done, so a receiver that hangs
 * delays nobody but itself.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions & typeof DEFAULTS;
  readonly #inFlight: InFlight;
  readonly #bell = Bell.create();
  #loop: Promise<void> | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  #stopped = false;
  #ended = 0;

  static create(options: DispatcherOptions) {
    return new Dispatcher(options);
  }

  private constructor(options: DispatcherOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#inFlight = InFlight.create(this.#options);
  }

  /** Looks for due deliveries at once, in the background. Cheap to call too often. */
  wake(): void {
    if (this.#stopped) return;
    this.#bell.ring();
    this.#loop ??= this.#run();
  }

  /**
   * Sends what is due, and waits until nothing is left of it.
   *
   * @param signal - ends the waiting; what was begun goes on in the background
   * @returns how many deliveries were worked on meanwhile
   */
  async deliverDue(signal?: AbortSignal): Promise<number> {
    const before = this.#ended;
    if (!signal?.aborted) {
      this.wake();
      await untilAborted(this.#loop, signal);
    }
    return this.#ended - before;
  }

  /**
   * Makes one attempt of a pending delivery now, due or not, and waits for the answer.
   *
   * @throws NotFoundError when there is no such pending delivery, or its webhook was deleted
   * @throws ConflictError when the webhook is disabled and the delivery is no test
   */
  async deliverNow(deliveryId: string): Promise<TestResult> {
    const { store, now, leaseMs } = this.#options;
    const claim = { id: deliveryId, claimId: uuid(), now: now(), leaseMs };
    const record = await this.#start(await store.claim(claim));
    if (!record) {
      throw new ConflictError(
        `Delivery '${deliveryId}' was not sent: its webhook is disabled`,
      );
    }
    const { outcome, statusCode, responseBody, durationMs, reason } = record;
    return {
      outcome,
      statusCode,
      responseBody,
      durationMs,
      reason,
      deliveryId,
    };
  }

  /** Begins nothing new, and waits for what is in flight. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    this.#bell.ring();
    await this.#loop;
    await this.#inFlight.settled();
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stopped) {
        this.#bell.hush();
        const claimed = await this.#claim();
        for (const delivery of claimed) {
          this.#start(delivery).catch(error => this.#report(delivery, error));
        }
        if (claimed.length > 0) continue;
        if (this.#inFlight.size === 0 && !this.#bell.rung) break;
        await this.#bell.wait();
      }
    } finally {
      // In the same tick as the decision to end, so that no ring falls in between.
      this.#loop = undefined;
    }
  }

  /** Never throws: with the database away, the timer tries again. */
  async #claim(): Promise<ClaimedDelivery[]> {
    const { store, concurrency, perWebhook, leaseMs } = this.#options;
    // What the timer waits for is looked for now, and it must not ring for that once more.
    clearTimeout(this.#retryTimer);
    const now = this.#options.now();
    const limit = concurrency - this.#inFlight.size;
    if (limit <= 0) return [];
    const busy = new Set(this.#inFlight.webhookIds());
    try {
      const known = await store.lanesDue();
      const lanes = known
        .filter(({ webhookId, dueAt }) => dueAt <= now && !busy.has(webhookId))
        .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
        .slice(0, limit)
        .map(({ webhookId }) => ({ webhookId, room: perWebhook }));
      const claim = await store.claimDue({
        lanes,
        limit,
        now,
        leaseMs,
        claimId: uuid(),
      });
      if (claim.deliveries.length === 0) {
        this.#wakeAt(
          earliest([
            ...claim.lanes.map(({ nextAt }) => nextAt),
            ...known.map(({ dueAt }) => dueAt).filter(dueAt => dueAt > now),
          ]),
        );
      }
      return [...claim.deliveries];
    } catch (error) {
      this.#options.logger.warn(
        `Due deliveries could not be claimed; trying again: ${errorCode(
          error,
        )}`,
      );
      this.#wakeAt(new Date(now.getTime() + MAX_DELAY_MS));
      return [];
    }
  }

  #wakeAt(dueAt: Date | undefined): void {
    if (!dueAt || this.#stopped) return;
    const delayMs = dueAt.getTime() - this.#options.now().getTime();
    this.#retryTimer = setTimeout(
      () => this.wake(),
      Math.min(Math.max(delayMs, 0), MAX_DELAY_MS),
    ).unref();
  }

  #start(delivery: ClaimedDelivery) {
    const work = deliver(delivery, this.#options);
    return this.#inFlight.hold(delivery, work).finally(() => {
      this.#ended += 1;
      this.#bell.ring();
    });
  }

  /** Its claim runs out by itself, and the delivery becomes due again, unless it is gone. */
  #report(delivery: ClaimedDelivery, error: unknown): void {
    const { logger } = this.#options;
    const subject = `Delivery ${delivery.id} of webhook ${delivery.webhookId}`;
    if (error instanceof NotFoundError) {
      logger.debug(`${subject} is dropped: the webhook was deleted`);
    } else {
      logger.warn(`${subject} could not be recorded: ${errorCode(error)}`);
    }
  }
}

async function untilAborted(
  work: Promise<void> | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const done = new AbortController();
  const aborted = new Promise<void>(resolve =>
    signal?.addEventListener('abort', () => resolve(), {
      once: true,
      signal: done.signal,
    }),
  );
  await Promise.race([work, aborted]);
  done.abort();
}

function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  const known = times.filter(time => time !== undefined).map(Number);
  return known.length > 0 ? new Date(Math.min(...known)) : undefined;
}
