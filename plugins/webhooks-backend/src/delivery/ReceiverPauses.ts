import { ClaimedDelivery } from '../database/deliveryRow';

interface Pause {
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** When the webhook's lane was closed for it, on the monotonic clock. */
  recordedAt: number;
}

/**
 * The pauses that receivers asked this process for. Once a pause is recorded, the webhook's lane is
 * closed for all replicas; here it holds for what was claimed before that and is not sent yet.
 */
export class ReceiverPauses {
  /** By the webhook's id. */
  readonly #pauses = new Map<string, Pause>();
  readonly #now: () => Date;
  readonly #monotonicNow: () => number;

  static create(options: { now: () => Date; monotonicNow: () => number }) {
    return new ReceiverPauses(options);
  }

  private constructor(options: {
    now: () => Date;
    monotonicNow: () => number;
  }) {
    this.#now = options.now;
    this.#monotonicNow = options.monotonicNow;
  }

  /**
   * The receiver of a webhook takes nothing before a time, in milliseconds since the epoch.
   *
   * @returns to be called when the lane was closed for it
   */
  note(webhookId: string, until: number): () => void {
    this.#forgetEnded();
    const pause = { until, recordedAt: Infinity };
    const known = this.#pauses.get(webhookId);
    if (!known || known.until < until) this.#pauses.set(webhookId, pause);
    return () => {
      pause.recordedAt = this.#monotonicNow();
    };
  }

  /**
   * Whether a delivery has to wait. A test never does.
   *
   * @param claimedAt - before it was claimed, on the monotonic clock
   */
  covers({ webhookId, test }: ClaimedDelivery, claimedAt: number): boolean {
    this.#forgetEnded();
    const pause = this.#pauses.get(webhookId);
    return pause !== undefined && !test && claimedAt <= pause.recordedAt;
  }

  #forgetEnded(): void {
    const now = this.#now().getTime();
    for (const [webhookId, { until }] of this.#pauses) {
      if (until <= now) this.#pauses.delete(webhookId);
    }
  }
}
