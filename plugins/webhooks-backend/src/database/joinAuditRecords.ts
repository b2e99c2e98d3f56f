import { Knex } from 'knex';
import { NamedAuditRecord } from '../audit/AuditRecord';
import { Attribution, PROBABLE_WINDOW_MS, attribute } from '../audit/attribute';
import {
  AttributableEventRow,
  AuditRecordRow,
  EventActor,
  toNamedAuditRecord,
  toObservedChange,
} from './auditRow';
import { chunks } from './chunks';

/** An event whose actor is another one than what was known of it. */
export interface AttributedEvent {
  readonly eventId: string;
  readonly actor: EventActor;
  /** Whether nothing better is to be waited for. */
  readonly isExact: boolean;
}

/**
 * Joins events with all audit records there are, and writes down which record tells the actor.
 * A record that comes later can also take a name away: when two contradict each other, what the
 * object itself tells holds again.
 *
 * @returns the events whose actor has changed by that
 */
export async function joinAuditRecords(
  tx: Knex.Transaction,
  cluster: string,
  events: readonly AttributableEventRow[],
): Promise<AttributedEvent[]> {
  const attributed: AttributedEvent[] = [];
  const changed: AttributableEventRow[] = [];
  for (const chunk of chunks(events)) {
    const records = await findRecords(tx, cluster, chunk);
    for (const row of chunk) {
      const found = attribute(toObservedChange(row), records);
      const auditId = found?.record.auditId ?? null;
      const actor = actorOf(row, found);
      const isKnown =
        row.audit_id === auditId && row.actor_source === actor.actorSource;
      if (isKnown) continue;
      const isExact = actor.actorSource === 'audit';
      attributed.push({ eventId: row.event_id, actor, isExact });
      changed.push({
        ...row,
        audit_id: auditId,
        actor_source: actor.actorSource,
      });
    }
  }
  for (const chunk of chunks(changed)) {
    await tx('attributable_events')
      .insert(chunk)
      .onConflict('event_id')
      .merge(['audit_id', 'actor_source']);
  }
  return attributed;
}

function actorOf(
  row: AttributableEventRow,
  found: Attribution<NamedAuditRecord> | undefined,
): EventActor {
  if (!found) {
    return {
      actor: row.own_actor,
      actorSource: row.own_actor_source as EventActor['actorSource'],
    };
  }
  const { actor, actorRef, impersonator } = found.record;
  return { actor, actorSource: found.actorSource, actorRef, impersonator };
}

/** Everything that could tell the actor of these events, and more. */
async function findRecords(
  tx: Knex.Transaction,
  cluster: string,
  events: readonly AttributableEventRow[],
): Promise<NamedAuditRecord[]> {
  const times = events.map(event => Number(event.observed_at));
  const rows: AuditRecordRow[] = await tx('audit_records')
    .where({ cluster })
    .whereIn(
      'uid',
      events.map(event => event.uid),
    )
    .union(
      tx('audit_records')
        .where({ cluster })
        .whereIn('resource', distinct(events.map(event => event.resource)))
        .whereBetween('ended_at', around(times))
        .whereNull('uid')
        .where(query =>
          query
            .whereIn('name', distinct(events.map(event => event.name)))
            .orWhereNull('name'),
        ),
    );
  return rows.map(toNamedAuditRecord);
}

/** Everything whose actor these records could tell, and more. */
export async function findEvents(
  tx: Knex.Transaction,
  cluster: string,
  records: readonly NamedAuditRecord[],
): Promise<AttributableEventRow[]> {
  const found = new Map<string, AttributableEventRow>();
  for (const chunk of chunks(records)) {
    const collections = chunk.filter(record => record.name === undefined);
    const rows: AttributableEventRow[] = await tx('attributable_events')
      .where({ cluster })
      .whereIn('uid', defined(chunk.map(record => record.uid)))
      .union(
        tx('attributable_events')
          .where({ cluster })
          .whereIn('resource', distinct(chunk.map(record => record.resource)))
          .whereBetween(
            'observed_at',
            around(chunk.map(record => record.endedAt)),
          )
          .where(query =>
            query
              .whereIn('name', defined(chunk.map(record => record.name)))
              .orWhere(deletions =>
                deletions
                  .where({ change: 'delete' })
                  .whereIn(
                    'namespace',
                    distinct(collections.map(record => record.namespace)),
                  ),
              ),
          ),
      );
    for (const row of rows) found.set(row.event_id, row);
  }
  return [...found.values()];
}

function around(times: readonly number[]): [number, number] {
  return [
    Math.min(...times) - PROBABLE_WINDOW_MS,
    Math.max(...times) + PROBABLE_WINDOW_MS,
  ];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function defined<T>(values: readonly (T | undefined)[]): T[] {
  return distinct(values.filter((value): value is T => value !== undefined));
}
