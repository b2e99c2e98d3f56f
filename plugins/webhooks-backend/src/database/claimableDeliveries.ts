import { Knex } from 'knex';

/** How far behind the first due delivery of a lane one is looked for that may go. */
const WINDOW = 256;

/** What may be taken from one lane. */
export interface LaneShare {
  readonly webhookId: string;
  /** At most so many deliveries. */
  readonly room: number;
  /** Whether nothing may go but what is critical, and what goes before it of the same object. */
  readonly criticalOnly?: boolean;
}

/**
 * The first deliveries of a lane that are due, the longest due first, without those of an object
 * of which an earlier one is pending: an update never overtakes the create before it. Takes two
 * looks into partial indexes per delivery, whatever else is waiting: the order of the earlier ones is
 * what only the right one of them has, where the planner takes both for empty.
 */
const claimable = (lane: {
  webhookId: string;
  room: string;
  criticalOnly: string;
}) => `
  select due.seq from (
    select seq, webhook_id, object_key, first_due_at, next_attempt_at
    from deliveries candidate
    where webhook_id = ${lane.webhookId} and status = 'pending' and next_attempt_at <= ?
      and (not ${lane.criticalOnly} or severity = 'critical' or exists (
        select 1 from deliveries later
        where later.webhook_id = candidate.webhook_id
          and later.object_key = candidate.object_key
          and later.status = 'pending' and later.severity = 'critical'
          and (later.first_due_at, later.seq) > (candidate.first_due_at, candidate.seq)
      ))
    order by next_attempt_at, seq
    limit ${WINDOW}
  ) due
  where (
    select earlier.seq from deliveries earlier
    where earlier.webhook_id = due.webhook_id
      and earlier.object_key = due.object_key
      and earlier.status = 'pending'
      and (earlier.first_due_at, earlier.seq) < (due.first_due_at, due.seq)
    order by earlier.first_due_at, earlier.seq
    limit 1
  ) is null
  order by due.next_attempt_at, due.seq
  limit ${lane.room}`;

/**
 * The `seq` of what may be claimed of some lanes, as a subquery for whoever holds their locks. Lanes
 * behind the limit are not looked at.
 */
export function claimableDeliveries(
  tx: Knex.Transaction,
  options: { shares: readonly LaneShare[]; limit: number; now: Date },
): Knex.Raw {
  const { shares, limit, now } = options;
  if (tx.client.config.client === 'pg') {
    const columns = [
      shares.map(({ webhookId }) => webhookId),
      shares.map(({ room }) => room),
      shares.map(({ criticalOnly = false }) => criticalOnly),
    ];
    return tx.raw(
      `select claimable.seq
        from unnest(?::varchar[], ?::int[], ?::boolean[])
          as lane (webhook_id, room, critical_only)
        cross join lateral (${claimable({
          webhookId: 'lane.webhook_id',
          room: 'lane.room',
          criticalOnly: 'lane.critical_only',
        })}) as claimable
        limit ?`,
      [...(columns as unknown as Knex.RawBinding[]), now.getTime(), limit],
    );
  }
  // SQLite has no lateral joins.
  const lanes = shares.map(
    () =>
      `select seq from (${claimable({
        webhookId: '?',
        room: '?',
        criticalOnly: '?',
      })})`,
  );
  return tx.raw(`${lanes.join(' union all ')} limit ?`, [
    ...shares.flatMap(({ webhookId, room, criticalOnly = false }) => [
      webhookId,
      now.getTime(),
      criticalOnly,
      room,
    ]),
    limit,
  ]);
}
