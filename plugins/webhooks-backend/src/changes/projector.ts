import { createHmac } from 'node:crypto';
import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import {
  KUBERNETES_ID_FIELD,
  LABELS_FIELD,
  kubernetesIdField,
  labelsField,
} from './belongings';
import { capBytes } from './capBytes';
import { lifecycleOf, workloadOf } from './lifecycle';
import { Projection, ValueMark } from './Projection';
import { ProjectionBuilder } from './ProjectionBuilder';
import { ALIASES, KindRule, ruleOf } from './rules';
import { Selection, toSelection } from './Selection';
import { Emit, selectFields } from './selectFields';
import { KubernetesObject, ResourceType, specOf } from './types';

/** Longer values are kept as their beginning and a mark. */
const MAX_VALUE_BYTES = 256;
/** No character of UTF-16 takes more bytes in UTF-8. */
const MAX_BYTES_PER_CHARACTER = 3;
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

/** What is kept of an object whatever its kind; absent when it says nothing. */
const LIFECYCLE_FIELDS: readonly (readonly [
  path: string,
  valueOf: (object: KubernetesObject, type: ResourceType) => string | undefined,
])[] = [
  [OWNER_FIELD, workloadOf],
  [LIFECYCLE_FIELD, lifecycleOf],
  [LABELS_FIELD, labelsField],
  [KUBERNETES_ID_FIELD, kubernetesIdField],
  [
    DELETION_FIELD,
    // The time itself is left out: shortening the grace period is no second request.
    ({ metadata: { deletionTimestamp, finalizers } }) =>
      deletionTimestamp && finalizers?.length
        ? 'deletion requested'
        : undefined,
  ],
];

/**
 * Reduces an object to what is worth telling about it. Pure but for the key.
 *
 * @param sameSpec - what the object was reduced to when its spec was the same; the spec is then not
 *   read again
 * @returns undefined for an object that is nobody's news, such as a ReplicaSet of a Deployment
 */
export type Projector = (
  object: KubernetesObject,
  type: ResourceType,
  sameSpec?: Projection,
) => Projection | undefined;

/**
 * @param options - `hmacKey` tells changes of values that are not kept. It must stay the same
 *   over restarts, else every Secret looks changed, and must not leave the installation: with a
 *   plain hash, or with the key, whoever reads the database could guess weak secrets.
 */
export function createProjector(options: { hmacKey: Buffer }): Projector {
  const { hmacKey } = options;

  return (object, type, sameSpec) => {
    const rule = ruleOf(type);
    if (rule.ignores?.(object)) return undefined;

    const known = sameSpec && ProjectionBuilder.withSpecOf(sameSpec);
    const projection = known ?? ProjectionBuilder.empty();
    const rest: [string, FieldValue][] = [];
    const mark = (path: string, value: unknown, shown: string): ValueMark => ({
      // The object and the path are part of it, so equal secrets of two objects look different.
      mark: createHmac('sha256', hmacKey)
        .update(JSON.stringify([object.metadata.uid, path, value]))
        .digest('hex')
        .slice(0, MARK_HEX_DIGITS),
      shown,
    });
    const cap = (path: string, value: FieldValue): FieldValue => {
      if (typeof value === 'number' || typeof value === 'boolean') return value;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      if (text.length * MAX_BYTES_PER_CHARACTER <= MAX_VALUE_BYTES)
        return value;
      if (Buffer.byteLength(text) <= MAX_VALUE_BYTES) return value;
      return mark(path, value, capBytes(text, MAX_VALUE_BYTES));
    };
    const keep: Emit = (path, value, isSensitive) => {
      const name = ALIASES.get(path) ?? path;
      const kept = isSensitive ? mark(path, value, '***') : cap(path, value);
      if (projection.size < MAX_FIELDS) projection.add(name, kept);
      else rest.push([name, kept]);
    };

    const { inSpec, elsewhere } = selectionsOf(rule);
    if (!known) {
      selectFields({ spec: specOf(object) }, inSpec, keep);
      if (rest.length === 0) projection.endSpec();
    }
    for (const [path, valueOf] of LIFECYCLE_FIELDS) {
      const value = valueOf(object, type);
      // Never cut off, however many fields there are.
      if (value) projection.add(path, value);
    }
    selectFields(object, elsewhere, keep);
    if (rest.length > 0) projection.add('…', mark('…', rest, 'more fields'));
    return projection.build();
  };
}

/** Nothing else comes from there but what `LIFECYCLE_FIELDS` say. */
function isInSpec(pattern: string): boolean {
  return /^spec\b/.test(pattern);
}

/** What a rule selects, so that the rest can be read without the spec. */
interface Selections {
  readonly inSpec: Selection;
  readonly elsewhere: Selection;
}

const selections = new WeakMap<KindRule, Selections>();

function selectionsOf(rule: KindRule): Selections {
  let known = selections.get(rule);
  if (!known) {
    const { masked = [], fields } = rule;
    const patterns = fields.map(it => (typeof it === 'string' ? it : it.field));
    const isElsewhere = (pattern: string) => !isInSpec(pattern);
    known = {
      inSpec: toSelection({
        masked: masked.filter(isInSpec),
        patterns: patterns.filter(isInSpec),
      }),
      elsewhere: toSelection({
        masked: masked.filter(isElsewhere),
        patterns: patterns.filter(isElsewhere),
      }),
    };
    selections.set(rule, known);
  }
  return known;
}
