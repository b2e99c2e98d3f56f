import {
  Change,
  FieldValue,
} from '@kubevision/backstage-plugin-webhooks-common';
import { KUBERNETES_ID_FIELD, LABELS_FIELD } from './belongings';
import { DELETION_FIELD, OWNER_FIELD } from './projector';
import { Projection, ValueMark } from './Projection';
import { KindRule, fieldRulesOf } from './rules';

/** Kept for what they say of the object, not for their changes. */
const SILENT_FIELDS = [OWNER_FIELD, LABELS_FIELD, KUBERNETES_ID_FIELD];

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
    .sort((a, b) => compareChanges(a, b, rule))
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

function compareChanges(a: Change, b: Change, rule: KindRule): number {
  const byRank = rankOf(a.field, rule) - rankOf(b.field, rule);
  if (byRank !== 0) return byRank;
  // By code unit, not by locale: the same everywhere.
  return a.field < b.field ? -1 : 1;
}

function rankOf(field: string, rule: KindRule): number {
  if (field === rule.scalePath) return -1;
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
