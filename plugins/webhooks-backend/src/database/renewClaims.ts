import { Knex } from 'knex';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';
import { ClaimedDelivery } from './deliveryRow';
import { jsonRows } from './jsonRows';
import { areRows, ifPending } from './plannerHints';

/**
 * Extends the leases of those deliveries whose claims still hold them.
 *
 * @returns the ids of those deliveries
 */
export async function renewClaims(
  knex: Knex,
  options: {
    deliveries: readonly Pick<ClaimedDelivery, 'seq' | 'claimId'>[];
    now: Date;
    leaseMs: number;
  },
): Promise<string[]> {
  const { deliveries, now, leaseMs } = options;
  return boundedTransaction(
    knex,
    async tx => {
      const claims = jsonRows(tx, {
        alias: 'claims',
        columns: { seq: 'bigint', claim_id: 'text' },
        rows: deliveries.map(({ seq, claimId }) => ({
          seq,
          claim_id: claimId,
        })),
      });
      const answer = await tx.raw(
        `update deliveries set next_attempt_at = ?
       from ?
       where deliveries.seq = claims.seq
         and ?
         and ${ifPending('deliveries.claim_id = claims.claim_id')}
       returning deliveries.id`,
        [now.getTime() + leaseMs, claims, areRows(tx, deliveries)],
      );
      return (answer.rows ?? answer).map(({ id }: { id: string }) => id);
    },
    PROMPTLY,
  );
}
