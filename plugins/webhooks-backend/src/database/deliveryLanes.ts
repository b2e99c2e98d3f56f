import { WaitReason } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { LaneTimes, opensAt, opensForCriticalAt } from './laneTimes';

/** Why a webhook waits as a whole. */
export type CloseReason = WaitReason;

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
 * Lets nothing of a webhook be claimed before a time. A lane that is closed for longer stays so.
 *
 * @param tx - of whatever the closing follows from
 */
export async function closeLane(
  tx: Knex.Transaction,
  options: { webhookId: string; until: Date; reason: CloseReason },
): Promise<void> {
  const { webhookId, until, reason } = options;
  await tx('delivery_lanes')
    .where({ webhook_id: webhookId })
    .where('closed_until', '<', until.getTime())
    .update({ closed_until: until.getTime(), close_reason: reason });
}

/**
 * Ends the waiting of a webhook, if it still waits for one of these reasons. Whoever calls it wakes
 * the dispatcher after the commit.
 */
export async function openLane(
  tx: Knex.Transaction,
  options: { webhookId: string; reasons: readonly CloseReason[] },
): Promise<void> {
  await tx('delivery_lanes')
    .where({ webhook_id: options.webhookId })
    .whereIn('close_reason', [...options.reasons])
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
  })[] = await knex('delivery_lanes as lane').select('lane.*', {
    first: knex.raw(`(${first})`),
    first_critical: knex.raw(
      `case when quiet_except_critical then (${first} and d.severity = 'critical') end`,
    ),
  });
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
