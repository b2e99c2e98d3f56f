import { Knex } from 'knex';
import { boundedTransaction } from './boundedTransaction';
import { claimableDeliveries, LaneShare } from './claimableDeliveries';
import {
  CLAIMED_COLUMNS,
  ClaimedDelivery,
  ClaimedRow,
  toClaimedDelivery,
} from './deliveryRow';
import { LaneRow } from './deliveryLanes';

/** What one claim may take. */
export interface ClaimOptions {
  /** The lanes to take from, and what of each; those that come first are served first. */
  readonly lanes: readonly LaneShare[];
  /** At most so many deliveries. */
  readonly limit: number;
  readonly now: Date;
  readonly leaseMs: number;
  /** A new UUID for every claim. */
  readonly claimId: string;
}

/** What a claim took. */
export interface Claim {
  /** Those of one object in their order. */
  readonly deliveries: readonly ClaimedDelivery[];
  /** The lanes that were open to it. Those that another replica was at are not among them. */
  readonly lanes: readonly ClaimedLane[];
}

/** What a claim saw of a lane. */
export interface ClaimedLane {
  readonly webhookId: string;
  /** When something more can be claimed at the latest; absent when nothing else is pending. */
  readonly nextAt?: Date;
}

interface LockedLane extends LaneRow {
  readonly next_attempt_at: number | string | null;
}

/**
 * Claims deliveries that are due. The lease is the due time itself: a claim moves it ahead, and if
 * the worker dies, the delivery becomes due again by itself.
 *
 * Lanes are locked while it is decided what leaves by them, so there is one claim at a time of each.
 * It waits for nobody: lanes and deliveries that another is at are left out.
 */
export async function claimDue(
  knex: Knex,
  options: ClaimOptions,
): Promise<Claim> {
  const { limit, now, claimId } = options;
  return boundedTransaction(knex, async tx => {
    const lanes = await lockLanes(tx, options);
    const shares = sharesOf(lanes, options);
    const rows = shares.length > 0 ? await take(tx, shares, options) : [];

    const taken = new Map<string, number>();
    for (const { webhook_id: id } of rows) {
      taken.set(id, (taken.get(id) ?? 0) + 1);
    }
    // Whoever took all that they were asked for may have more, and so do those behind the limit.
    const mayHaveMore = new Set(
      shares
        .filter(
          ({ webhookId, room }) =>
            rows.length >= limit || taken.get(webhookId) === room,
        )
        .map(({ webhookId }) => webhookId),
    );
    return {
      deliveries: rows.map(row => toClaimedDelivery(row, claimId)),
      lanes: lanes.map(lane => ({
        webhookId: lane.webhook_id,
        nextAt: mayHaveMore.has(lane.webhook_id) ? now : nextAt(lane, now),
      })),
    };
  });
}

async function lockLanes(
  tx: Knex.Transaction,
  { lanes, now }: ClaimOptions,
): Promise<LockedLane[]> {
  const query = tx('delivery_lanes as lane')
    .whereIn(
      'webhook_id',
      lanes.map(({ webhookId }) => webhookId),
    )
    .select('lane.webhook_id', 'lane.closed_until', {
      next_attempt_at: tx('deliveries as d')
        .min('d.next_attempt_at')
        .whereRaw("d.webhook_id = lane.webhook_id and d.status = 'pending'")
        .where('d.next_attempt_at', '>', now.getTime()),
    });
  return onPostgres(tx) ? query.forUpdate('lane').skipLocked() : query;
}

/** What was asked for, of the lanes that are open. */
function sharesOf(
  rows: readonly LockedLane[],
  { lanes, now }: ClaimOptions,
): LaneShare[] {
  const open = new Set(
    rows
      .filter(row => Number(row.closed_until) <= now.getTime())
      .map(row => row.webhook_id),
  );
  return lanes.filter(({ webhookId }) => open.has(webhookId));
}

async function take(
  tx: Knex.Transaction,
  shares: readonly LaneShare[],
  { limit, now, leaseMs, claimId }: ClaimOptions,
): Promise<ClaimedRow[]> {
  // Asked once more on the row itself, which may have been claimed by its id meanwhile.
  const mine = tx('deliveries')
    .select('seq')
    .whereRaw('seq in (?)', [claimableDeliveries(tx, { shares, limit, now })])
    .whereRaw("status = 'pending'")
    .where('next_attempt_at', '<=', now.getTime());
  const rows: ClaimedRow[] = await tx('deliveries')
    .whereIn('seq', onPostgres(tx) ? mine.forUpdate().skipLocked() : mine)
    .update({ claim_id: claimId, next_attempt_at: now.getTime() + leaseMs })
    .returning([...CLAIMED_COLUMNS]);
  return rows.sort((a, b) => Number(a.seq) - Number(b.seq));
}

function nextAt(lane: LockedLane, now: Date): Date | undefined {
  const { closed_until: closedUntil, next_attempt_at: nextAttemptAt } = lane;
  if (Number(closedUntil) > now.getTime()) return new Date(Number(closedUntil));
  return nextAttemptAt === null ? undefined : new Date(Number(nextAttemptAt));
}

/** SQLite has one writer at a time and needs no row locks. */
function onPostgres(tx: Knex.Transaction): boolean {
  return tx.client.config.client === 'pg';
}
