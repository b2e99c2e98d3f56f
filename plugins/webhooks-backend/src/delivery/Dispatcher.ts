import { ConflictError } from '@backstage/errors';
import {
  TestResult,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { ClaimedDelivery } from '../database/deliveryRow';
import { refusal } from '../refusal';
import { Bell } from './Bell';
import { Delivered, deliver, DeliverOptions } from './deliver';
import { errorCode } from './failureReason';
import { InFlight } from './InFlight';
import { LaneQueue } from './LaneQueue';
import { ReceiverPauses } from './ReceiverPauses';
import { MAX_DELAY_MS } from './retrySchedule';
import { toTestResult } from './toTestResult';
import { Turns } from './Turns';
import { untilAborted } from './untilAborted';

/** Options of {@link Dispatcher}. */
export interface DispatcherOptions
  extends Omit<
    DeliverOptions,
    'random' | 'holds' | 'inTurn' | 'isUnsent' | 'onPause' | 'onAttempted'
  > {
  /** From 0 up to 1; `Math.random` when absent. */
  readonly random?: () => number;
  /** How many deliveries are sent at the same time; 256 when absent. */
  readonly concurrency?: number;
  /** How many of one webhook are sent at the same time; 16 when absent. */
  readonly perWebhook?: number;
  /** How many are sent to one host at the same time; 64 when absent. */
  readonly perHost?: number;
  /** After so long a crashed worker's deliveries are due again; 20 s when absent. */
  readonly leaseMs?: number;
  /**
   * Milliseconds of a clock that nobody sets, and that goes on while the process is frozen;
   * `performance.now` when absent.
   */
  readonly monotonicNow?: () => number;
}

const DEFAULTS = {
  random: Math.random,
  concurrency: 256,
  perWebhook: 16,
  perHost: 64,
  // Renewed while sending goes on, and below the longest pause that there may be between attempts.
  leaseMs: 20_000,
  monotonicNow: () => performance.now(),
};

/**
 * Sends what is due. Any number of processes may do so side by side: each claims its own share.
 *
 * It runs while there is something to send and rests otherwise, until it is woken by a commit, by
 * its timer for the next retry, or by the scheduler's sweep, which makes certain that nothing is
 * forgotten. A webhook and a host have no more than their share of what is sent at the same time,
 * so a receiver that hangs delays nobody but itself.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions & typeof DEFAULTS;
  readonly #inFlight: InFlight;
  readonly #lanes: LaneQueue;
  readonly #turns: Turns;
  readonly #pauses: ReceiverPauses;
  readonly #bell = Bell.create();
  #loop: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #ended = 0;

  static create(options: DispatcherOptions) {
    return new Dispatcher(options);
  }

  private constructor(options: DispatcherOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#inFlight = InFlight.create(this.#options);
    this.#turns = Turns.create({
      max: this.#options.concurrency,
      maxOfOne: () => this.#share(),
    });
    this.#pauses = ReceiverPauses.create(this.#options);
    this.#lanes = LaneQueue.create({
      ...this.#options,
      limitsOf: id => options.platforms(id)?.budget ?? [],
    });
  }

  /**
   * Looks for due deliveries at once, in the background. Cheap to call too often.
   *
   * @param webhookIds - where to look; at all webhooks when absent
   */
  wake(webhookIds?: readonly string[]): void {
    if (this.#stopped) return;
    this.#lanes.add(webhookIds);
    this.#ring();
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
   * @throws ConflictError when the webhook is disabled and the delivery is no test, or this process
   *   came to a standstill or was stopped before it was sent
   */
  async deliverNow(deliveryId: string): Promise<TestResult> {
    const claimedAt = this.#options.monotonicNow();
    const delivery = await this.#lanes.claimById(deliveryId);
    const delivered = await this.#start(delivery, {
      claimedAt,
      // Somebody waits for it, whatever else its receiver is sent.
      turnsOf: undefined,
    });
    if (!delivered?.attempt) {
      throw refusal(
        ConflictError,
        because(whyUnsent(delivered), { id: deliveryId }),
      );
    }
    return { ...toTestResult(delivered.attempt), deliveryId };
  }

  /** Begins nothing new, gives back what waits for its turn, and waits for what is being sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#bell.ring();
    await this.#loop;
    await this.#inFlight.settled();
  }

  #ring(): void {
    this.#bell.ring();
    this.#loop ??= this.#run();
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stopped) {
        this.#bell.hush();
        const begun = await this.#begin();
        if (begun > 0) continue;
        const isIdle = this.#inFlight.size === 0 && !this.#lanes.contended;
        if (isIdle && !this.#bell.rung) break;
        await this.#bell.wait();
      }
    } finally {
      // In the same tick as the decision to end, so that no ring falls in between.
      this.#loop = undefined;
    }
  }

  /** Never throws: with the database away, the timer tries again. */
  async #begin(): Promise<number> {
    // What the timer waits for is looked for now, and it must not ring for that once more.
    clearTimeout(this.#timer);
    const claimedAt = this.#options.monotonicNow();
    const { logger, now } = this.#options;
    try {
      const claimed = await this.#lanes.claim(this.#inFlight);
      for (const delivery of claimed) {
        this.#start(delivery, {
          claimedAt,
          turnsOf: delivery.webhookId,
        }).catch(error =>
          logger.warn(
            `Delivery ${delivery.id} of webhook ${
              delivery.webhookId
            } could not be recorded: ${errorCode(error)}`,
          ),
        );
      }
      if (claimed.length === 0) this.#ringAt(this.#lanes.nextAt());
      return claimed.length;
    } catch (error) {
      logger.warn(
        `Due deliveries could not be claimed; trying again: ${errorCode(
          error,
        )}`,
      );
      this.#ringAt(now().getTime() + MAX_DELAY_MS);
      return 0;
    }
  }

  #ringAt(at: number | undefined): void {
    if (at === undefined || this.#stopped) return;
    const delayMs = at - this.#options.now().getTime();
    this.#timer = setTimeout(
      () => this.#ring(),
      Math.min(Math.max(delayMs, 0), MAX_DELAY_MS),
    ).unref();
  }

  /**
   * How many of one webhook may be sent at the same time: where there are many, no more than its part
   * of all but a rest for others, so that receivers that hang leave room for those that do not.
   */
  #share(): number {
    const { concurrency, perWebhook } = this.#options;
    const webhooks = this.#inFlight.perWebhook.size;
    const part = Math.round((concurrency - perWebhook) / webhooks);
    return Math.max(Math.min(part, perWebhook), 1);
  }

  async #start(
    delivery: ClaimedDelivery,
    { claimedAt, turnsOf }: { claimedAt: number; turnsOf: string | undefined },
  ): Promise<Delivered | undefined> {
    const options = {
      ...this.#options,
      holds: (claimed: ClaimedDelivery) => this.#inFlight.holds(claimed),
      inTurn: <T>(attempt: () => Promise<T>) =>
        this.#turns.take(turnsOf, attempt),
      isUnsent: (claimed: ClaimedDelivery) => {
        if (this.#stopped) return 'stopped' as const;
        return this.#pauses.covers(claimed, claimedAt)
          ? ('paused' as const)
          : undefined;
      },
      onPause: (webhookId: string, until: number) =>
        this.#pauses.note(webhookId, until),
      onAttempted: (attempted: ClaimedDelivery) => {
        this.#inFlight.attempted(attempted);
        this.#bell.ring();
      },
    };
    // When nothing could be recorded, it is due again at the end of the lease.
    let retryAt: number | undefined =
      this.#options.now().getTime() + this.#options.leaseMs;
    try {
      const delivered = await this.#inFlight.hold(delivery, {
        claimedAt,
        work: () => deliver(delivery, options),
      });
      const next = delivered?.next;
      retryAt = next?.status === 'pending' ? next.nextAttemptAt : undefined;
      return delivered;
    } finally {
      this.#ended += 1;
      this.#lanes.ended(delivery.webhookId, retryAt);
      this.#bell.ring();
    }
  }
}

function whyUnsent(delivered: Delivered | undefined) {
  if (!delivered) return 'not-sent-in-time';
  return delivered.next.status === 'pending'
    ? 'not-sent-as-stopping'
    : 'not-sent-as-off';
}
