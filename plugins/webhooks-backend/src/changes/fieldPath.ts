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

/** The path of a key under `path`; an empty `path` is the object itself. */
export function keyPath(path: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${path}[${key}]`;
  return path ? `${path}.${key}` : key;
}

/** The path of a list's item, identified by the values of those `keys` that it has. */
export function itemPath(
  path: string,
  item: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): string {
  const present = keys.filter(key => item[key] !== undefined);
  const identity = present.map(key => `${key}=${item[key]}`);
  return `${path}[${identity.join(',') || `${keys[0]}=`}]`;
}

/**
 * Reads a path back. A key that itself holds `]` or `=` reads as something else, which then
 * matches nothing.
 */
export function parsePath(path: string): PathStep[] {
  return [...path.matchAll(STEP)].map(([, bracketed, plain]) => {
    if (plain !== undefined) return { key: plain };
    if (!bracketed.includes('=')) return { key: bracketed };
    const pairs = bracketed.split(',').map(pair => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    });
    return { item: Object.fromEntries(pairs) };
  });
}
