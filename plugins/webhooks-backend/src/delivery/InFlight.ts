import { LoggerService } from '@backstage/backend-plugin-api';
import { ClaimedDelivery } from '../database/deliveryRow';
import { DeliveryStore } from '../database/DeliveryStore';
import { errorCode } from './failureReason';

interface InFlightOptions {
  readonly store: DeliveryStore;
  readonly logger: LoggerService;
  readonly now: () => Date;
  readonly leaseMs: number;
}

/** Leaves room for two renewals to fail before a claim is lost. */
const RENEWALS_PER_LEASE = 3;

/** The deliveries that this process is working on. Renews their claims for as long as it does. */
export class InFlight {
  readonly #options: InFlightOptions;
  readonly #work = new Map<ClaimedDelivery, Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;

  static create(options: InFlightOptions) {
    return new InFlight(options);
  }

  private constructor(options: InFlightOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#work.size;
  }

  /** Every webhook that something is being sent for. */
  webhookIds(): string[] {
    return [...new Set([...this.#work.keys()].map(d => d.webhookId))];
  }

  /** Holds a claim until the work is done, and answers as the work does. */
  async hold<T>(delivery: ClaimedDelivery, work: Promise<T>): Promise<T> {
    this.#work.set(delivery, work);
    this.#timer ??= setInterval(
      () => this.#renew(),
      this.#options.leaseMs / RENEWALS_PER_LEASE,
    ).unref();
    try {
      return await work;
    } finally {
      this.#work.delete(delivery);
      if (this.#work.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  /** Resolves when everything that is held now is done, well or not. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#work.values());
  }

  async #renew(): Promise<void> {
    const { store, now, leaseMs, logger } = this.#options;
    const claimIds = [...new Set([...this.#work.keys()].map(d => d.claimId))];
    try {
      await store.renew({ claimIds, now: now(), leaseMs });
    } catch (error) {
      logger.warn(`Claims could not be renewed: ${errorCode(error)}`);
    }
  }
}
