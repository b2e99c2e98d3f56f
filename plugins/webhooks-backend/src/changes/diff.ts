import {
  Change,
  FieldValue,
} from '@kubevision/backstage-plugin-webhooks-common';
import { KUBERNETES_ID_FIELD, LABELS_FIELD } from './belongings';
import { DELETION_FIELD, LIFECYCLE_FIELD, OWNER_FIELD } from './projector';
import { Projection, ValueMark } from './Projection';
import { KindRule, fieldRulesOf } from './rules';

/** Kept for what they say of the object, not for their changes. */
const SILENT_FIELDS = [
  OWNER_FIELD,
  LIFECYCLE_FIELD,
  LABELS_FIELD,
  KUBERNETES_ID_FIELD,
];

/** What people want to read first, most significant first; the rest follows alphabetically. */
const RANKS: readonly RegExp[] = [
  /\.image$/,
  /\.unschedulable$|\.taints/,
  /^status\.|^metadata\.deletionTimestamp$/,
  /\.resources\b/,
  /^(data|binaryData|stringData)\b/,
];

/**
 * The significant changes between what was kept of an object and what is kept now, ranked: the desired count,
 * image, unschedulable and taints, conditions and phase, resources, config keys, then the rest.
 */
export function diff(
  old: Projection,
  next: Projection,
  rule: KindRule,
): Change[] {
  return old
    .differencesTo(next)
    .filter(change => isWorthTelling(change, rule))
    .filter(change => !isFarewell(change, next))
    .sort((a, b) => compareChanges(a, b, rule.scalePath))
    .map(({ field, ...values }) => ({
      field,
      old: reveal(values.old),
      new: reveal(values.new),
    }));
}

function isWorthTelling(change: Change, rule: KindRule): boolean {
  if (SILENT_FIELDS.includes(change.field)) return false;
  // Finalizers that are taken off one by one do not take the request back.
  if (change.field === DELETION_FIELD) return change.new !== null;
  return fieldRulesOf(rule, change.field).every(field =>
    field.when(change.old, change.new),
  );
}

/** A Pod that is being deleted stops working: that is what deleting means. */
function isFarewell({ field }: Change, next: Projection): boolean {
  return (
    field.startsWith('status.') && next.get(LIFECYCLE_FIELD) === 'terminating'
  );
}

/**
 * Orders changes as people want to read them, the most significant first.
 *
 * @param scalePath - the field of the desired count, which comes before all others
 */
export function compareChanges(
  a: Change,
  b: Change,
  scalePath: string | undefined,
): number {
  const byRank = rankOf(a.field, scalePath) - rankOf(b.field, scalePath);
  if (byRank !== 0) return byRank;
  // By code unit, not by locale: the same everywhere.
  return a.field < b.field ? -1 : 1;
}

function rankOf(field: string, scalePath: string | undefined): number {
  if (field === scalePath) return -1;
  const rank = RANKS.findIndex(pattern => pattern.test(field));
  return rank === -1 ? RANKS.length : rank;
}

/** A kept value as people may see it. */
export function reveal(value: FieldValue): FieldValue {
  return isMark(value) ? value.shown : value;
}

/** A projection holds objects only as marks, or empty. */
function isMark(value: FieldValue): value is ValueMark {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    typeof value.mark === 'string'
  );
}
