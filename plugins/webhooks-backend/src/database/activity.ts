import {
  ACTIVITY_HOURS,
  ActivityReport,
  WebhookActivity,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { chunks } from './chunks';

const HOUR_MS = 3_600_000;

/** How many of one webhook there were in one hour. */
interface CountRow {
  webhook_id: string;
  /** Which hour, counted from the epoch; PostgreSQL's driver answers bigint as text. */
  hour: number | string;
  outcome: keyof WebhookActivity;
  count: number | string;
}

/**
 * What became of the deliveries of webhooks, by the hour in which they were made. Reads an index
 * that holds only what has ended, and of that only these webhooks and hours.
 */
export async function readActivity(
  knex: Knex,
  webhookIds: readonly string[],
  now: Date,
): Promise<ActivityReport> {
  const firstHour = Math.floor(now.getTime() / HOUR_MS) - ACTIVITY_HOURS + 1;
  const from = firstHour * HOUR_MS;
  const items: Record<string, WebhookActivity> = {};
  for (const ids of chunks(webhookIds)) {
    const counts = [
      ...(await countEnded(knex, ids, from)),
      ...(await countHeldBack(knex, ids, from)),
    ];
    for (const { webhook_id: id, hour, outcome, count } of counts) {
      items[id] ??= noActivity();
      items[id][outcome][Number(hour) - firstHour] += Number(count);
    }
  }
  return { from: new Date(from).toISOString(), items };
}

/** The statuses of what has ended are the outcomes that are counted. */
async function countEnded(
  knex: Knex,
  webhookIds: readonly string[],
  from: number,
): Promise<CountRow[]> {
  const hour = knex.raw(`created_at / ${HOUR_MS} as hour`);
  return (
    knex('deliveries')
      .whereIn('webhook_id', [...webhookIds])
      .where('created_at', '>=', from)
      // The condition of the index, in the words in which a planner recognises it.
      .whereRaw("status <> 'pending' and not test")
      .groupBy('webhook_id', 'hour', 'status')
      .select('webhook_id', hour, 'status as outcome')
      .count({ count: '*' })
  );
}

async function countHeldBack(
  knex: Knex,
  webhookIds: readonly string[],
  from: number,
): Promise<CountRow[]> {
  const rows: Omit<CountRow, 'outcome'>[] = await knex('held_back')
    .whereIn('webhook_id', [...webhookIds])
    .where('hour', '>=', from)
    .groupBy('webhook_id', 'hour')
    .select('webhook_id', 'hour')
    .sum({ count: 'count' });
  return rows.map(row => ({
    ...row,
    hour: Number(row.hour) / HOUR_MS,
    outcome: 'heldBack',
  }));
}

function noActivity(): WebhookActivity {
  const zeros = () => new Array<number>(ACTIVITY_HOURS).fill(0);
  return { delivered: zeros(), failed: zeros(), heldBack: zeros() };
}
