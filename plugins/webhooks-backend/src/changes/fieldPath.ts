/**
 * Paths of fields, as people read them and as code compares them:
 * - `spec.replicas`: a field;
 * - `containers[name=web]`, `ports[port=80,protocol=TCP]`: the item of a list, by what identifies it;
 * - `data[app.properties]`: a key that is no plain word.
 */

/** One step of a path: a key of an object, or the item of a list with these values. */
export type PathStep =
  | { readonly key: string }
  | { readonly item: Readonly<Record<string, string>> };

const PLAIN_KEY = /^[\w-]+$/;
const STEP = /\[([^\]]*)\]|([^.[]+)/g;

/**
 * Remembers paths, by what they are made of: most objects have the same ones, and to put them
 * together anew for each would take longer than everything else. Forgets all when it is full,
 * because names are chosen inside of clusters.
 */
class PathMemory {
  static readonly #MAX_PATHS = 20_000;
  readonly #children = new Map<string, Map<string, string>>();
  #size = 0;

  recall(parent: string, step: string, make: () => string): string {
    let children = this.#children.get(parent);
    const known = children?.get(step);
    if (known !== undefined) return known;
    if (this.#size >= PathMemory.#MAX_PATHS) {
      this.#children.clear();
      this.#size = 0;
      children = undefined;
    }
    if (!children) {
      children = new Map();
      this.#children.set(parent, children);
    }
    const path = make();
    children.set(step, path);
    this.#size += 1;
    return path;
  }
}

const keyPaths = new PathMemory();
const itemPaths = new PathMemory();
/** Of items that one key identifies, by that key: no text has to be made to find them. */
const itemPathsBy = new Map<string, PathMemory>();

/** The path of a key under `path`; an empty `path` is the object itself. */
export function keyPath(path: string, key: string): string {
  return keyPaths.recall(path, key, () => {
    if (!PLAIN_KEY.test(key)) return `${path}[${key}]`;
    return path ? `${path}.${key}` : key;
  });
}

/**
 * The path of a list's item, identified by the values of those `keys` that it has.
 *
 * @example `itemPath('containers', { name: 'web' }, ['name'])` is `containers[name=web]`
 */
export function itemPath(
  path: string,
  item: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): string {
  const [key] = keys;
  if (keys.length === 1) {
    const value = String(item[key] ?? '');
    return itemPathsOf(key).recall(
      path,
      value,
      () => `${path}[${key}=${value}]`,
    );
  }
  const identity =
    keys
      .filter(name => item[name] !== undefined)
      .map(name => `${name}=${item[name]}`)
      .join(',') || `${key}=`;
  return itemPaths.recall(path, identity, () => `${path}[${identity}]`);
}

function itemPathsOf(key: string): PathMemory {
  let memory = itemPathsBy.get(key);
  if (!memory) {
    memory = new PathMemory();
    itemPathsBy.set(key, memory);
  }
  return memory;
}

/** Paths of fields are few, but for those that hold names which people choose. */
const MAX_PARSED = 5_000;
const parsed = new Map<string, readonly PathStep[]>();

/**
 * Reads a path back. A key that itself holds `]` or `=` reads as something else, which then
 * matches nothing.
 */
export function parsePath(path: string): readonly PathStep[] {
  let steps = parsed.get(path);
  if (!steps) {
    steps = [...path.matchAll(STEP)].map(([, bracketed, plain]) =>
      plain === undefined ? parseBrackets(bracketed) : { key: plain },
    );
    if (parsed.size >= MAX_PARSED) parsed.clear();
    parsed.set(path, steps);
  }
  return steps;
}

function parseBrackets(text: string): PathStep {
  if (!text.includes('=')) return { key: text };
  const pairs = text.split(',').map(pair => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return { item: Object.fromEntries(pairs) };
}
