import { WaitReason } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';
import { jsonRows } from './jsonRows';
import { LaneTimes, opensAt, opensForCriticalAt } from './laneTimes';

/** Why a lane is closed; other waits have columns of their own. */
export type CloseReason = Extract<WaitReason, 'rate' | 'retry-after'>;

/** A row of `delivery_lanes`. */
export interface LaneRow extends LaneTimes {
  readonly webhook_id: string;
  readonly spent_until: string | null;
}

/** When a lane is to be looked at. */
export interface LaneDue {
  readonly webhookId: string;
  readonly dueAt: Date;
}

/**
 * Lets nothing of some webhooks be claimed before a time. A lane that is closed for longer stays so.
 *
 * @param tx - of whatever the closing follows from
 * @param options - `until`: by the webhook's id, in milliseconds since the epoch
 */
export async function closeLanes(
  tx: Knex.Transaction,
  options: { until: ReadonlyMap<string, number>; reason: CloseReason },
): Promise<void> {
  const { until, reason } = options;
  if (until.size === 0) return;
  const closing = jsonRows(tx, {
    alias: 'closing',
    columns: { id: 'text', until: 'bigint' },
    rows: [...until].map(([id, at]) => ({ id, until: at })),
  });
  await tx.raw(
    `update delivery_lanes set closed_until = closing.until, close_reason = ?
     from ?
     where delivery_lanes.webhook_id = closing.id
       and delivery_lanes.closed_until < closing.until`,
    [reason, closing],
  );
}

/**
 * Ends the waiting of a webhook, if it still waits for this reason. Whoever calls it wakes the
 * dispatcher after the commit.
 */
export async function openLane(
  tx: Knex.Transaction,
  options: { webhookId: string; reason: CloseReason },
): Promise<void> {
  await tx('delivery_lanes')
    .where({ webhook_id: options.webhookId, close_reason: options.reason })
    .update({ closed_until: 0, close_reason: null });
}

/**
 * Every lane in which something is pending, and when it is to be looked at: when its first delivery
 * becomes due, or when it opens, if that is later. One look into an index per lane, whatever is
 * waiting there, and another where something critical may pass.
 */
export async function readLanesDue(knex: Knex): Promise<LaneDue[]> {
  const first = `select min(d.next_attempt_at) from deliveries d
    where d.webhook_id = lane.webhook_id and d.status = 'pending'`;
  const rows: (LaneRow & {
    first: number | string | null;
    first_critical: number | string | null;
  })[] = await boundedTransaction(
    knex,
    async tx =>
      tx('delivery_lanes as lane').select('lane.*', {
        first: tx.raw(`(${first})`),
        first_critical: tx.raw(
          `case when quiet_except_critical then (${first} and d.severity = 'critical') end`,
        ),
      }),
    PROMPTLY,
  );
  return rows
    .filter(({ first: dueAt }) => dueAt !== null)
    .map(row => ({
      webhookId: row.webhook_id,
      dueAt: new Date(
        Math.min(
          opensAt(row, Number(row.first)),
          row.first_critical === null
            ? Infinity
            : opensForCriticalAt(row, Number(row.first_critical)),
        ),
      ),
    }));
}
