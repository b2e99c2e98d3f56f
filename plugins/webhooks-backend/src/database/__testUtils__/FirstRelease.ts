import { Knex } from 'knex';

/** What a claim took. */
export interface ClaimedByFirstRelease {
  id: string;
  claim_id: string;
  event: string;
  attempts: number;
}

/**
 * A replica that delivers by the statements of the version 0.1.0, on PostgreSQL. They are written out and
 * never follow the code beside them: what a newer version does to the tables must leave them working, since
 * both run side by side while replicas are replaced.
 */
export class FirstRelease {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new FirstRelease(options);
  }

  private constructor({ knex }: { knex: Knex }) {
    this.#knex = knex;
  }

  async enqueue(delivery: {
    id: string;
    webhookId: string;
    event: object;
    objectKey: string;
    now: number;
  }): Promise<void> {
    const { id, webhookId, event, objectKey, now } = delivery;
    await this.#knex.raw(
      `insert into deliveries (
         id, webhook_id, event_id, event, event_type, cluster, resource, namespace, severity, test, status,
         attempts, attempts_left, retry, next_attempt_at, created_at, object_key, first_due_at, hold_reason,
         absorbed, reason
       ) values (
         ?, ?, ?, ?, 'scale', 'prod-us', 'Deployment', 'team-alpha', 'info', false, 'pending',
         0, 3, 'contract', ?, ?, ?, ?, null, 0, null
       )`,
      [id, webhookId, id, JSON.stringify(event), now, now, objectKey, now],
    );
  }

  async claim(options: {
    webhookIds: readonly string[];
    limit: number;
    now: number;
    leaseMs: number;
    claimId: string;
  }): Promise<ClaimedByFirstRelease[]> {
    const { webhookIds, limit, now, leaseMs, claimId } = options;
    return this.#knex.transaction(async tx => {
      const { rows: lanes } = await tx.raw(
        `select lane.*, webhooks.platform, webhooks.enabled, webhooks.sealed_target, webhooks.masked_url
         from delivery_lanes as lane join webhooks on webhooks.id = lane.webhook_id
         where lane.webhook_id = any(?) for update of lane skip locked`,
        [[...webhookIds]],
      );
      const open = lanes
        .filter(({ closed_until: until }: LaneRow) => Number(until) <= now)
        .map((lane: LaneRow) => lane.webhook_id);
      const { rows } = await tx.raw(
        `update deliveries set claim_id = ?, next_attempt_at = ?
         where seq = any(array(
           select seq from deliveries
           where seq = any(array(
             select claimable.seq from unnest(?::varchar[]) as lane (webhook_id)
             cross join lateral (
               select due.seq from (
                 select seq, webhook_id, object_key, first_due_at, next_attempt_at
                 from deliveries candidate
                 where webhook_id = lane.webhook_id and status = 'pending' and next_attempt_at <= ?
                 order by next_attempt_at, seq limit 256
               ) due
               where not exists (
                 select 1 from deliveries earlier
                 where earlier.webhook_id = due.webhook_id and earlier.object_key = due.object_key
                   and earlier.status = 'pending'
                   and (earlier.first_due_at, earlier.seq) < (due.first_due_at, due.seq)
               )
               order by due.next_attempt_at, due.seq limit ?
             ) as claimable
             limit ?
           ))
           and status = 'pending' and next_attempt_at <= ?
           for update skip locked
         ))
         returning seq, id, webhook_id, event, test, attempts, attempts_left, hold_reason, absorbed, retry,
           waits, plain_text, claim_id`,
        [claimId, now + leaseMs, open, now, limit, limit, now],
      );
      return rows;
    });
  }

  /** @returns whether the claim was still held */
  async complete(
    { id, claim_id: claimId, attempts }: ClaimedByFirstRelease,
    { delivered, now }: { delivered: boolean; now: number },
  ): Promise<boolean> {
    const entry = JSON.stringify({
      startedAt: now,
      durationMs: 1,
      outcome: delivered ? 'delivered' : 'retry',
      statusCode: delivered ? 200 : 503,
      number: attempts + 1,
    });
    return this.#knex.transaction(async tx => {
      await tx.raw(
        `select id, enabled, circuit, created_by from webhooks
         where id = (select webhook_id from deliveries where id = ?) for no key update`,
        [id],
      );
      const { rowCount } = await tx.raw(
        `update deliveries set
           status = ?, reason = ?, next_attempt_at = ?, delivered_at = ?, failed_at = null,
           failure_class = null, claim_id = null, attempts = attempts + 1, attempts_left = attempts_left - 1,
           waits = waits + 0, plain_text = (plain_text or false), status_code = ?, response_body = 'ok',
           attempt_log = coalesce(attempt_log || ',', '') || ?
         where id = ? and claim_id = ? and status = 'pending'`,
        [
          delivered ? 'delivered' : 'pending',
          delivered ? null : 'It was busy.',
          delivered ? null : now,
          delivered ? now : null,
          delivered ? 200 : 503,
          entry,
          id,
          claimId,
        ],
      );
      return rowCount === 1;
    });
  }
}

interface LaneRow {
  webhook_id: string;
  closed_until: string;
}
