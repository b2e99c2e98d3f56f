import { Knex } from 'knex';

/** Far longer than a process at work is ever silent, and shorter than the life of a lease. */
const MAX_SILENCE_MS = 5_000;

/**
 * A transaction whose locks nobody waits for long: the database ends it when its process, or the
 * way to it, stands still in the middle. Everything that replicas have in common is locked in such
 * a transaction.
 * https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
 *
 * On SQLite, which has one process, it is a transaction like any other.
 */
export async function boundedTransaction<T>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async tx => {
    if (tx.client.config.client === 'pg') {
      await tx.raw(
        `set local idle_in_transaction_session_timeout = ${MAX_SILENCE_MS}`,
      );
    }
    return work(tx);
  });
}
