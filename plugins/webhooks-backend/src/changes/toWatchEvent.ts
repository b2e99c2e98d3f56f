import { hash } from 'node:crypto';
import {
  Change,
  WATCH_API_VERSION,
  WATCH_KIND,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { UNKNOWN_ACTOR } from './actor';
import { capBytes } from './capBytes';

const MAX_REASON_BYTES = 256;

/** What the events of watches are kept under, as `resourceName` says it. */
export const WATCH_RESOURCE = 'watches.webhooks.kubevision.io';

/** A watch that stalled, or is well again. */
export interface WatchTurn {
  /** The cluster's name in Backstage. */
  readonly cluster: string;
  /** As `resourceName` says it, e.g. `deployments.apps`. */
  readonly resource: string;
  /** When it stopped being well, in milliseconds since the epoch. */
  readonly since: number;
  /** Why, in words for people. */
  readonly reason: string;
  readonly isWell: boolean;
  readonly now: Date;
}

/** The event of it. Whichever replica tells it, and however often, it has the same id. */
export function toWatchEvent(turn: WatchTurn): WebhookEvent {
  const { cluster, resource, since, isWell, now } = turn;
  const reason = capBytes(turn.reason, MAX_REASON_BYTES);
  const state = change('status.state', 'watching', 'stalled', isWell);
  // The order of the keys is part of the documented payload.
  return {
    event: 'update',
    cluster,
    namespace: '',
    resource: WATCH_KIND,
    name: resource,
    actor: UNKNOWN_ACTOR.actor,
    timestamp: now.toISOString().replace(/\.\d+Z$/, 'Z'),
    detail: state,
    id: idOf(cluster, resource, since, state.new),
    apiVersion: WATCH_API_VERSION,
    uid: idOf(cluster, resource),
    resourceVersion: String(since),
    actorSource: UNKNOWN_ACTOR.actorSource,
    observed: 'watch',
    changes: [state, change('status.reason', null, reason, isWell)],
    truncated: false,
    severity: isWell ? 'info' : 'critical',
    labels: {},
    entities: [],
  };
}

function change(
  field: string,
  well: Change['old'],
  stalled: Change['old'],
  isWell: boolean,
): Change {
  return isWell
    ? { field, old: stalled, new: well }
    : { field, old: well, new: stalled };
}

function idOf(...parts: unknown[]): string {
  return hash('sha256', JSON.stringify([WATCH_RESOURCE, ...parts]));
}
