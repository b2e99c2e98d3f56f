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
import { isProbing, opensAt, opensForCriticalAt } from './laneTimes';

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
  const { limit, now, leaseMs, claimId } = options;
  return boundedTransaction(knex, async tx => {
    const lanes = await lockLanes(tx, options);
    const shares = sharesOf(lanes, options);
    const rows = shares.length > 0 ? await take(tx, shares, options) : [];

    const taken = new Map<string, number>();
    for (const { webhook_id: id } of rows) {
      taken.set(id, (taken.get(id) ?? 0) + 1);
    }
    await holdProbes(
      tx,
      lanes.filter(lane => isProbing(lane) && taken.has(lane.webhook_id)),
      new Date(now.getTime() + leaseMs),
    );
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
    .select('lane.*', {
      next_attempt_at: tx('deliveries as d')
        .min('d.next_attempt_at')
        .whereRaw("d.webhook_id = lane.webhook_id and d.status = 'pending'")
        .where('d.next_attempt_at', '>', now.getTime()),
    });
  return onPostgres(tx) ? query.forUpdate('lane').skipLocked() : query;
}

/** What was asked for, of the lanes that are open, or open for what is critical. */
function sharesOf(
  rows: readonly LockedLane[],
  { lanes, now }: ClaimOptions,
): LaneShare[] {
  const at = now.getTime();
  const known = new Map(rows.map(row => [row.webhook_id, row]));
  return lanes.flatMap(share => {
    const lane = known.get(share.webhookId);
    if (!lane || opensForCriticalAt(lane, at) > at) return [];
    return {
      ...share,
      // One delivery decides whether the receiver is well again.
      room: isProbing(lane) ? 1 : share.room,
      criticalOnly: opensAt(lane, at) > at,
    };
  });
}

/** The next probe comes after this one has been answered, or its claim has run out. */
async function holdProbes(
  tx: Knex.Transaction,
  lanes: readonly LockedLane[],
  until: Date,
): Promise<void> {
  if (lanes.length === 0) return;
  await tx('delivery_lanes')
    .whereIn(
      'webhook_id',
      lanes.map(lane => lane.webhook_id),
    )
    .update({ probe_at: until.getTime() });
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
  const opens = opensAt(lane, now.getTime());
  const { next_attempt_at: nextAttemptAt } = lane;
  if (opensForCriticalAt(lane, now.getTime()) > now.getTime()) {
    return new Date(opens);
  }
  const times = [
    ...(opens > now.getTime() ? [opens] : []),
    ...(nextAttemptAt === null ? [] : [Number(nextAttemptAt)]),
  ];
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}

/** SQLite has one writer at a time and needs no row locks. */
function onPostgres(tx: Knex.Transaction): boolean {
  return tx.client.config.client === 'pg';
}
