import { HeldBack } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { HeldBackCount } from '../noise/PlannedDelivery';
import { chunks } from './chunks';

const HOUR_MS = 3_600_000;

/** What is answered of a webhook that held nothing back. */
export const NOTHING_HELD_BACK: HeldBack = { total: 0, byReason: {} };

/** Counts events that got no message of their own. */
export async function countHeldBack(
  tx: Knex.Transaction,
  counts: readonly HeldBackCount[],
  now: Date,
): Promise<void> {
  const hour = now.getTime() - (now.getTime() % HOUR_MS);
  const rows = counts
    .map(({ webhookId, ...rest }) => ({ webhook_id: webhookId, hour, ...rest }))
    // In one order, as two commits that lock the same rows in different ones are a deadlock.
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const chunk of chunks(rows)) {
    await tx('held_back')
      .insert(chunk)
      .onConflict(['webhook_id', 'reason', 'hour'])
      .merge({ count: tx.raw('held_back.count + excluded.count') });
  }
}

/** What webhooks held back within the last 24 hours, the one that has just begun included. */
export async function readHeldBack(
  knex: Knex,
  webhookIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, HeldBack>> {
  const found = new Map<string, HeldBack>();
  for (const ids of chunks(webhookIds)) {
    const rows: HeldBackRow[] = await knex('held_back')
      .whereIn('webhook_id', [...ids])
      .where('hour', '>', now.getTime() - 24 * HOUR_MS)
      .groupBy('webhook_id', 'reason')
      .orderBy('reason')
      .select('webhook_id', 'reason')
      .sum({ sum: 'count' });
    for (const { webhook_id: id, reason, sum } of rows) {
      const { total, byReason } = found.get(id) ?? NOTHING_HELD_BACK;
      found.set(id, {
        total: total + Number(sum),
        byReason: { ...byReason, [reason]: Number(sum) },
      });
    }
  }
  return found;
}

interface HeldBackRow {
  webhook_id: string;
  reason: string;
  /** PostgreSQL's driver answers sums as text. */
  sum: number | string;
}

function keyOf(row: { webhook_id: string; reason: string }): string {
  return `${row.webhook_id} ${row.reason}`;
}
