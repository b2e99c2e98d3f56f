import { isObject, JsonObject } from '../objects';

/**
 * Which fields tell the items of a list apart, by the name of the list. Lists that are not here
 * are replaced whole. A real server knows this per kind, from its schema:
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
const LIST_KEYS: Record<string, string[][]> = {
  addresses: [['type']],
  conditions: [['type']],
  containers: [['name']],
  env: [['name']],
  ephemeralContainers: [['name']],
  hostAliases: [['ip']],
  imagePullSecrets: [['name']],
  initContainers: [['name']],
  ownerReferences: [['uid']],
  // Those of a container, then those of a Service.
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
  ],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  volumeDevices: [['devicePath']],
  volumeMounts: [['mountPath']],
  volumes: [['name']],
};

/** Fields of a key that the server fills in when they are absent. */
const KEY_DEFAULTS: JsonObject = { protocol: 'TCP' };

/** Lists of plain values that are merged as sets. */
const SETS = new Set(['finalizers']);

/** How a list is to be merged: item by item, as a set, or replaced. */
export type ListType =
  | { type: 'map'; keys: string[] }
  | { type: 'set' }
  | { type: 'atomic' };

/** Says how to merge a list, from its name and its items. */
export function listType(name: string, items: unknown[]): ListType {
  if (SETS.has(name)) return { type: 'set' };
  const keys = LIST_KEYS[name]?.find(candidate =>
    items.every(item => isObject(item) && candidate[0] in item),
  );
  return keys ? { type: 'map', keys } : { type: 'atomic' };
}

/** The values by which an item is known among the others. */
export function itemKey(item: JsonObject, keys: string[]): JsonObject {
  return Object.fromEntries(
    keys.map(key => [key, item[key] ?? KEY_DEFAULTS[key]]),
  );
}
