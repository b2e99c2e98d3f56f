import { Knex } from 'knex';
import { NamedAuditRecord } from '../audit/AuditRecord';
import { EventActor, toAuditRecordRow, withActor } from './auditRow';
import { boundedTransaction } from './boundedTransaction';
import { chunks } from './chunks';
import { DeliveryRow } from './deliveryRow';
import {
  AttributedEvent,
  findEvents,
  joinAuditRecords,
} from './joinAuditRecords';
import { lockAuditedCluster } from './lockAuditedCluster';
import { updateEach } from './updateEach';

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
    return boundedTransaction(this.#knex, async tx => {
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
  const actors = new Map(attributed.map(it => [it.eventId, it.actor] as const));
  for (const chunk of chunks([...actors.keys()])) {
    const rows: { id: string; payload: string }[] = await tx('events')
      .whereIn('id', chunk)
      .select('id', 'payload');
    const values = rows.map(
      ({ id, payload }) => [id, renamed(payload, actors.get(id)!)] as const,
    );
    const columns = { table: 'events', key: 'id', column: 'payload' };
    await updateEach(tx, { ...columns, values });
  }
}

/** What is claimed is being sent now, with the actor that was known. */
const NOT_SENT = { status: 'pending', claim_id: null };

async function rewriteDeliveries(
  tx: Knex.Transaction,
  attributed: readonly AttributedEvent[],
  now: Date,
): Promise<number> {
  let due = 0;
  const byId = new Map(attributed.map(it => [it.eventId, it] as const));
  for (const chunk of chunks([...byId.keys()])) {
    const rows: AttributedRow[] = await tx('deliveries')
      .whereIn('event_id', chunk)
      .where(NOT_SENT)
      // One that stands for several events may stand for several people.
      .where({ absorbed: 0 })
      // Until the end, or noise control could make more of it meanwhile.
      .forUpdate();
    const values = rows.map(
      ({ seq, event, event_id }) =>
        [seq, renamed(event, byId.get(event_id)!.actor)] as const,
    );
    const columns = { table: 'deliveries', key: 'seq', column: 'event' };
    await updateEach(tx, { ...columns, values, only: NOT_SENT });
    // Its own pause after a failed attempt is for the receiver's sake, and stays.
    const waiting = rows.filter(
      row =>
        row.attempts === 0 &&
        row.hold_reason === null &&
        byId.get(row.event_id)!.isExact,
    );
    due += await tx('deliveries')
      .whereIn(
        'seq',
        waiting.map(row => row.seq),
      )
      .where(NOT_SENT)
      .update({ next_attempt_at: now.getTime() });
  }
  return due;
}

type AttributedRow = DeliveryRow & {
  event_id: string;
  hold_reason: string | null;
};

function renamed(event: string, actor: EventActor): string {
  return JSON.stringify(withActor(JSON.parse(event), actor));
}
