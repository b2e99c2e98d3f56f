import { LoggerService } from '@backstage/backend-plugin-api';
import { ClaimedDelivery } from '../database/deliveryRow';
import { DeliveryStore } from '../database/DeliveryStore';
import { errorCode } from './failureReason';

interface InFlightOptions {
  readonly store: DeliveryStore;
  readonly logger: LoggerService;
  readonly now: () => Date;
  /** Milliseconds of a clock that nobody sets, and that goes on while the process is frozen. */
  readonly monotonicNow: () => number;
  readonly leaseMs: number;
}

interface Held {
  work: Promise<unknown>;
  /** Up to then nobody else can have claimed it, on the monotonic clock. */
  until: number;
}

/** Leaves room for two renewals to fail before a claim is lost. */
const RENEWALS_PER_LEASE = 3;

/** The deliveries that this process is working on. Renews their claims for as long as it does. */
export class InFlight {
  readonly #options: InFlightOptions;
  readonly #held = new Map<ClaimedDelivery, Held>();
  readonly #unattempted = new Set<ClaimedDelivery>();
  readonly #perWebhook = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  static create(options: InFlightOptions) {
    return new InFlight(options);
  }

  private constructor(options: InFlightOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#held.size;
  }

  /** How many wait for their attempt or are in the middle of it. */
  get unattempted(): number {
    return this.#unattempted.size;
  }

  /** The same for each webhook; those of which there are none are not in it. */
  get perWebhook(): ReadonlyMap<string, number> {
    return this.#perWebhook;
  }

  /**
   * Holds a claim until the work is done, and answers as the work does.
   *
   * @param options - `claimedAt`: before the claim was made, on the monotonic clock
   */
  async hold<T>(
    delivery: ClaimedDelivery,
    options: { claimedAt: number; work: () => Promise<T> },
  ): Promise<T> {
    const until = options.claimedAt + this.#options.leaseMs;
    const held: Held = { work: Promise.resolve(), until };
    this.#held.set(delivery, held);
    this.#unattempted.add(delivery);
    this.#count(delivery, 1);
    this.#timer ??= setInterval(
      () => this.#renew(),
      this.#options.leaseMs / RENEWALS_PER_LEASE,
    ).unref();
    try {
      const work = options.work();
      held.work = work;
      return await work;
    } finally {
      this.#held.delete(delivery);
      this.attempted(delivery);
      if (this.#held.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  /** Its attempt is over, and makes room for another. Its claim is held on. */
  attempted(delivery: ClaimedDelivery): void {
    if (this.#unattempted.delete(delivery)) this.#count(delivery, -1);
  }

  /** Whether nobody else can have claimed it. A process that was frozen for long cannot know. */
  holds(delivery: ClaimedDelivery): boolean {
    const held = this.#held.get(delivery);
    return held !== undefined && this.#options.monotonicNow() < held.until;
  }

  /** Resolves when everything that is held now is done, well or not. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#held.values()].map(({ work }) => work));
  }

  #count({ webhook: { id } }: ClaimedDelivery, difference: number): void {
    const count = (this.#perWebhook.get(id) ?? 0) + difference;
    if (count > 0) this.#perWebhook.set(id, count);
    else this.#perWebhook.delete(id);
  }

  async #renew(): Promise<void> {
    const { store, now, monotonicNow, leaseMs, logger } = this.#options;
    const deliveries = [...this.#held.keys()];
    const renewedAt = monotonicNow();
    try {
      const ids = await store.renew({ deliveries, now: now(), leaseMs });
      const renewed = new Set(ids);
      for (const [delivery, held] of this.#held) {
        if (renewed.has(delivery.id)) held.until = renewedAt + leaseMs;
      }
    } catch (error) {
      logger.warn(`Claims could not be renewed: ${errorCode(error)}`);
    }
  }
}
