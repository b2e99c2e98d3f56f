import {
  JsonObject,
  KubernetesObject,
  ManagedFieldsEntry,
  toTime,
} from '../objects';
import { compareFields, FieldSet, fromFieldsV1, toFieldsV1 } from './fieldSets';

/** Who writes, and how. */
export interface Writer {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly now: Date;
}

/** One manager's share, with its fields as a set. */
export interface Ownership {
  readonly entry: Omit<ManagedFieldsEntry, 'fieldsV1' | 'fieldsType'>;
  readonly fields: FieldSet;
}

/** Reads `metadata.managedFields`. */
export function ownershipsOf(
  object: Pick<KubernetesObject, 'metadata'> | undefined,
): Ownership[] {
  return (object?.metadata.managedFields ?? []).map(
    ({ fieldsV1, fieldsType, ...entry }) => ({
      entry,
      fields: fromFieldsV1(fieldsV1),
    }),
  );
}

/** Whether an entry is the one that the writer's fields go to. */
export function isEntryOf(writer: Writer, { entry }: Ownership): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    (entry.subresource ?? '') === (writer.subresource ?? '')
  );
}

/** Writes the list: empty shares vanish, and the oldest entry comes first. */
export function toManagedFields(ownerships: Ownership[]): ManagedFieldsEntry[] {
  return ownerships
    .filter(({ fields }) => fields.size > 0)
    .map(({ entry, fields }) => ({
      manager: entry.manager,
      operation: entry.operation,
      apiVersion: entry.apiVersion,
      ...(entry.time && { time: entry.time }),
      fieldsType: 'FieldsV1' as const,
      fieldsV1: toFieldsV1(fields),
      ...(entry.subresource && { subresource: entry.subresource }),
    }))
    .sort(
      (a, b) =>
        a.operation.localeCompare(b.operation) ||
        (a.time ?? '').localeCompare(b.time ?? '') ||
        a.manager.localeCompare(b.manager),
    );
}

/** A new entry for the writer. Writes through `scale` get no time, as on a real server. */
export function newEntry(
  writer: Writer,
  apiVersion: string,
): Ownership['entry'] {
  return {
    manager: writer.manager,
    operation: writer.operation,
    apiVersion,
    time: writer.subresource === 'scale' ? undefined : toTime(writer.now),
    subresource: writer.subresource,
  };
}

/**
 * The managedFields after an update: the writer owns what it changed beside what it owned, and
 * everyone else loses these and the removed fields.
 */
export function trackUpdate(
  before: KubernetesObject | undefined,
  after: JsonObject & { apiVersion: string },
  writer: Writer,
): ManagedFieldsEntry[] {
  const { changed, removed } = compareFields(before ?? {}, after);
  const shares = ownershipsOf(before);
  const own = shares.find(share => isEntryOf(writer, share));
  const others = shares.filter(share => share !== own);
  const kept = (fields: Iterable<string>, lost: FieldSet) =>
    [...fields].filter(field => !removed.has(field) && !lost.has(field));

  return toManagedFields([
    ...others.map(({ entry, fields }) => ({
      entry,
      fields: new Set(kept(fields, changed)),
    })),
    {
      entry: newEntry(writer, after.apiVersion),
      fields: new Set([...kept(own?.fields ?? [], new Set()), ...changed]),
    },
  ]);
}
