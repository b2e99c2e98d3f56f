import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { isWatch } from '../changes/matchesResource';
import { toAttributableEventRow, withActor } from './auditRow';
import { chunks } from './chunks';
import { joinAuditRecords } from './joinAuditRecords';
import { lockAuditedCluster } from './lockAuditedCluster';
import { updateEach } from './updateEach';

/** Whose API servers report, and how long to wait for what they report. */
export interface AuditOptions {
  /** Names of clusters. */
  readonly clusters: ReadonlySet<string>;
  readonly graceMs: number;
}

/** New events with the best actor that is known now. */
export interface AttributedEvents {
  readonly events: readonly WebhookEvent[];
  /** When a delivery of the event is due, in milliseconds since the epoch. */
  readonly dueAt: (event: WebhookEvent) => number;
}

/**
 * Gives events that have just been inserted the actor that audit records tell, and remembers them
 * for records that come late. Those that no record proves yet are due after the grace.
 */
export async function attributeNewEvents(
  tx: Knex.Transaction,
  options: {
    audit: AuditOptions;
    /** Of the events, all from one watch. */
    key: { readonly cluster: string; readonly resource: string };
    events: readonly WebhookEvent[];
    now: Date;
  },
): Promise<AttributedEvents> {
  const { audit, key, events, now } = options;
  const rows = audit.clusters.has(key.cluster)
    ? events
        .filter(isAttributable)
        .map(event => toAttributableEventRow(event, key.resource, now))
    : [];
  if (rows.length === 0) return { events, dueAt: () => now.getTime() };

  await lockAuditedCluster(tx, key.cluster, 'events');
  for (const chunk of chunks(rows)) {
    await tx('attributable_events')
      .insert(chunk)
      .onConflict('event_id')
      .ignore();
  }
  const attributed = await joinAuditRecords(tx, key.cluster, rows);
  const byId = new Map(attributed.map(it => [it.eventId, it] as const));
  const waiting = new Set(rows.map(row => row.event_id));
  for (const { eventId, isExact } of attributed) {
    if (isExact) waiting.delete(eventId);
  }
  const named = events.map(event => {
    const found = byId.get(event.id);
    return found ? withActor(event, found.actor) : event;
  });
  await updateEach(tx, {
    table: 'events',
    key: 'id',
    column: 'payload',
    values: named
      .filter(({ id }) => byId.has(id))
      .map(event => [event.id, JSON.stringify(event)] as const),
  });
  return {
    events: named,
    dueAt: ({ id }) => now.getTime() + (waiting.has(id) ? audit.graceMs : 0),
  };
}

/**
 * An update that was found after a gap may be the work of several people, and that a watch stalled
 * is nobody's.
 */
function isAttributable(it: WebhookEvent): boolean {
  const { event, observed, resource: kind, apiVersion } = it;
  if (isWatch({ kind, apiVersion })) return false;
  return observed === 'watch' || event === 'create' || event === 'delete';
}
