import { Knex } from 'knex';
import { LeaseLostError, WatchBatch } from '../kubernetes/WatchStore';

/**
 * Makes a bounded transaction one that can only commit while its lease is held: nobody can take
 * the cluster over before it has ended.
 *
 * @throws LeaseLostError
 */
export async function fenceByLease(
  tx: Knex.Transaction,
  { key, leaseToken }: WatchBatch,
): Promise<void> {
  if (leaseToken === undefined) return;
  const lease = await tx('watch_leases')
    .where({ cluster: key.cluster, token: leaseToken })
    .modify(query => {
      if (tx.client.config.client === 'pg') query.forShare();
    })
    .first('cluster');
  if (!lease) {
    throw new LeaseLostError(
      `Another replica watches the cluster '${key.cluster}' now`,
    );
  }
}
