/**
 * The paths of a projection, in order. Objects of one kind mostly have the same ones, and keep
 * them together: every list of paths is a way through one tree, so equal lists are the same
 * object, and 100,000 Pods keep each path once.
 */
export class Paths {
  static readonly #MAX_KNOWN = 50_000;
  static #known = 0;
  static #root = new Paths(undefined, '', 0);

  /** No path at all: where every list begins. */
  static empty(): Paths {
    // Names are chosen inside of clusters, so there is no end of them: a tree that has grown too
    // large is left to whoever still uses parts of it, and another one is begun.
    if (Paths.#known > Paths.#MAX_KNOWN) {
      Paths.#root = new Paths(undefined, '', 0);
      Paths.#known = 0;
    }
    return Paths.#root;
  }

  readonly #before: Paths | undefined;
  readonly #last: string;
  readonly #next = new Map<string, Paths>();
  #array: readonly string[] | undefined;
  readonly length: number;

  private constructor(before: Paths | undefined, last: string, length: number) {
    this.#before = before;
    this.#last = last;
    this.length = length;
  }

  /** These paths and one more. */
  with(path: string): Paths {
    const known = this.#next.get(path);
    if (known) return known;
    const next = new Paths(this, path, this.length + 1);
    this.#next.set(path, next);
    Paths.#known += 1;
    return next;
  }

  toArray(): readonly string[] {
    this.#array ??= Paths.#walk(this);
    return this.#array;
  }

  equals(other: Paths): boolean {
    if (this === other) return true;
    if (this.length !== other.length) return false;
    const paths = other.toArray();
    return this.toArray().every((path, i) => path === paths[i]);
  }

  static #walk(end: Paths): string[] {
    const paths = new Array<string>(end.length);
    for (let at = end; at.#before; at = at.#before) {
      paths[at.length - 1] = at.#last;
    }
    return paths;
  }
}
