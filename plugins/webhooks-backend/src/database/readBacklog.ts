import { Knex } from 'knex';

/**
 * How many deliveries wait, and for what:
 * - `due`: for nothing but their turn.
 * - `in-flight`: they are being sent.
 * - `throttled`: for their webhook as a whole, which is muted, has quiet hours, or whose receiver takes
 *   nothing now.
 * - `held`: so that they can stand for further events.
 * - `later`: for their next attempt, or for proof of who made the change.
 * - `parked`: they failed, and wait for somebody who sends them again.
 */
export type Backlog = Readonly<
  Record<
    'due' | 'in-flight' | 'throttled' | 'held' | 'later' | 'parked',
    number
  >
>;

const EMPTY: Backlog = {
  due: 0,
  'in-flight': 0,
  throttled: 0,
  held: 0,
  later: 0,
  parked: 0,
};

/** Looks into the indexes of what is pending and what is parked, and at nothing else. */
export async function readBacklog(knex: Knex, now: Date): Promise<Backlog> {
  const at = now.getTime();
  const pending: { state: keyof Backlog; count: number | string }[] =
    await knex('deliveries')
      .join(
        'delivery_lanes',
        'delivery_lanes.webhook_id',
        'deliveries.webhook_id',
      )
      .where({ status: 'pending', test: false })
      // What a digest tells of leaves with the digest.
      .whereNull('digest_id')
      .select(
        knex.raw(
          `case
             when claim_id is not null and next_attempt_at > ? then 'in-flight'
             when hold_reason is not null and first_due_at > ? then 'held'
             when closed_until > ? or muted_until > ? or coalesce(probe_at, 0) > ?
               or (quiet_from <= ? and quiet_until > ?) then 'throttled'
             when next_attempt_at > ? then 'later'
             else 'due' end as state`,
          Array(8).fill(at),
        ),
      )
      .count({ count: '*' })
      .groupBy('state');
  const [parked] = await knex('deliveries')
    .where({ test: false })
    .whereNull('digest_id')
    .whereNotNull('failure_class')
    .count({ count: '*' });
  return {
    ...EMPTY,
    ...Object.fromEntries(
      pending.map(({ state, count }) => [state, Number(count)]),
    ),
    parked: Number(parked.count),
  };
}
