import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { boundedTransaction } from './boundedTransaction';
import { freshBudget } from './freshBudget';
import { parkedDeliveries } from './parkedDeliveries';
import { toReasonColumns } from './reasonColumns';
import { RecoveryRow, toFilter } from './recoveryRow';

const MINUTE = 60_000;
/** Far more than any pace asks for in the time between two calls. */
const MAX_BATCH = 500;

/**
 * Makes the next deliveries of a running recovery due, each a little later than the one before, as
 * its pace says, up to some time from now. So they never come in a burst, and a new delivery that
 * is due meanwhile finds its place between them.
 *
 * Nothing is made due while as many deliveries of the webhook are still waiting as would be added:
 * whatever keeps them waiting, more of them would only keep new ones waiting too.
 *
 * Any number of replicas may call this: one does it, and the others do nothing meanwhile.
 *
 * @param options - `aheadMs`: how far ahead; longer than the time between two calls
 * @returns how many were made due
 */
export async function advanceRecovery(
  knex: Knex,
  options: { id: string; webhookId: string; now: Date; aheadMs: number },
): Promise<number> {
  const { id, webhookId, aheadMs } = options;
  const now = options.now.getTime();
  return boundedTransaction(knex, async tx => {
    // First, as whoever ends a delivery or deletes the webhook locks in this order too.
    const webhook = await tx('webhooks')
      .where({ id: webhookId })
      .forKeyShare()
      .first('enabled', 'retry');
    const row: RecoveryRow | undefined = await tx('recoveries')
      .where({ id, state: 'running' })
      .modify(lockOrSkip)
      .first();
    if (!webhook || !row) return 0;
    const change = (columns: Partial<RecoveryRow>) =>
      tx('recoveries').where({ id }).update(columns);

    if (!webhook.enabled) {
      await change({
        state: 'paused',
        ...toReasonColumns(because('webhook-disabled')),
      });
      return 0;
    }
    const stepMs = Math.ceil(MINUTE / row.per_minute);
    const start = Math.max(Number(row.next_at), now);
    const places = Math.floor((now + aheadMs - start) / stepMs) + 1;
    const count = Math.min(places, MAX_BATCH);
    if (count <= 0 || (await isBusy(tx, { webhookId, now, count }))) return 0;

    const seqs: number[] = (
      await parkedDeliveries(tx, webhookId, toFilter(row))
        .where('seq', '>', row.after_seq)
        .where('seq', '<=', row.last_seq)
        .where('failed_at', '<=', row.created_at)
        .orderBy('seq')
        .limit(count)
        .forUpdate()
        .select('seq')
    ).map((found: { seq: number | string }) => Number(found.seq));

    if (seqs.length > 0) {
      await tx('deliveries')
        .whereIn('seq', seqs)
        .update({
          ...freshBudget(tx, webhook.retry),
          next_attempt_at: dueTimes(tx, { seqs, start, stepMs }),
        });
    }
    const isLast = seqs.length < count;
    await change({
      done: row.done + seqs.length,
      after_seq: seqs.at(-1) ?? row.after_seq,
      next_at: start + seqs.length * stepMs,
      ...(isLast && { state: 'done', ended_at: now }),
    });
    return seqs.length;
  });
}

/** SQLite has one writer at a time and needs no row locks. */
function lockOrSkip(query: Knex.QueryBuilder) {
  if (query.client.config.client === 'pg') query.forUpdate().skipLocked();
}

/** Whether so many deliveries of a webhook are due and nobody has begun with them. */
async function isBusy(
  tx: Knex.Transaction,
  { webhookId, now, count }: { webhookId: string; now: number; count: number },
): Promise<boolean> {
  const waiting = await tx('deliveries')
    .where({ webhook_id: webhookId, status: 'pending' })
    .where('next_attempt_at', '<=', now)
    .limit(count)
    .select('seq');
  return waiting.length >= count;
}

/** The due time of each delivery. Without the cast, PostgreSQL takes the values for text. */
function dueTimes(
  tx: Knex.Transaction,
  options: { seqs: readonly number[]; start: number; stepMs: number },
) {
  const { seqs, start, stepMs } = options;
  const cases = seqs.map(() => 'when ? then ?').join(' ');
  const values = seqs.flatMap((seq, i) => [seq, start + i * stepMs]);
  return tx.raw(`cast(case seq ${cases} end as bigint)`, values);
}
