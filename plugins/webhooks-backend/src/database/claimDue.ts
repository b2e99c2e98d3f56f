import { Knex } from 'knex';
import { boundedTransaction } from './boundedTransaction';
import { ClaimedDelivery, DeliveryRow, toClaimedDelivery } from './deliveryRow';

/** What one claim may take. */
export interface ClaimOptions {
  /** At most so many deliveries. */
  readonly limit: number;
  /** At most so many of one webhook, so that nobody's backlog delays the others. */
  readonly perWebhook: number;
  /** Webhooks to leave alone, because what was claimed of them before is still being sent. */
  readonly except?: readonly string[];
  readonly now: Date;
  readonly leaseMs: number;
  /** A new UUID for every claim. */
  readonly claimId: string;
}

/**
 * Claims deliveries that are due, the longest due first. The lease is the due time itself: a
 * claim moves it ahead, and if the worker dies, the delivery becomes due again by itself.
 */
export async function claimDue(
  knex: Knex,
  options: ClaimOptions,
): Promise<ClaimedDelivery[]> {
  const { limit, perWebhook, except = [], now, leaseMs, claimId } = options;
  return boundedTransaction(knex, async tx => {
    const due = (query: Knex.QueryBuilder) =>
      query
        .where('status', 'pending')
        .where('next_attempt_at', '<=', now.getTime())
        .whereNotIn('webhook_id', [...except]);

    const ranked = tx('deliveries')
      .select('seq')
      .rowNumber('place', over =>
        over
          .partitionBy('webhook_id')
          .orderBy([{ column: 'next_attempt_at' }, { column: 'seq' }]),
      )
      .modify(due)
      .as('ranked');
    // Due is asked once more: between ranking and locking another replica may have claimed.
    const rows: DeliveryRow[] = await tx('deliveries')
      .whereIn(
        'seq',
        tx.select('seq').from(ranked).where('place', '<=', perWebhook),
      )
      .modify(due)
      .orderBy(['next_attempt_at', 'seq'])
      .limit(limit)
      .modify(skipLocked);

    await tx('deliveries')
      .whereIn(
        'seq',
        rows.map(row => row.seq),
      )
      .update({
        claim_id: claimId,
        next_attempt_at: now.getTime() + leaseMs,
      });
    return rows.map(row => toClaimedDelivery(row, claimId));
  });
}

/** SQLite has one writer at a time and needs no row locks. */
function skipLocked(query: Knex.QueryBuilder) {
  if (query.client.config.client === 'pg') query.forUpdate().skipLocked();
}
