import { Knex } from 'knex';
import { LeaseLostError } from '../kubernetes/WatchStore';

/** A replica that is frozen inside of a transaction must not keep the others from taking over. */
const MAX_IDLE_MS = 5_000;

/**
 * Makes a transaction one that can only commit while its lease is held: nobody can take the
 * cluster over before it has ended.
 *
 * @throws LeaseLostError
 */
export async function fenceByLease(
  tx: Knex.Transaction,
  { cluster, leaseToken }: { cluster: string; leaseToken?: number },
): Promise<void> {
  if (leaseToken === undefined) return;
  const isPostgres = tx.client.config.client === 'pg';
  if (isPostgres) {
    await tx.raw(
      `set local idle_in_transaction_session_timeout = ${MAX_IDLE_MS}`,
    );
  }
  const lease = await tx('watch_leases')
    .where({ cluster, token: leaseToken })
    .modify(query => {
      if (isPostgres) query.forShare();
    })
    .first('cluster');
  if (!lease) {
    throw new LeaseLostError(
      `Another replica watches the cluster '${cluster}' now`,
    );
  }
}
