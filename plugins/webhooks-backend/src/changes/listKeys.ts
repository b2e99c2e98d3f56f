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

/** Fields that may be missing in an item without making it unidentifiable. */
const OPTIONAL = new Set(['protocol', 'effect', 'host']);

type Item = Readonly<Record<string, unknown>>;

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function identifies(items: readonly Item[], keys: readonly string[]): boolean {
  const isComplete = items.every(item =>
    keys.every(
      key =>
        OPTIONAL.has(key) || ['string', 'number'].includes(typeof item[key]),
    ),
  );
  if (!isComplete) return false;
  const hasAny = items.some(item => keys.some(key => item[key] !== undefined));
  const identities = items.map(item =>
    JSON.stringify(keys.map(key => item[key])),
  );
  return hasAny && new Set(identities).size === items.length;
}

/**
 * @returns the items with the keys that tell them apart, or undefined for a list of plain values
 *   or of items that nothing tells apart
 */
export function keyedItems(
  list: readonly unknown[],
): { items: readonly Item[]; keys: readonly string[] } | undefined {
  if (list.length === 0 || !list.every(isItem)) return undefined;
  const keys = IDENTITIES.find(candidate => identifies(list, candidate));
  return keys && { items: list, keys };
}
