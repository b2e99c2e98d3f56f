import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  SIGNALS_CHANNEL,
  WebhooksSignal,
} from '@kubevision/backstage-plugin-webhooks-common';

/** The same thing is told no more often than this, however often it happens. */
const PAUSE_MS = 1_000;

/**
 * Tells the pages of everybody who is signed in to look again. What is told anew while a pause is
 * on is told once, at its end, so nothing that happened is left out.
 */
export class PageSignals {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #pauseMs: number;
  /** What was told within the pause, and whether it is to be told again at its end. */
  readonly #pausing = new Map<
    string,
    { timer: NodeJS.Timeout; again: boolean }
  >();

  /** @param options - `pauseMs`: a second when absent */
  static create(options: {
    signals: SignalsService;
    logger: LoggerService;
    pauseMs?: number;
  }) {
    return new PageSignals(options);
  }

  private constructor(options: {
    signals: SignalsService;
    logger: LoggerService;
    pauseMs?: number;
  }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
  }

  /** Never throws, and waits for nobody. */
  tell(message: WebhooksSignal): void {
    const key = JSON.stringify(message);
    const pausing = this.#pausing.get(key);
    if (pausing) {
      pausing.again = true;
      return;
    }
    this.#publish(message);
    const timer = setTimeout(() => {
      const again = this.#pausing.get(key)?.again;
      this.#pausing.delete(key);
      if (again) this.tell(message);
    }, this.#pauseMs);
    timer.unref();
    this.#pausing.set(key, { timer, again: false });
  }

  /** Tells nothing more of what is still to be told. */
  stop(): void {
    for (const { timer } of this.#pausing.values()) clearTimeout(timer);
    this.#pausing.clear();
  }

  #publish(message: WebhooksSignal): void {
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SIGNALS_CHANNEL,
        message,
      })
      // Pages poll too, so a signal that is lost costs seconds.
      .catch(error =>
        this.#logger.debug(`A signal was not published: ${error}`),
      );
  }
}
