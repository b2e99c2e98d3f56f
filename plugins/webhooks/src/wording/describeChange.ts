import {
  FieldValue,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';

const MAX_VALUE_LENGTH = 60;

/** A value on one line: text as it is, anything deeper as JSON, `—` where the field is absent. */
export function describeValue(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_VALUE_LENGTH
    ? `${text.slice(0, MAX_VALUE_LENGTH)}…`
    : text;
}

/** The most significant change of an event: `spec.replicas 3 → 5`; empty when there is none. */
export function describeChange({ detail }: WebhookEvent): string {
  if (!detail?.field) return '';
  return `${detail.field} ${describeValue(detail.old)} → ${describeValue(
    detail.new,
  )}`;
}

/** `team-alpha/api-server`, or only the name of a resource without a namespace. */
export function describeObject({ namespace, name }: WebhookEvent): string {
  return namespace ? `${namespace}/${name}` : name;
}
