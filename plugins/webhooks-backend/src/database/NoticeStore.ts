import { Knex } from 'knex';
import { Turn } from '../health/judgeReceiver';

/** Something that the creator of a webhook is to be told. */
export interface Notice {
  /** Grows with time, and is never given twice. */
  readonly seq: number;
  readonly webhookId: string;
  readonly webhookName: string;
  /** An entity ref. */
  readonly creator: string;
  readonly turn: Turn['kind'];
  readonly reason?: string;
  readonly nextProbeAt?: Date;
  readonly createdAt: Date;
}

/** The table `health_notices`: an outbox. */
export class NoticeStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new NoticeStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The oldest, in their order. */
  async pending(limit: number): Promise<Notice[]> {
    const rows = await this.#knex('health_notices as notice')
      .join('webhooks', 'webhooks.id', 'notice.webhook_id')
      .orderBy('notice.seq')
      .limit(limit)
      .select('notice.*', 'webhooks.name', 'webhooks.created_by');
    return rows.map(row => ({
      seq: Number(row.seq),
      webhookId: row.webhook_id,
      webhookName: row.name,
      creator: row.created_by,
      turn: row.turn,
      reason: row.reason ?? undefined,
      nextProbeAt:
        row.next_probe_at === null
          ? undefined
          : new Date(Number(row.next_probe_at)),
      createdAt: new Date(Number(row.created_at)),
    }));
  }

  async delete(seq: number): Promise<void> {
    await this.#knex('health_notices').where({ seq }).delete();
  }
}
