/** Options of {@link Turns}. */
export interface TurnsOptions {
  /** How many may run at the same time. */
  readonly max: number;
  /** How many of those that share a name; asked again each time. */
  readonly maxOfOne: () => number;
}

interface Waiting {
  readonly name: string | undefined;
  /** How many had to wait before. */
  readonly place: number;
  readonly begin: () => void;
}

/**
 * Lets work begin in the order in which it came, but for what waits for others of its name: that
 * lets pass whatever has nothing to do with them.
 */
export class Turns {
  readonly #options: TurnsOptions;
  #running = 0;
  /** How many run by their name; those of which none do are not in it. */
  readonly #runningOf = new Map<string, number>();
  /** What waits by its name, in its order; names of which nothing waits are not in it. */
  readonly #waiting = new Map<string | undefined, Waiting[]>();
  #places = 0;

  static create(options: TurnsOptions) {
    return new Turns(options);
  }

  private constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /**
   * Does some work as soon as it may begin, and answers as the work does.
   *
   * @param name - only the number of all bounds what has none
   */
  async take<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
    // What comes at the same time is known before the first of it begins.
    await undefined;
    if (this.#hasRoom(name)) {
      this.#count(name, 1);
    } else {
      await new Promise<void>(begin => {
        const queue = this.#waiting.get(name) ?? [];
        this.#waiting.set(name, queue);
        queue.push({ name, place: this.#places++, begin });
      });
    }
    try {
      return await work();
    } finally {
      this.#count(name, -1);
      this.#beginNext();
    }
  }

  /** All that may, as more may of one when there are fewer others. */
  #beginNext(): void {
    for (let next = this.#next(); next; next = this.#next()) {
      const { name, begin } = next;
      const queue = this.#waiting.get(name)!;
      queue.shift();
      if (queue.length === 0) this.#waiting.delete(name);
      // Before anybody else takes its place.
      this.#count(name, 1);
      begin();
    }
  }

  /** The one that has waited longest of those that may begin. */
  #next(): Waiting | undefined {
    let longest: Waiting | undefined;
    for (const [first] of this.#waiting.values()) {
      const isLonger = !longest || first.place < longest.place;
      if (isLonger && this.#hasRoom(first.name)) longest = first;
    }
    return longest;
  }

  #hasRoom(name: string | undefined): boolean {
    const { max, maxOfOne } = this.#options;
    if (this.#running >= max) return false;
    return name === undefined || (this.#runningOf.get(name) ?? 0) < maxOfOne();
  }

  #count(name: string | undefined, difference: number): void {
    this.#running += difference;
    if (name === undefined) return;
    const count = (this.#runningOf.get(name) ?? 0) + difference;
    if (count > 0) this.#runningOf.set(name, count);
    else this.#runningOf.delete(name);
  }
}
