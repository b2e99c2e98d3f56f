import { Knex } from 'knex';

/**
 * Tells these locks apart from others in the same database: the upper 16 bits of their 64. The
 * lower 48 are a `seq`.
 */
const LOCK_CLASS = 0x7768;

/** A sequence that gave no number yet says 1 all the same. */
const LAST_GIVEN =
  '(case when is_called then last_value else last_value - 1 end)';

/**
 * Says that this transaction is going to add events, and behind which place. To be called before
 * the first is added.
 *
 * On PostgreSQL, transactions take their numbers in one order and commit in another. So that no
 * reader goes past a number that is still to come, every writer holds an advisory lock from here to
 * its end, which names the last number given before it. Writers do not wait for each other. SQLite
 * has one writer at a time.
 */
export async function announceEvents(tx: Knex.Transaction): Promise<void> {
  if (tx.client.config.client !== 'pg') return;
  await tx.raw(
    `select pg_advisory_xact_lock_shared((?::bigint << 48) | ${LAST_GIVEN}) from events_seq_seq`,
    [LOCK_CLASS],
  );
}

/**
 * The place up to which the events are complete: nothing will ever appear at it or before it that
 * is not there now.
 */
export async function readEndOfEvents(knex: Knex): Promise<number> {
  if (knex.client.config.client !== 'pg') {
    const row = await knex('sqlite_sequence')
      .where({ name: 'events' })
      .first('seq');
    return Number(row?.seq ?? 0);
  }
  // In this order: who is not among the writers any more has committed, and who is not yet among
  // them gets a number behind the one read first. PostgreSQL shows a commit before it lets go of
  // the locks.
  const given = await knex.raw(
    `select ${LAST_GIVEN} as seq from events_seq_seq`,
  );
  const writers = await knex.raw(
    `select min(((classid::bigint & 65535) << 32) | objid::bigint) as seq
     from pg_locks
     where locktype = 'advisory' and objsubid = 1 and (classid::bigint >> 16) = ?
       and database = (select oid from pg_database where datname = current_database())`,
    [LOCK_CLASS],
  );
  const [end, oldest] = [given.rows[0].seq, writers.rows[0].seq];
  return oldest === null ? Number(end) : Math.min(Number(end), Number(oldest));
}
