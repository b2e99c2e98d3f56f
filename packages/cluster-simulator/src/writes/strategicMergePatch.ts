import { isDeepStrictEqual } from 'node:util';
import { isObject, JsonObject } from '../objects';
import { itemKey, listType } from './listKeys';

const DELETE_FROM = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';
const RETAIN = '$retainKeys';

function mergeKeyedList(
  target: JsonObject[],
  patch: JsonObject[],
  keys: string[],
): JsonObject[] {
  // Strategic merge knows the items of every list by one field.
  const mergeKeys = keys.slice(0, 1);
  const sameItem = (a: JsonObject, b: JsonObject) =>
    isDeepStrictEqual(itemKey(a, mergeKeys), itemKey(b, mergeKeys));

  let merged = [...target];
  for (const { $patch, ...item } of patch) {
    const index = merged.findIndex(candidate => sameItem(candidate, item));
    if ($patch === 'delete') {
      merged = merged.filter(candidate => !sameItem(candidate, item));
    } else if (index === -1) {
      merged.push(strategicMergePatch({}, item));
    } else if ($patch === 'replace') {
      merged[index] = item;
    } else {
      merged[index] = strategicMergePatch(merged[index], item);
    }
  }
  return merged;
}

function mergeList(name: string, target: unknown, patch: unknown[]): unknown[] {
  const current = Array.isArray(target) ? target : [];
  if (patch.some(item => isObject(item) && item.$patch === 'replace')) {
    return patch.filter(item => !(isObject(item) && '$patch' in item));
  }
  const kind = listType(name, [...current, ...patch]);
  if (kind.type === 'map')
    return mergeKeyedList(current, patch as JsonObject[], kind.keys);
  if (kind.type === 'set') return [...new Set([...current, ...patch])];
  return patch;
}

/** Puts the items that a patch names in the patch's order; others stay behind them. */
function orderList(
  name: string,
  items: unknown[],
  order: unknown[],
): unknown[] {
  const kind = listType(name, [...items, ...order]);
  const position = (item: unknown) => {
    const index = order.findIndex(wanted =>
      kind.type === 'map'
        ? kind.keys
            .slice(0, 1)
            .every(
              key => (item as JsonObject)[key] === (wanted as JsonObject)[key],
            )
        : item === wanted,
    );
    return index === -1 ? order.length : index;
  };
  return [...items].sort((a, b) => position(a) - position(b));
}

function retain(target: JsonObject, keys: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(target).filter(([key]) => keys.includes(key)),
  );
}

/**
 * Kubernetes' own kind of patch: a merge patch that merges the items of known lists by their keys.
 * https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMergePatch(
  target: JsonObject,
  patch: JsonObject,
): JsonObject {
  const { $patch, [RETAIN]: retained, ...fields } = patch;
  if ($patch === 'replace') return fields;
  if ($patch === 'delete') return {};

  const merged = retained ? retain(target, retained) : { ...target };
  const entries = Object.entries(fields);
  const isOrder = ([key]: [string, unknown]) => key.startsWith(ORDER);

  for (const [key, value] of entries.filter(entry => !isOrder(entry))) {
    if (key.startsWith(DELETE_FROM)) {
      const list = key.slice(DELETE_FROM.length);
      merged[list] = (merged[list] ?? []).filter(
        (item: unknown) => !value.includes(item),
      );
    } else if (value === null) {
      delete merged[key];
    } else if (Array.isArray(value)) {
      merged[key] = mergeList(key, merged[key], value);
    } else if (isObject(value)) {
      merged[key] = strategicMergePatch(
        isObject(merged[key]) ? merged[key] : {},
        value,
      );
    } else {
      merged[key] = value;
    }
  }
  for (const [key, order] of entries.filter(isOrder)) {
    const list = key.slice(ORDER.length);
    if (merged[list]) merged[list] = orderList(list, merged[list], order);
  }
  return merged;
}
