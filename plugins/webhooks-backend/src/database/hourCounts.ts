import { WebhookActivity } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { chunks } from './chunks';

/** Counts are by the hour of UTC. */
export const HOUR_MS = 3_600_000;

/** What became of deliveries, and of events that got none. */
export type Outcome = keyof WebhookActivity;

/** How many of one webhook there were in one hour. */
export interface HourCount {
  readonly webhookId: string;
  /** When it began, in milliseconds since the epoch. */
  readonly hour: number;
  readonly outcome: Outcome;
  readonly count: number;
}

/** PostgreSQL's driver answers bigint and numeric as text. */
interface CountRow {
  webhook_id: string;
  hour: number | string;
  outcome: Outcome;
  count: number | string;
}

/** The hours up to the one that has just begun, the oldest first. */
export function lastHours(count: number, now: Date): number[] {
  const last = now.getTime() - (now.getTime() % HOUR_MS);
  return Array.from(
    { length: count },
    (_, i) => last - (count - 1 - i) * HOUR_MS,
  );
}

/**
 * What became of the deliveries of webhooks, by the hour in which they were made, and what was held
 * back in it. Reads an index that holds only what has ended, and of that only these webhooks and hours.
 *
 * @param since - the beginning of the first hour
 */
export async function countByHour(
  knex: Knex,
  webhookIds: readonly string[],
  since: number,
): Promise<HourCount[]> {
  const rows: CountRow[] = [];
  for (const ids of chunks(webhookIds)) {
    rows.push(...(await countEnded(knex, ids, since)));
    rows.push(...(await countHeldBack(knex, ids, since)));
  }
  return rows.map(({ webhook_id: webhookId, hour, outcome, count }) => ({
    webhookId,
    hour: Number(hour),
    outcome,
    count: Number(count),
  }));
}

/** The statuses of what has ended are the outcomes that are counted. */
async function countEnded(
  knex: Knex,
  webhookIds: readonly string[],
  since: number,
): Promise<CountRow[]> {
  const hour = knex.raw(`created_at - created_at % ${HOUR_MS} as hour`);
  return (
    knex('deliveries')
      .whereIn('webhook_id', [...webhookIds])
      .where('created_at', '>=', since)
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
  since: number,
): Promise<CountRow[]> {
  const rows: Omit<CountRow, 'outcome'>[] = await knex('held_back')
    .whereIn('webhook_id', [...webhookIds])
    .where('hour', '>=', since)
    .groupBy('webhook_id', 'hour')
    .select('webhook_id', 'hour')
    .sum({ count: 'count' });
  return rows.map(row => ({ ...row, outcome: 'heldBack' }));
}
