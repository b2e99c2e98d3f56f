import { Knex } from 'knex';
import { NamedAuditRecord } from '../audit/AuditRecord';
import { toAuditRecordRow, withActor } from './auditRow';
import { chunks } from './chunks';
import { DeliveryRow } from './deliveryRow';
import {
  AttributedEvent,
  findEvents,
  joinAuditRecords,
} from './joinAuditRecords';
import { lockAuditedCluster } from './lockAuditedCluster';

/** How long a record waits for its event, and an event for its record. */
const RETENTION_MS = 60 * 60 * 1000;

/** The tables `audit_records` and `attributable_events`: what tells who made a change. */
export class AuditStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new AuditStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The resources of a cluster that are watched, e.g. `deployments.apps`. */
  async watchedResources(cluster: string): Promise<ReadonlySet<string>> {
    return new Set(
      await this.#knex('watch_cursors').where({ cluster }).pluck('resource'),
    );
  }

  /**
   * Stores records, and in the same transaction gives their actors to the events they tell of: in
   * the history, and in deliveries that are not on their way yet, which then wait no longer. What
   * has been sent stays as it was sent. A record that is known already changes nothing.
   *
   * @returns how many deliveries have become due by that
   */
  async add(
    cluster: string,
    records: readonly NamedAuditRecord[],
    now: Date,
  ): Promise<number> {
    if (records.length === 0) return 0;
    return this.#knex.transaction(async tx => {
      await lockAuditedCluster(tx, cluster, 'records');
      const news = await insertRecords(tx, cluster, records, now);
      const events = await findEvents(tx, cluster, news);
      const attributed = await joinAuditRecords(tx, cluster, events);
      await rewriteEvents(tx, attributed);
      return rewriteDeliveries(tx, attributed, now);
    });
  }

  /** Drops what is too old for a join. */
  async forgetOld(now: Date): Promise<void> {
    const limit = now.getTime() - RETENTION_MS;
    await this.#knex('audit_records').where('received_at', '<', limit).delete();
    await this.#knex('attributable_events')
      .where('observed_at', '<', limit)
      .delete();
  }
}

async function insertRecords(
  tx: Knex.Transaction,
  cluster: string,
  records: readonly NamedAuditRecord[],
  now: Date,
): Promise<NamedAuditRecord[]> {
  // One statement must not hold an id twice.
  const byId = new Map(
    records.map(record => [record.auditId, record] as const),
  );
  const news = new Set<string>();
  for (const chunk of chunks([...byId.values()])) {
    const inserted: { audit_id: string }[] = await tx('audit_records')
      .insert(chunk.map(record => toAuditRecordRow(cluster, record, now)))
      .onConflict(['cluster', 'audit_id'])
      .ignore()
      .returning('audit_id');
    for (const row of inserted) news.add(row.audit_id);
  }
  return [...byId.values()].filter(({ auditId }) => news.has(auditId));
}

async function rewriteEvents(
  tx: Knex.Transaction,
  attributed: readonly AttributedEvent[],
): Promise<void> {
  for (const { eventId, actor } of attributed) {
    const row = await tx('events').where({ id: eventId }).first('payload');
    if (!row) continue;
    const payload = JSON.stringify(withActor(JSON.parse(row.payload), actor));
    await tx('events').where({ id: eventId }).update({ payload });
  }
}

/** What is claimed is being sent now, with the actor that was known. */
async function rewriteDeliveries(
  tx: Knex.Transaction,
  attributed: readonly AttributedEvent[],
  now: Date,
): Promise<number> {
  let due = 0;
  for (const { eventId, actor, isExact } of attributed) {
    const waiting = { event_id: eventId, status: 'pending', claim_id: null };
    const rows: DeliveryRow[] = await tx('deliveries').where(waiting);
    for (const row of rows) {
      // Its own pause after a failed attempt is for the receiver's sake, and stays.
      const isDue = isExact && row.attempts === 0;
      const changed = await tx('deliveries')
        .where({ ...waiting, seq: row.seq })
        .update({
          event: JSON.stringify(withActor(JSON.parse(row.event), actor)),
          ...(isDue && { next_attempt_at: now.getTime() }),
        });
      if (isDue) due += changed;
    }
  }
  return due;
}
