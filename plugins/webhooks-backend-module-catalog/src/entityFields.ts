import { createHash } from 'node:crypto';
import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { JsonValue } from '@backstage/types';

/** Of an entity, what is worth telling, by paths such as `spec.owner`. */
export type EntityFields = Readonly<Record<string, FieldValue>>;

/** Longer texts are kept as their beginning and a mark that tells whether they changed. */
const MAX_TEXT = 200;
/** More fields than this are kept as one mark, so that no entity can fill the database. */
const MAX_FIELDS = 500;

/** What the catalog writes by itself, or what is told otherwise. */
const DROPPED = new Set([
  'metadata.uid',
  'metadata.etag',
  'metadata.generation',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations.backstage.io/managed-by-location',
  'metadata.annotations.backstage.io/managed-by-origin-location',
  'metadata.annotations.backstage.io/view-url',
  'metadata.annotations.backstage.io/edit-url',
]);

/** The relations that follow from what other entities say would make a change of one a change of many. */
const RELATIONS = new Set([RELATION_OWNED_BY, RELATION_PART_OF]);

/** Reduces an entity to what is worth telling of it. */
export function entityFields(entity: Entity): EntityFields {
  const fields: Record<string, FieldValue> = {};
  const rest: unknown[] = [];
  const keep = (path: string, value: FieldValue) => {
    if (Object.keys(fields).length < MAX_FIELDS) fields[path] = value;
    else rest.push([path, value]);
  };
  walk(entity.metadata as JsonValue, 'metadata', keep);
  walk((entity.spec ?? {}) as JsonValue, 'spec', keep);
  for (const type of RELATIONS) {
    const refs = refsOf(entity, type);
    if (refs.length > 0) keep(`relations.${type}`, refs);
  }
  if (rest.length > 0) fields['…'] = markOf(JSON.stringify(rest));
  return fields;
}

/** The targets of a relation, as full refs in one order. */
export function refsOf({ relations = [] }: Entity, type: string): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef)
    .sort();
}

function walk(
  value: JsonValue | undefined,
  path: string,
  keep: (path: string, value: FieldValue) => void,
): void {
  if (value === null || value === undefined || DROPPED.has(path)) return;
  if (typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, child] of Object.entries(value)) {
      walk(child, `${path}.${key}`, keep);
    }
    return;
  }
  keep(path, shorten(value as FieldValue));
}

function shorten(value: FieldValue): FieldValue {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= MAX_TEXT) return value;
  return `${text.slice(0, MAX_TEXT)}… (${markOf(text)})`;
}

function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
