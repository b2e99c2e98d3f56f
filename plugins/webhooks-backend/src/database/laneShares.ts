import { Knex } from 'knex';

/** What may be taken from one lane. */
export interface LaneShare {
  readonly webhookId: string;
  /** At most so many deliveries. */
  readonly room: number;
  /** Whether nothing may go but what is critical, and what goes before it of the same object. */
  readonly criticalOnly?: boolean;
}

/** How SQL names what is known of a lane. */
export interface LaneColumns {
  readonly webhookId: string;
  readonly room: string;
  readonly criticalOnly: string;
  /** In milliseconds since the epoch. */
  readonly now: string;
  /** Some text to begin at where there is too much to look at all of it. */
  readonly place: string;
}

/**
 * What a select gives for each of some lanes, in their order, as a source to read from.
 *
 * @param options - `select`: of one column `column`; `limit`: lanes behind it are not looked at
 */
export function eachLane(
  tx: Knex.Transaction,
  options: {
    shares: readonly LaneShare[];
    column: string;
    select: (lane: LaneColumns) => string;
    now: Date;
    place?: string;
    limit: number;
  },
): Knex.Raw {
  const { shares, column, select, place = '', limit } = options;
  const now = options.now.getTime();
  if (tx.client.config.client === 'pg') {
    const columns = [
      shares.map(({ webhookId }) => webhookId),
      shares.map(({ room }) => room),
      shares.map(({ criticalOnly = false }) => criticalOnly),
    ];
    const sql = select({
      webhookId: 'lane.webhook_id',
      room: 'lane.room',
      criticalOnly: 'lane.critical_only',
      now: 'at.now',
      place: 'at.place',
    });
    return tx.raw(
      `select each.${column}
        from unnest(?::varchar[], ?::int[], ?::boolean[])
          as lane (webhook_id, room, critical_only)
        cross join (select ?::bigint as now, ?::varchar as place) as at
        cross join lateral (${sql}) as each
        limit ?`,
      [...(columns as unknown as Knex.RawBinding[]), now, place, limit],
    );
  }
  // SQLite has no lateral joins.
  const sql = select({
    webhookId: '(select webhook_id from lane)',
    room: '(select room from lane)',
    criticalOnly: '(select critical_only from lane)',
    now: '(select now from lane)',
    place: '(select place from lane)',
  });
  const lanes = shares.map(
    () =>
      `select ${column} from (
        with lane (webhook_id, room, critical_only, now, place) as (
          values (?, ?, ?, ?, ?)
        )
        select ${column} from (${sql}))`,
  );
  return tx.raw(`${lanes.join(' union all ')} limit ?`, [
    ...shares.flatMap(({ webhookId, room, criticalOnly = false }) => [
      webhookId,
      room,
      criticalOnly,
      now,
      place,
    ]),
    limit,
  ]);
}
