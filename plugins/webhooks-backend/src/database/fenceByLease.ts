import { Knex } from 'knex';
import { LeaseLostError } from '../kubernetes/WatchStore';

/**
 * Makes a bounded transaction one that can only commit while its lease is held: nobody can take
 * the cluster over before it has ended.
 *
 * @throws LeaseLostError
 */
export async function fenceByLease(
  tx: Knex.Transaction,
  { cluster, leaseToken }: { cluster: string; leaseToken?: number },
): Promise<void> {
  if (leaseToken === undefined) return;
  const lease = await tx('watch_leases')
    .where({ cluster, token: leaseToken })
    .modify(query => {
      if (tx.client.config.client === 'pg') query.forShare();
    })
    .first('cluster');
  if (!lease) {
    throw new LeaseLostError(
      `Another replica watches the cluster '${cluster}' now`,
    );
  }
}
