import { createHmac } from 'node:crypto';
import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { capBytes } from './capBytes';
import { selectFields } from './fieldPattern';
import { lifecycleOf, workloadOf } from './lifecycle';
import { ALIASES, ruleOf } from './rules';
import { KubernetesObject, Projection, ResourceType, ValueMark } from './types';

/** Longer values are kept as their beginning and a mark. */
const MAX_VALUE_BYTES = 256;
/** More fields than this are kept as one mark, so that no object can fill the memory. */
const MAX_FIELDS = 1000;
/** 128 bits: no two values of one field ever share a mark by accident. */
const MARK_HEX_DIGITS = 32;

/** Kept with every object, and never worth an event: who owns it, as `workloadOf` says it. */
export const OWNER_FIELD = 'metadata.ownerReferences[controller=true]';
/** Kept and never worth an event either: a `Lifecycle`. */
export const LIFECYCLE_FIELD = 'lifecycle';
/** There while an object waits for its finalizers. */
export const DELETION_FIELD = 'metadata.deletionTimestamp';

/**
 * Reduces an object to what is worth telling about it. Pure but for the key.
 *
 * @returns undefined for an object that is nobody's news, such as a ReplicaSet of a Deployment
 */
export type Projector = (
  object: KubernetesObject,
  type: ResourceType,
) => Projection | undefined;

/**
 * @param options - `hmacKey` tells changes of values that are not kept. It must stay the same
 *   over restarts, else every Secret looks changed, and must not leave the installation: with a
 *   plain hash, or with the key, whoever reads the database could guess weak secrets.
 */
export function createProjector(options: { hmacKey: Buffer }): Projector {
  const { hmacKey } = options;

  return (object, type) => {
    const rule = ruleOf(type);
    if (rule.ignores?.(object)) return undefined;

    const fields = new Map<string, FieldValue>();
    const mark = (path: string, value: unknown, shown: string): ValueMark => ({
      // The object and the path are part of it, so equal secrets of two objects look different.
      mark: createHmac('sha256', hmacKey)
        .update(JSON.stringify([object.metadata.uid, path, value]))
        .digest('hex')
        .slice(0, MARK_HEX_DIGITS),
      shown,
    });
    const keep = (path: string, value: FieldValue, isSensitive: boolean) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const name = ALIASES[path] ?? path;
      if (isSensitive) {
        fields.set(name, mark(path, value, '***'));
      } else if (Buffer.byteLength(text) > MAX_VALUE_BYTES) {
        fields.set(name, mark(path, value, capBytes(text, MAX_VALUE_BYTES)));
      } else {
        fields.set(name, value);
      }
    };

    for (const pattern of rule.masked ?? []) {
      selectFields(object, pattern, (path, value) => keep(path, value, true));
    }
    for (const field of rule.fields) {
      const pattern = typeof field === 'string' ? field : field.field;
      selectFields(object, pattern, keep);
    }
    for (const [path, value] of Object.entries(lifecycleFields(object, type))) {
      if (value) fields.set(path, value);
    }
    return toProjection(fields, rest => mark('…', rest, 'more fields'));
  };
}

function lifecycleFields(object: KubernetesObject, type: ResourceType) {
  const { metadata } = object;
  const waits = metadata.deletionTimestamp && metadata.finalizers?.length;
  return {
    [OWNER_FIELD]: workloadOf(object),
    [LIFECYCLE_FIELD]: lifecycleOf(object, type),
    // The time itself is left out: shortening the grace period is no second request.
    [DELETION_FIELD]: waits ? 'deletion requested' : undefined,
  };
}

function toProjection(
  fields: Map<string, FieldValue>,
  markRest: (rest: [string, FieldValue][]) => ValueMark,
): Projection {
  if (fields.size <= MAX_FIELDS) return Object.fromEntries(fields);
  const entries = [...fields];
  return Object.fromEntries([
    ...entries.slice(0, MAX_FIELDS),
    ['…', markRest(entries.slice(MAX_FIELDS))],
  ]);
}
