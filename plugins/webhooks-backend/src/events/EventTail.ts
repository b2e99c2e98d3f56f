import { LoggerService } from '@backstage/backend-plugin-api';
import { sleep } from '../kubernetes/sleep';

/** What other replicas commit is noticed after so long. */
const POLL_MS = 500;

interface Waiter {
  readonly place: number;
  readonly wake: () => void;
}

/**
 * Tells readers that wait that there is more. However many wait, the database is asked once; and
 * when nobody does, not at all.
 */
export class EventTail {
  readonly #end: () => Promise<number>;
  readonly #logger: LoggerService;
  readonly #waiting = new Set<Waiter>();
  #asleep = new AbortController();
  #isLooking = false;

  /** @param options - `end` is the place up to which the events are complete */
  static create(options: {
    end: () => Promise<number>;
    logger: LoggerService;
  }) {
    return new EventTail(options);
  }

  private constructor(options: {
    end: () => Promise<number>;
    logger: LoggerService;
  }) {
    this.#end = options.end;
    this.#logger = options.logger;
  }

  /** Says that this process committed events. */
  ring(): void {
    this.#asleep.abort();
  }

  /** Resolves when there is something behind a place, or when the signal aborts. Never rejects. */
  async beyond(place: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>(resolve => {
      const waiter: Waiter = { place, wake: resolve };
      const giveUp = () => {
        this.#waiting.delete(waiter);
        // So that the loop ends at once when this was the last one.
        if (this.#waiting.size === 0) this.ring();
        resolve();
      };
      this.#waiting.add(waiter);
      signal.addEventListener('abort', giveUp, { once: true });
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    while (this.#waiting.size > 0) {
      // Before the look: what is committed during it rings for the next one.
      this.#asleep = new AbortController();
      await this.#wakeThoseWithMore();
      if (this.#waiting.size > 0) await sleep(POLL_MS, this.#asleep.signal);
    }
    this.#isLooking = false;
  }

  async #wakeThoseWithMore(): Promise<void> {
    try {
      const end = await this.#end();
      for (const waiter of this.#waiting) {
        if (waiter.place >= end) continue;
        this.#waiting.delete(waiter);
        waiter.wake();
      }
    } catch (error) {
      this.#logger.warn(`Could not look for new events: ${error}`);
    }
  }
}
