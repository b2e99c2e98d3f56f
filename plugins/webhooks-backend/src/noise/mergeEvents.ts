import { isDeepStrictEqual } from 'node:util';
import {
  Change,
  FieldValue,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { UNKNOWN_ACTOR } from '../changes/actor';
import { compareChanges } from '../changes/diff';
import { severityOf } from '../changes/severity';
import { MAX_CHANGES } from '../changes/toEvent';
import { Subject } from './Subject';

/**
 * Two events of one object as one: each field from its first old value to its last new one, the
 * most significant first. It keeps the id and the type of the first event; everything else is as
 * the last one says.
 *
 * @param subject - of which the field of the desired count comes before all others
 * @returns undefined when everything is as it was before the first event
 */
export function mergeEvents(
  first: WebhookEvent,
  last: WebhookEvent,
  subject: Pick<Subject, 'resource' | 'scalePath'>,
): WebhookEvent | undefined {
  const fields = new Map(first.changes.map(change => [change.field, change]));
  for (const change of last.changes) {
    const before = fields.get(change.field);
    const merged = before ? { ...change, old: before.old } : change;
    if (before && isUndone(merged)) fields.delete(change.field);
    else fields.set(change.field, merged);
  }
  const changes = [...fields.values()].sort((a, b) =>
    compareChanges(a, b, subject.scalePath),
  );
  const isIncomplete = first.truncated || last.truncated;
  if (changes.length === 0 && !isIncomplete) return undefined;
  // Of what was cut off nobody knows whether it was undone too.
  const shown = changes.length > 0 ? changes : last.changes;
  const { actorRef, impersonator, ...rest } = last;
  return {
    ...rest,
    ...actorOf(first, last),
    event: first.event,
    // Of what is told: trouble that is over again, or was told before, makes it no worse.
    severity: severityOf(shown, subject.resource),
    detail: shown[0],
    id: first.id,
    changes: shown.slice(0, MAX_CHANGES),
    truncated: isIncomplete || shown.length > MAX_CHANGES,
  };
}

function isUndone(change: Change): boolean {
  return isDeepStrictEqual(change.old, change.new) && !isMasked(change.old);
}

/** Values that are shown alike although they differ: those of secrets, and long ones. */
function isMasked(value: FieldValue): boolean {
  return typeof value === 'string' && (value === '***' || value.endsWith('…'));
}

/**
 * Controllers report a status; whoever changed more than that has made the change. Whoever is only
 * probable is left out: a record that comes later can take the name away, and finds only what is no
 * part of another event.
 */
function actorOf(first: WebhookEvent, last: WebhookEvent) {
  const authors = [first, last].filter(({ changes }) =>
    changes.some(({ field }) => !field.startsWith('status.')),
  );
  const [author, ...others] = authors.length > 0 ? authors : [first, last];
  const isSure =
    authors.every(({ actorSource }) => actorSource !== 'audit-probable') &&
    others.every(({ actor }) => actor === author.actor);
  if (!isSure) return UNKNOWN_ACTOR;
  const { actor, actorSource, actorRef, impersonator } = author;
  return {
    actor,
    actorSource,
    ...(actorRef && { actorRef }),
    ...(impersonator && { impersonator }),
  };
}
