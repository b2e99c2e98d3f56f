import { setImmediate as nextTurn } from 'node:timers/promises';

/** Options of {@link GroupCommit}. */
export interface GroupCommitOptions<T, R> {
  /** Writes some together, and answers for each in the same order. Writes all of them or none. */
  readonly write: (items: readonly T[]) => Promise<readonly R[]>;
  /** Two of the same key are written one after the other. */
  readonly keyOf: (item: T) => string;
  /** Whether an error is not about any of the items, so that it helps none to be written alone. */
  readonly isOfAll?: (error: unknown) => boolean;
  /** At most so many at a time; 256 when absent. */
  readonly size?: number;
}

const DEFAULT_SIZE = 256;

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes what comes while a write runs with the next one: at once when there is little to do, and
 * in few transactions when there is much.
 */
export class GroupCommit<T, R> {
  readonly #write: GroupCommitOptions<T, R>['write'];
  readonly #keyOf: GroupCommitOptions<T, R>['keyOf'];
  readonly #isOfAll: (error: unknown) => boolean;
  readonly #size: number;
  #waiting: Waiting<T, R>[] = [];
  #writing = false;

  static create<T, R>(options: GroupCommitOptions<T, R>) {
    return new GroupCommit(options);
  }

  private constructor(options: GroupCommitOptions<T, R>) {
    this.#write = options.write;
    this.#keyOf = options.keyOf;
    this.#isOfAll = options.isOfAll ?? (() => false);
    this.#size = options.size ?? DEFAULT_SIZE;
  }

  /** @throws whatever writing this item throws */
  async add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#writing) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // All answers that have come from outside by now go together, also where a write is done
      // before anything else is let in, as SQLite does it.
      await nextTurn();
      await this.#writeGroup(this.#takeGroup());
    }
    this.#writing = false;
  }

  #takeGroup(): Waiting<T, R>[] {
    const group = new Map<string, Waiting<T, R>>();
    const left: Waiting<T, R>[] = [];
    for (const one of this.#waiting) {
      const key = this.#keyOf(one.item);
      if (group.size < this.#size && !group.has(key)) group.set(key, one);
      else left.push(one);
    }
    this.#waiting = left;
    return [...group.values()];
  }

  async #writeGroup(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#write(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      if (group.length === 1 || this.#isOfAll(error)) {
        group.forEach(({ reject }) => reject(error));
        return;
      }
      // One that cannot be written must not take the others with it.
      for (const one of group) await this.#writeGroup([one]);
    }
  }
}
