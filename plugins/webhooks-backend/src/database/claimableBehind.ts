import { Knex } from 'knex';
import { WINDOW } from './claimableDeliveries';
import { eachLane, LaneColumns, LaneShare } from './laneShares';
import { notEnded } from './plannerHints';

/** In how many objects one is looked for, half of them on each side of a place among all of them. */
const OBJECTS = 500;

/**
 * Where all of the first due deliveries of a lane wait for others of their objects, what may go
 * behind them: the first one of each object, and what is about none. So nothing waits for what it
 * has nothing to do with. Looks into an index once or twice per object, however much waits in each.
 */
const firstOfObjects = (lane: LaneColumns) => `
  with recursive
    ${walk(lane, { name: 'above', from: `>= ${lane.place}` })},
    ${walk(lane, { name: 'below', to: `< ${lane.place}` })}
  select first.seq from deliveries first
  where first.next_attempt_at <= ${lane.now}
    and ${mayPass(lane)}
    and first.seq in (
      select seq from above union all select seq from below
      union all select seq from (
        select seq from deliveries
        where webhook_id = ${lane.webhookId} and status = 'pending'
          and object_key is null and next_attempt_at <= ${lane.now}
        order by next_attempt_at, seq
        limit ${OBJECTS}
      ) keyless
    )
  order by first.next_attempt_at, first.seq
  limit ${lane.room}`;

/** Goes from object to object, to the first delivery of each. */
function walk(
  lane: LaneColumns,
  { name, from, to }: { name: string; from?: string; to?: string },
): string {
  const firstOfNext = (beyond?: string) => `
    select d.seq from deliveries d
    where d.webhook_id = ${lane.webhookId} and ${notEnded('d')}
      and ${beyond ? `d.object_key ${beyond}` : 'd.object_key is not null'}
      ${to ? `and d.object_key ${to}` : ''}
    order by d.object_key, d.first_due_at, d.seq
    limit 1`;
  return `
    ${name} (object_key, seq, step) as (
      select head.object_key, head.seq, 1
      from deliveries head where head.seq = (${firstOfNext(from)})
      union all
      select head.object_key, head.seq, ${name}.step + 1
      from ${name} join deliveries head
        on head.seq = (${firstOfNext(`> ${name}.object_key`)})
      where ${name}.step < ${OBJECTS / 2}
    )`;
}

/** During quiet hours: what is critical, and what goes before it. */
function mayPass(lane: LaneColumns): string {
  return `(not ${lane.criticalOnly} or first.severity = 'critical' or exists (
    select 1 from deliveries later
    where later.webhook_id = first.webhook_id
      and later.object_key = first.object_key
      and ${notEnded('later')} and later.severity = 'critical'
      and later.next_attempt_at <= ${lane.now}
  ))`;
}

/**
 * As `claimableDeliveries`, for lanes of which that found less than there was room for.
 *
 * @param options - `place`: another one every time, so that no object is left out for ever where
 *   there are too many to look at all
 */
export function claimableBehind(
  tx: Knex.Transaction,
  options: {
    shares: readonly LaneShare[];
    limit: number;
    now: Date;
    place: string;
  },
): Knex.Raw {
  return eachLane(tx, { ...options, column: 'seq', select: firstOfObjects });
}

/** Those of some lanes where more is due than `claimableDeliveries` has looked at. */
export async function lanesWithMore(
  tx: Knex.Transaction,
  options: { shares: readonly LaneShare[]; now: Date },
): Promise<readonly LaneShare[]> {
  const { shares } = options;
  if (shares.length === 0) return [];
  const select = (lane: LaneColumns) => `
    select ${lane.webhookId} as webhook_id from (
      select count(*) as found from (
        select 1 from deliveries
        where webhook_id = ${lane.webhookId} and status = 'pending'
          and next_attempt_at <= ${lane.now}
        limit ${WINDOW}
      ) due
    ) counted where found = ${WINDOW}`;
  const column = 'webhook_id';
  const limit = shares.length;
  const rows: { webhook_id: string }[] = await tx.from(
    eachLane(tx, { ...options, column, select, limit }).wrap('(', ') as more'),
  );
  const ids = new Set(rows.map(row => row.webhook_id));
  return shares.filter(({ webhookId }) => ids.has(webhookId));
}
