import {
  Change,
  EventType,
  FieldValue,
  HoldReason,
  SOURCE_PREFIX,
  Severity,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Message, MessageChange } from '../platform/Platform';
import { DateTime } from 'luxon';
import { toVisibleLine, truncate } from './text';
import { toDigestMessage } from './toDigestMessage';

/** The fact that some platforms replace by a time in the reader's own zone. */
export const TIME_LABEL = 'Time';

const MAX_VALUE_LENGTH = 200;
const MAX_CHANGES = 10;

/** Longer than any name Kubernetes allows (253), to bound what custom resources may hold. */
const MAX_NAME_LENGTH = 256;

/** Kubernetes allows no longer ones. */
const MAX_KIND_LENGTH = 63;

/** What an absent value looks like. */
const ABSENT = '—';

const WORDS: Record<EventType, { emoji: string; verb: string }> = {
  create: { emoji: '🟢', verb: 'created' },
  update: { emoji: '✏️', verb: 'updated' },
  scale: { emoji: '📏', verb: 'scaled' },
  delete: { emoji: '🔴', verb: 'deleted' },
};

/** What is shown of a severity; the usual one is not worth a line. */
const SEVERITY_WORDS: Record<Severity, string> = {
  info: '',
  warning: 'Warning',
  critical: 'Critical',
};

/** Kubernetes stores no user, so that a reader must see what kind of name this is. */
const ACTOR_SUFFIXES: Record<WebhookEvent['actorSource'], string> = {
  audit: '',
  'audit-probable': ' (probably)',
  'field-manager': ' (client)',
  controller: ' (controller)',
  source: '',
  unknown: '',
};

/** Why a message stands for several changes. */
const HELD_BACK: Record<HoldReason, string> = {
  rollout: 'held back while it rolled out',
  autoscaling: 'held back while an autoscaler was at work',
  flapping: 'held back because it changes very often',
  window: 'held back because they came close together',
};

/**
 * Says an event in words, or a digest of many, the same for every platform.
 *
 * @param options - `eventType`: the type that the webhook subscribed to, so that a scale can be
 *   an update; `test`: whether the Test button sent it
 */
export function toMessage(options: {
  event: WebhookEvent;
  eventType: EventType;
  deliveryId: string;
  test?: boolean;
}): Message {
  const { event, eventType, deliveryId, test = false } = options;
  const { digest } = event;
  if (digest) return toDigestMessage({ event, digest, deliveryId });
  const { emoji, verb } = WORDS[eventType];
  const prefix = test ? 'Test: ' : '';

  const isSource = event.cluster.startsWith(SOURCE_PREFIX);
  const cluster = line(
    isSource ? event.cluster.slice(SOURCE_PREFIX.length) : event.cluster,
  );
  const namespace = line(event.namespace);
  const kind = truncate(line(event.resource), MAX_KIND_LENGTH);
  const name = line(event.name) || ABSENT;
  const object = namespace ? `${namespace}/${name}` : name;
  const actor = actorInWords(event);
  const details = summaryOf(event.detail);

  const all = (event.changes.length ? event.changes : [event.detail]).filter(
    change => !isWholeObject(change),
  );
  const changes = all.slice(0, MAX_CHANGES).map(toMessageChange);

  const what = details ?? (changes[0] && changeInWords(changes[0]));
  const summary = [
    `${prefix}[${cluster}] ${kind} ${object} ${verb}`,
    actor && ` by ${actor}`,
    what && `: ${what}`,
  ]
    .filter(Boolean)
    .join('');

  return {
    deliveryId,
    eventType,
    event: { ...event, event: eventType },
    emoji,
    headline: `${prefix}${isSource ? '' : 'K8s '}${kind} ${verb}`,
    object,
    summary,
    facts: [
      { label: 'Details', value: details ?? '' },
      { label: isSource ? 'Source' : 'Cluster', value: cluster },
      { label: 'Namespace', value: namespace },
      { label: 'Changed by', value: actor },
      // Events from before there were severities have none.
      { label: 'Severity', value: SEVERITY_WORDS[event.severity] ?? '' },
      { label: 'Stands for', value: absorbedInWords(event) },
      { label: TIME_LABEL, value: timeInWords(event.timestamp) },
    ].filter(fact => fact.value),
    changes,
    moreChanges: all.length - changes.length,
    footer: [
      `${line(event.apiVersion)} ${kind}`,
      eventType.toUpperCase(),
      // Its time is when it was found, which may be long after it happened.
      event.observed === 'catch-up' && 'found after a gap in the watch',
    ]
      .filter(Boolean)
      .join(' · '),
    test,
  };
}

/** E.g. `spec.replicas 3 → 5`. */
export function changeInWords({ field, old, new: now }: MessageChange): string {
  return `${field} ${old} → ${now}`;
}

/** E.g. `+3 more changes`, or undefined when all are shown. */
export function moreChangesInWords(message: Message): string | undefined {
  const { moreChanges, event } = message;
  if (moreChanges === 0) return undefined;
  if (event.truncated) return `+${moreChanges} more changes at least`;
  return `+${moreChanges} more ${moreChanges === 1 ? 'change' : 'changes'}`;
}

function line(text: string): string {
  return truncate(toVisibleLine(text), MAX_NAME_LENGTH);
}

/** Creations and deletions have the whole object as their one change, a summary on one side. */
function isWholeObject(change: Change): boolean {
  return (
    change.field === 'object' && (change.old === null || change.new === null)
  );
}

function summaryOf(detail: Change): string | undefined {
  if (!isWholeObject(detail)) return undefined;
  const summary = detail.new ?? detail.old;
  return summary === null ? undefined : valueInWords(summary);
}

function toMessageChange(change: Change): MessageChange {
  return {
    field: line(change.field),
    old: valueInWords(change.old),
    new: valueInWords(change.new),
  };
}

function valueInWords(value: FieldValue): string {
  if (value === null) return ABSENT;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // An empty text would be invisible, and an empty code span is shown as two backticks.
  return truncate(toVisibleLine(text), MAX_VALUE_LENGTH) || '""';
}

function actorInWords({ actor, actorSource }: WebhookEvent): string {
  const name = line(actor);
  return !name || name === 'unknown' ? '' : name + ACTOR_SUFFIXES[actorSource];
}

/** Empty for an event that stands for itself. That something flaps is news in any case. */
function absorbedInWords({ absorbed = 0, heldFor }: WebhookEvent): string {
  if (!heldFor || (absorbed === 0 && heldFor !== 'flapping')) return '';
  const count = absorbed + 1;
  return `${count} ${count === 1 ? 'change' : 'changes'}, ${
    HELD_BACK[heldFor]
  }`;
}

/** As events have it; anything else takes a parser, and longer. */
const WHOLE_SECONDS = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$/;

function timeInWords(timestamp: string): string {
  const [, date, clock] = WHOLE_SECONDS.exec(timestamp) ?? [];
  if (date && !Number.isNaN(Date.parse(timestamp)))
    return `${date} ${clock} UTC`;
  const time = DateTime.fromISO(timestamp, { zone: 'utc' });
  return time.isValid ? time.toFormat("yyyy-MM-dd HH:mm:ss 'UTC'") : '';
}
