import { ServiceUnavailableError } from '@backstage/errors';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex, KnexTimeoutError } from 'knex';
import { refusal } from '../refusal';

/** Far longer than a process at work is ever silent, and shorter than the life of a lease. */
const MAX_SILENCE_MS = 5_000;

/** Far longer than a transaction takes, also one that waits for others. */
const MAX_MS = 60_000;

/**
 * For what the dispatcher waits for: who waits longer has lost the claims that it works on, and had
 * better try again.
 */
export const PROMPTLY = { withinMs: 20_000 };

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const QUERY_CANCELED = '57014';

/** Of pg's client, what is used here. https://node-postgres.com/apis/client */
interface Connection {
  end(): Promise<void>;
}

/**
 * A transaction that neither holds others up for long nor is held up for long itself. Everything that
 * replicas have in common is locked in such a transaction.
 *
 * - Nobody waits long for its locks: the database ends it when its process, or the way to it, stands
 *   still in the middle.
 *   https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
 * - It waits for the database no longer than `withinMs`, from asking for a connection to the commit.
 *   Then its connection is closed, as no other sign has to come from a database that is cut off, and
 *   the pool opens another when it needs one. The database ends a statement by itself after that time.
 *
 * On SQLite, which has one process, it is a transaction like any other.
 *
 * @param options - `withinMs`: a minute when absent
 * @throws ServiceUnavailableError when the database did not answer in time. Whether the transaction
 *   was committed is not known then.
 */
export async function boundedTransaction<T>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
  { withinMs = MAX_MS }: { withinMs?: number } = {},
): Promise<T> {
  if (knex.client.config.client !== 'pg') return knex.transaction(work);
  let connection: Connection | undefined;
  let late: Error | undefined;
  let giveUp = (_: Error) => {};
  const lateness = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const timer = setTimeout(() => {
    late = databaseLate(withinMs);
    // What waits for an answer fails with it.
    connection?.end().catch(() => {});
    giveUp(late);
  }, withinMs);
  const transacting = (async () => {
    connection = (await knex.client.acquireConnection()) as Connection;
    try {
      if (late) throw late;
      return await knex.transaction(
        async tx => {
          await tx.raw(
            `set local idle_in_transaction_session_timeout = ${MAX_SILENCE_MS};
             set local statement_timeout = ${withinMs}`,
          );
          return work(tx);
        },
        { connection },
      );
    } finally {
      knex.client.releaseConnection(connection);
    }
  })();
  try {
    return await Promise.race([transacting, lateness]);
  } catch (error) {
    throw late ?? (isTimeout(error) ? databaseLate(withinMs) : error);
  } finally {
    clearTimeout(timer);
  }
}

function databaseLate(withinMs: number): ServiceUnavailableError {
  return refusal(
    ServiceUnavailableError,
    because('database-late', { seconds: withinMs / 1000 }),
  );
}

/** When there is no connection to be had, or a statement took too long. */
function isTimeout(error: unknown): boolean {
  return (
    error instanceof KnexTimeoutError ||
    (error as { code?: unknown })?.code === QUERY_CANCELED
  );
}
