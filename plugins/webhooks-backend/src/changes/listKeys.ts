/**
 * What identifies the items of lists, so that inserting one item does not look like a change of
 * all behind it. Tried in this order; a list in which none is unique is compared as a whole.
 *
 * The first ones are Kubernetes' own merge keys: https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
const IDENTITIES: readonly (readonly string[])[] = [
  ['containerPort', 'protocol'],
  ['port', 'protocol'],
  ['name'],
  ['type'],
  ['key', 'effect'],
  ['key'],
  ['mountPath'],
  ['host'],
  ['path'],
  ['topologyKey', 'whenUnsatisfiable'],
  ['id'],
];

/** So few items are compared with each other quicker than a set is made. */
const FEW = 8;

/** Fields that may be missing in an item without making it unidentifiable. */
const OPTIONAL = new Set(['protocol', 'effect', 'host']);

/** An item that can be told from others. */
export type Item = Readonly<Record<string, unknown>>;

/** The items of a list, with the keys that tell them apart. */
export interface KeyedItems {
  readonly items: readonly Item[];
  readonly keys: readonly string[];
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPresent(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

function identifies(items: readonly Item[], keys: readonly string[]): boolean {
  let hasAny = false;
  for (const item of items) {
    for (const key of keys) {
      const value = item[key];
      if (!OPTIONAL.has(key) && !isPresent(value)) return false;
      hasAny ||= value !== undefined;
    }
  }
  return hasAny && (items.length === 1 || areUnique(items, keys));
}

function areUnique(items: readonly Item[], keys: readonly string[]): boolean {
  if (items.length <= FEW && keys.length === 1) {
    return items.every((item, i) => isFirst(items, i, item[keys[0]], keys[0]));
  }
  const identities = new Set<string>();
  for (const item of items) {
    identities.add(JSON.stringify(keys.map(key => item[key])));
  }
  return identities.size === items.length;
}

/** Whether no item before this one has the value. */
function isFirst(
  items: readonly Item[],
  end: number,
  value: unknown,
  key: string,
): boolean {
  for (let i = 0; i < end; i += 1) if (items[i][key] === value) return false;
  return true;
}

function areItems(list: readonly unknown[]): list is readonly Item[] {
  for (const value of list) if (!isItem(value)) return false;
  return true;
}

/**
 * @returns the items with the keys that tell them apart, or undefined for a list of plain values
 *   or of items that nothing tells apart
 */
export function keyedItems(list: readonly unknown[]): KeyedItems | undefined {
  if (list.length === 0 || !areItems(list)) return undefined;
  for (const keys of IDENTITIES) {
    if (identifies(list, keys)) return { items: list, keys };
  }
  return undefined;
}
