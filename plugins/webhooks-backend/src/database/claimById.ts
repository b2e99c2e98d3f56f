import { NotFoundError } from '@backstage/errors';
import { RateLimit } from '@kubevision/backstage-plugin-webhooks-node';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';
import {
  CLAIMED_COLUMNS,
  ClaimedDelivery,
  ClaimedRow,
  toClaimedDelivery,
} from './deliveryRow';
import { lockLanes, spendBudgets } from './lockedLanes';
import { refusal } from '../refusal';

/** Whom to claim, and for how long. */
export interface ClaimByIdOptions {
  readonly id: string;
  /** How many messages a receiver on a platform accepts; none are spent when absent. */
  readonly limitsOf?: (platformId: string) => readonly RateLimit[];
  readonly now: Date;
  readonly leaseMs: number;
  /** A new UUID for every claim. */
  readonly claimId: string;
}

/**
 * Claims one pending delivery, due or not, and whether or not its lane is open: a person waits for
 * it. It is paid for out of the budget all the same, so what follows waits longer.
 *
 * @throws NotFoundError when there is none of this id that is pending
 */
export async function claimById(
  knex: Knex,
  options: ClaimByIdOptions,
): Promise<ClaimedDelivery> {
  const { id, limitsOf, now, leaseMs, claimId } = options;
  return boundedTransaction(
    knex,
    async tx => {
      const missing = refusal(
        NotFoundError,
        because('pending-delivery-unknown', { id }),
      );
      const found = await tx('deliveries').where({ id }).first('webhook_id');
      if (!found) throw missing;
      const webhookId: string = found.webhook_id;
      // The lane first, as in every claim.
      const [lane] = await lockLanes(tx, {
        webhookIds: [webhookId],
        limitsOf,
        now,
        wait: true,
      });
      if (!lane) throw missing;
      const [row]: ClaimedRow[] = await tx('deliveries')
        .where({ id, status: 'pending' })
        .update({ claim_id: claimId, next_attempt_at: now.getTime() + leaseMs })
        .returning([...CLAIMED_COLUMNS]);
      if (!row) throw missing;
      const taken = new Map([[webhookId, 1]]);
      await spendBudgets(tx, { lanes: [lane], taken, now });
      return toClaimedDelivery(row, { claimId, webhook: lane.webhook });
    },
    PROMPTLY,
  );
}
