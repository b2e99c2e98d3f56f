import { Knex } from 'knex';
import { eachLane, LaneColumns, LaneShare } from './laneShares';
import { notEnded } from './plannerHints';

/** How far behind the first due delivery of a lane one is looked for that may go. */
export const WINDOW = 256;

/**
 * The first deliveries of a lane that are due, the longest due first, without those of an object
 * of which an earlier one is pending: an update never overtakes the create before it. Takes two
 * looks into partial indexes per delivery, whatever else is waiting.
 */
const firstDue = (lane: LaneColumns) => `
  select due.seq from (
    select seq, webhook_id, object_key, first_due_at, next_attempt_at
    from deliveries
    where webhook_id = ${lane.webhookId} and status = 'pending'
      and next_attempt_at <= ${lane.now}
    order by next_attempt_at, seq
    limit ${WINDOW}
  ) due
  where (
    select earlier.seq from deliveries earlier
    where earlier.webhook_id = due.webhook_id
      and earlier.object_key = due.object_key
      and ${notEnded('earlier')}
      and (earlier.first_due_at, earlier.seq) < (due.first_due_at, due.seq)
    order by earlier.first_due_at, earlier.seq
    limit 1
  ) is null
  order by due.next_attempt_at, due.seq
  limit ${lane.room}`;

/**
 * During quiet hours: of the objects whose first due deliveries are critical, what goes first.
 * However much waits for the end of the quiet hours, none of that is looked at.
 */
const firstCritical = (lane: LaneColumns) => `
  select head.seq from deliveries head
  where head.next_attempt_at <= ${lane.now} and head.seq in (
    select coalesce((
      select first.seq from deliveries first
      where first.webhook_id = critical.webhook_id
        and first.object_key = critical.object_key
        and ${notEnded('first')}
      order by first.first_due_at, first.seq
      limit 1
    ), critical.seq)
    from (
      select seq, webhook_id, object_key from deliveries
      where webhook_id = ${lane.webhookId} and status = 'pending'
        and severity = 'critical' and next_attempt_at <= ${lane.now}
      order by next_attempt_at
      limit ${WINDOW}
    ) critical
  )
  order by head.next_attempt_at, head.seq
  limit ${lane.room}`;

/**
 * The `seq` of what may be claimed of some lanes, as a subquery for whoever holds their locks. Lanes
 * behind the limit are not looked at.
 */
export function claimableDeliveries(
  tx: Knex.Transaction,
  options: { shares: readonly LaneShare[]; limit: number; now: Date },
): Knex.Raw {
  const column = 'seq';
  const open = options.shares.filter(({ criticalOnly }) => !criticalOnly);
  const quiet = options.shares.filter(({ criticalOnly }) => criticalOnly);
  const ofOpen = { ...options, shares: open, column, select: firstDue };
  const ofQuiet = { ...options, shares: quiet, column, select: firstCritical };
  if (quiet.length === 0) return eachLane(tx, ofOpen);
  if (open.length === 0) return eachLane(tx, ofQuiet);
  return tx.raw(
    'select seq from (?) as quiet union all select seq from (?) as open limit ?',
    [eachLane(tx, ofQuiet), eachLane(tx, ofOpen), options.limit],
  );
}
