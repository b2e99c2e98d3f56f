import { hash } from 'node:crypto';
import { toUSVString } from 'node:util';
import { InputError } from '@backstage/errors';
import {
  Change,
  EVENT_TYPES,
  FieldValue,
  SEVERITIES,
  SOURCE_PREFIX,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { SourceEvent } from '@kubevision/backstage-plugin-webhooks-node';
import { z } from 'zod';
import { capBytes } from '../changes/capBytes';
import { carriesSecret, namesSecret } from '../changes/carriesSecret';
import { MAX_CHANGES } from '../changes/toEvent';

/** As of Kubernetes' objects. */
const MAX_VALUE_BYTES = 256;
const MAX_LABELS = 50;
const MAX_REFS = 50;
const MASKED = '***';

/** PostgreSQL takes no NUL, and no name has a line break. */
const line = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine(text => !/\p{Cc}/u.test(text), 'must not hold control characters')
    .refine(
      text => toUSVString(text) === text,
      'must not hold half a character',
    );

const refs = z.array(line(512)).max(MAX_REFS).optional();

const schema = z.object({
  key: z.string().min(1).max(1024),
  event: z.enum(EVENT_TYPES),
  kind: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,62}$/, 'must be letters and digits'),
  apiVersion: z
    .string()
    .max(253)
    .regex(
      /^[a-z0-9][a-z0-9.-]*\/[a-z0-9]+$/,
      'must be a group and a version, e.g. example.com/v1',
    ),
  namespace: z.union([z.literal(''), line(253)]).optional(),
  name: line(253),
  actor: line(253).optional(),
  occurredAt: z.date().optional(),
  summary: z.string().optional(),
  changes: z.array(z.custom<Change>(isChange, 'must be a change')).optional(),
  severity: z.enum(SEVERITIES).optional(),
  labels: z.record(line(253), z.string().max(253)).optional(),
  uid: line(255).optional(),
  entities: refs,
  owners: refs,
  systems: refs,
});

/**
 * Turns what a source published into the event that webhooks receive.
 *
 * @param options - `source`: its id; `now`: when it was published
 * @throws InputError that names the field that will not do, and never repeats its value
 */
export function toSourceEvent(
  published: SourceEvent,
  options: { source: string; now: Date },
): WebhookEvent {
  const { source, now } = options;
  const result = schema.safeParse(published);
  if (!result.success) {
    const [{ path, message }] = result.error.issues;
    throw new InputError(
      `The event source '${source}' published an event that will not do: ${path.join(
        '.',
      )}: ${message}`,
    );
  }
  const it = result.data;
  const changes = changesOf(it);
  if (changes.length === 0) {
    throw new InputError(
      `The event source '${source}' published an event that will not do: changes: must hold at least one for '${it.event}'`,
    );
  }
  const shown = changes.slice(0, MAX_CHANGES).map(presentable);
  const { namespace = '', kind, name } = it;
  const { owners, systems } = it;
  // The order of the keys is part of the documented payload.
  return {
    event: it.event,
    cluster: SOURCE_PREFIX + source,
    namespace,
    resource: kind,
    name,
    actor: it.actor ?? 'unknown',
    timestamp: (it.occurredAt ?? now).toISOString().replace(/\.\d+Z$/, 'Z'),
    detail: shown[0],
    id: idOf(source, 'event', it.key),
    apiVersion: it.apiVersion,
    uid: it.uid ?? idOf(source, 'object', kind, namespace, name),
    resourceVersion: it.key,
    actorSource: it.actor ? 'source' : 'unknown',
    observed: 'watch',
    changes: shown,
    truncated: changes.length > MAX_CHANGES,
    severity: it.severity ?? 'info',
    labels: Object.fromEntries(
      Object.entries(it.labels ?? {}).slice(0, MAX_LABELS),
    ),
    entities: it.entities ?? [],
    ...(owners && { owners }),
    ...(systems && { systems }),
  };
}

function isChange(value: unknown): boolean {
  const change = value as Partial<Change> | null;
  return (
    typeof change?.field === 'string' &&
    change.field.length > 0 &&
    change.old !== undefined &&
    change.new !== undefined
  );
}

function changesOf(it: z.output<typeof schema>): readonly Change[] {
  const { event, changes = [], summary = it.kind } = it;
  if (event === 'create') {
    return [{ field: 'object', old: null, new: summary }, ...changes];
  }
  if (event === 'delete') {
    return [{ field: 'object', old: summary, new: null }, ...changes];
  }
  return changes;
}

function presentable({ field, ...values }: Change): Change {
  const isSecret = namesSecret(
    field
      .split(/[.[\]=]/)
      .filter(Boolean)
      .at(-1)!,
  );
  return {
    field: capBytes(field, MAX_VALUE_BYTES),
    old: presentableValue(values.old, isSecret),
    new: presentableValue(values.new, isSecret),
  };
}

function presentableValue(value: FieldValue, isSecret: boolean): FieldValue {
  if (value === null || typeof value === 'boolean') return value;
  if (isSecret) return MASKED;
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (carriesSecret(text)) return MASKED;
  return Buffer.byteLength(text) > MAX_VALUE_BYTES
    ? capBytes(text, MAX_VALUE_BYTES)
    : value;
}

function idOf(...parts: string[]): string {
  return hash('sha256', JSON.stringify([SOURCE_PREFIX, ...parts]));
}
