import { Knex } from 'knex';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';
import { ClaimedDelivery } from './deliveryRow';
import { jsonRows } from './jsonRows';
import { ifPending, isOneOf, selectIds } from './plannerHints';

/**
 * Extends the leases of those deliveries whose claims still hold them.
 *
 * @returns the ids of those deliveries
 */
export async function renewClaims(
  knex: Knex,
  options: {
    deliveries: readonly Pick<ClaimedDelivery, 'id' | 'claimId'>[];
    now: Date;
    leaseMs: number;
  },
): Promise<string[]> {
  const { deliveries, now, leaseMs } = options;
  const ids = deliveries.map(({ id }) => id);
  return boundedTransaction(
    knex,
    async tx => {
      const claims = jsonRows(tx, {
        alias: 'claims',
        columns: { id: 'text', claim_id: 'text' },
        rows: deliveries.map(({ id, claimId }) => ({ id, claim_id: claimId })),
      });
      const answer = await tx.raw(
        `update deliveries set next_attempt_at = ?
       from ?
       where deliveries.id = claims.id
         and ?
         and ${ifPending('deliveries.claim_id = claims.claim_id')}
       returning deliveries.id`,
        [
          now.getTime() + leaseMs,
          claims,
          isOneOf(tx, 'deliveries.id', selectIds(tx, ids)),
        ],
      );
      return (answer.rows ?? answer).map(({ id }: { id: string }) => id);
    },
    PROMPTLY,
  );
}
