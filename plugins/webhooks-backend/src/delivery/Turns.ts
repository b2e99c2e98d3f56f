/** What bounds how many run at the same time: at most `max` of all that share it. */
export interface Bound {
  readonly name: string;
  readonly max: number;
}

interface Waiting {
  readonly bounds: readonly Bound[];
  readonly begin: () => void;
}

/**
 * Lets work begin in the order in which it came, but for what waits for others of its kind: that
 * lets pass whatever has nothing to do with them.
 */
export class Turns {
  /** How many run, by the name of each of their bounds; those of which none do are not in it. */
  readonly #running = new Map<string, number>();
  readonly #waiting: Waiting[] = [];

  static create() {
    return new Turns();
  }

  private constructor() {}

  /** Does some work as soon as all of its bounds allow it, and answers as the work does. */
  async take<T>(bounds: readonly Bound[], work: () => Promise<T>): Promise<T> {
    if (this.#hasRoom(bounds)) {
      this.#count(bounds, 1);
    } else {
      await new Promise<void>(begin => {
        this.#waiting.push({ bounds, begin });
      });
    }
    try {
      return await work();
    } finally {
      this.#count(bounds, -1);
      this.#beginNext();
    }
  }

  /** What ends makes room for no more than one other. */
  #beginNext(): void {
    const next = this.#waiting.findIndex(({ bounds }) => this.#hasRoom(bounds));
    if (next < 0) return;
    const [{ bounds, begin }] = this.#waiting.splice(next, 1);
    // Before anybody else takes its place.
    this.#count(bounds, 1);
    begin();
  }

  #hasRoom(bounds: readonly Bound[]): boolean {
    return bounds.every(
      ({ name, max }) => (this.#running.get(name) ?? 0) < max,
    );
  }

  #count(bounds: readonly Bound[], difference: number): void {
    for (const { name } of bounds) {
      const count = (this.#running.get(name) ?? 0) + difference;
      if (count > 0) this.#running.set(name, count);
      else this.#running.delete(name);
    }
  }
}
