/** Until bookmarks were seen: API servers send them about every minute. */
const FIRST_LIMIT_MS = 150_000;
const MIN_LIMIT_MS = 10_000;
const MAX_LIMIT_MS = 300_000;
/** One bookmark may come late or get lost without the stream being dead. */
const INTERVALS = 2.5;

/** The bookmarks of one watch. */
export interface WatchCadence {
  /** @param now - in milliseconds, of a clock that is never set back */
  bookmark(now: number): void;
  /** It ended as it should. Without a bookmark in all that time, silence tells nothing. */
  ended(lastedMs: number): void;
}

/**
 * Learns how often a cluster sends bookmarks, and from that how long a silence means that a watch
 * is dead: a half-open connection looks just like a cluster in which nothing happens. No API
 * server promises an interval, so it is measured.
 */
export class BookmarkCadence {
  readonly #firstLimitMs: number;
  #longestMs: number | undefined;
  #sendsNone = false;

  static create(options: { firstLimitMs?: number } = {}) {
    return new BookmarkCadence(options.firstLimitMs ?? FIRST_LIMIT_MS);
  }

  private constructor(firstLimitMs: number) {
    this.#firstLimitMs = firstLimitMs;
  }

  /**
   * A watch begins. Each has intervals of its own: many watches get their bookmarks in the same
   * moment, and the time between those, or since one of another watch, means nothing.
   */
  open(): WatchCadence {
    let lastAt: number | undefined;
    return {
      bookmark: now => {
        this.#sendsNone = false;
        if (lastAt !== undefined) {
          this.#longestMs = Math.max(this.#longestMs ?? 0, now - lastAt);
        }
        lastAt = now;
      },
      ended: lastedMs => {
        if (lastAt === undefined && lastedMs > this.#firstLimitMs) {
          this.#sendsNone = true;
        }
      },
    };
  }

  /**
   * How long nothing may come, in milliseconds; undefined for a server that sends no bookmarks,
   * where only the end of the watch is certain to come.
   */
  get limitMs(): number | undefined {
    if (this.#sendsNone) return undefined;
    if (this.#longestMs === undefined) return this.#firstLimitMs;
    const learned = this.#longestMs * INTERVALS;
    const floor = Math.min(MIN_LIMIT_MS, this.#firstLimitMs);
    return Math.min(Math.max(learned, floor), MAX_LIMIT_MS);
  }
}
