import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Lifecycle } from '../changes/lifecycle';
import { MAX_CHANGES } from '../changes/toEvent';
import { NoiseRule } from './NoiseRule';

/** After so long a rollout is told as one that still goes on. */
const AT_MOST_MS = 10 * 60_000;

/** The entry among an event's changes that says how its rollout is going. */
const ROLLOUT_FIELD = 'rollout';
/** A change of the Pods' template, which is what starts a rollout. */
const TEMPLATE = /^(spec\.template\b|restart$)/;
const STATUS = /^status\./;

/** With these, there is a rollout whose end can be waited for, be it one that just was. */
const ROLLED_OUT: readonly (Lifecycle | undefined)[] = [
  'progressing',
  'complete',
  'failed',
];

/**
 * A rollout is one message, when it ends: the change of the template, with whatever else happens
 * to the workload and to its Pods meanwhile.
 */
export const rollouts: NoiseRule = options => {
  const { settings, subject, event, rollout, now } = options;
  if (settings.rollouts === 'off') return undefined;

  const isTemplate = event.changes.some(({ field }) => TEMPLATE.test(field));
  const announce =
    isTemplate &&
    settings.rollouts === 'progress' &&
    subject.lifecycle === 'progressing';
  if (rollout && belongsTo(rollout.event, event)) {
    // Not only what is left of it: it may have been shortened by trouble that is over.
    const until = Math.max(rollout.until, rollout.since + AT_MOST_MS);
    return { reason: 'rollout', until, into: rollout, announce };
  }
  return isTemplate && ROLLED_OUT.includes(subject.lifecycle)
    ? { reason: 'rollout', until: now + AT_MOST_MS, announce }
    : undefined;
};

/** What is told as another type, such as a scale, stays a message of its own. */
function belongsTo(rollout: WebhookEvent, event: WebhookEvent): boolean {
  return (
    rollout.resource !== event.resource ||
    rollout.event === event.event ||
    event.changes.every(({ field }) => STATUS.test(field))
  );
}

/** Says in an event how its rollout is going, right after what changed first. */
export function withRollout(
  event: WebhookEvent,
  state: Lifecycle | undefined,
): WebhookEvent {
  const outcome =
    state === undefined || state === 'progressing' ? 'in progress' : state;
  const [first, ...rest] = withoutRollout(event).changes;
  const changes = [
    first,
    { field: ROLLOUT_FIELD, old: null, new: outcome },
    ...rest,
  ];
  return {
    ...event,
    changes: changes.slice(0, MAX_CHANGES),
    truncated: event.truncated || changes.length > MAX_CHANGES,
  };
}

/** Takes back what {@link withRollout} said. */
export function withoutRollout(event: WebhookEvent): WebhookEvent {
  return {
    ...event,
    changes: event.changes.filter(({ field }) => field !== ROLLOUT_FIELD),
  };
}
