import { ApiError } from '../ApiError';
import { isObject, JsonObject, KubernetesObject } from '../objects';
import {
  compareFields,
  describeField,
  FieldSet,
  fieldsOf,
  splitField,
} from './fieldSets';
import { itemKey, listType } from './listKeys';
import {
  isEntryOf,
  newEntry,
  ownershipsOf,
  toManagedFields,
  Writer,
} from './managedFields';

/** Sets the applied fields in the object; items of keyed lists merge by key. */
function merge(name: string, live: unknown, applied: unknown): unknown {
  if (isObject(applied)) {
    const merged: JsonObject = isObject(live) ? { ...live } : {};
    for (const [key, value] of Object.entries(applied)) {
      merged[key] = merge(key, merged[key], value);
    }
    return merged;
  }
  if (!Array.isArray(applied) || !Array.isArray(live)) return applied;

  const kind = listType(name, [...live, ...applied]);
  if (kind.type === 'atomic') return applied;
  if (kind.type === 'set') return [...new Set([...live, ...applied])];
  const keyOf = (item: JsonObject) => JSON.stringify(itemKey(item, kind.keys));
  const items = new Map<string, unknown>(live.map(item => [keyOf(item), item]));
  for (const item of applied) {
    items.set(keyOf(item), merge('', items.get(keyOf(item)), item));
  }
  return [...items.values()];
}

/** A copy of the value without the field at the path. */
function without(value: unknown, [element, ...rest]: string[]): unknown {
  if (element.startsWith('f:') && isObject(value)) {
    const { [element.slice(2)]: child, ...others } = value;
    if (child === undefined || rest.length === 0) return others;
    return { ...others, [element.slice(2)]: without(child, rest) };
  }
  if (!Array.isArray(value)) return value;
  const wanted = JSON.parse(element.slice(2));
  const isWanted = (item: unknown) =>
    isObject(item) && isObject(wanted)
      ? Object.entries(itemKey(item, Object.keys(wanted))).every(
          ([key, part]) => wanted[key] === part,
        )
      : item === wanted;
  return rest.length === 0
    ? value.filter(item => !isWanted(item))
    : value.map(item => (isWanted(item) ? without(item, rest) : item));
}

/** Whether the set holds the field or anything below it. */
function holdsWithin(fields: FieldSet, field: string): boolean {
  const path = splitField(field);
  return [...fields].some(candidate => {
    const elements = splitField(candidate);
    return path.every((element, index) => elements[index] === element);
  });
}

function conflictError(conflicts: { manager: string; field: string }[]) {
  const causes = conflicts.map(({ manager, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${manager}"`,
    field: describeField(field),
  }));
  const list = causes.map(({ message, field }) => `${message}: ${field}`);
  return new ApiError(
    409,
    'Conflict',
    `Apply failed with ${causes.length} conflict${
      causes.length === 1 ? '' : 's'
    }: ${list.join(', ')}`,
    { causes },
  );
}

/**
 * Server-side apply: sets what the manager applies, and removes what it applied before, does not
 * apply any more, and nobody else owns.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 *
 * @throws ApiError 409 when another manager owns a field that would change, unless forced
 */
export function serverSideApply(options: {
  live: KubernetesObject | undefined;
  applied: KubernetesObject;
  writer: Writer;
  force: boolean;
}): KubernetesObject {
  const { live, applied, writer, force } = options;
  const shares = ownershipsOf(live);
  const own = shares.find(share => isEntryOf(writer, share));
  const others = shares.filter(share => share !== own);
  const appliedFields = fieldsOf(applied);

  let merged = merge('', live, applied) as KubernetesObject;
  const { changed } = compareFields(live ?? {}, merged);

  const conflicts = others.flatMap(({ entry, fields }) =>
    [...fields]
      .filter(field => appliedFields.has(field) && changed.has(field))
      .map(field => ({ manager: entry.manager, field })),
  );
  if (conflicts.length > 0 && !force) throw conflictError(conflicts);

  const abandoned = [...(own?.fields ?? [])].filter(
    field =>
      !appliedFields.has(field) &&
      !others.some(({ fields }) => holdsWithin(fields, field)),
  );
  // The longest paths first, so that a field goes before the item that holds it.
  for (const field of abandoned.sort((a, b) => b.length - a.length)) {
    merged = without(merged, splitField(field)) as KubernetesObject;
  }

  const lost = new Set(conflicts.map(({ field }) => field));
  merged.metadata = {
    ...merged.metadata,
    managedFields: toManagedFields([
      ...others.map(({ entry, fields }) => ({
        entry,
        fields: new Set([...fields].filter(field => !lost.has(field))),
      })),
      { entry: newEntry(writer, applied.apiVersion), fields: appliedFields },
    ]),
  };
  return merged;
}
