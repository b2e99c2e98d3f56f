import { RateLimit } from '@kubevision/backstage-plugin-webhooks-node';
import { Knex } from 'knex';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';
import { claimableBehind, lanesWithMore } from './claimableBehind';
import { claimableDeliveries } from './claimableDeliveries';
import {
  CLAIMED_COLUMNS,
  ClaimedDelivery,
  ClaimedRow,
  toClaimedDelivery,
} from './deliveryRow';
import { readFirstAttempts } from './firstAttempts';
import { LaneShare } from './laneShares';
import { holdProbes, LockedLane, lockLanes, spendBudgets } from './lockedLanes';
import { ifPending, isOneOf } from './plannerHints';

/** What one claim may take. */
export interface ClaimOptions {
  /** The lanes to take from, and what of each; those that come first are served first. */
  readonly lanes: readonly LaneShare[];
  /** At most so many deliveries. */
  readonly limit: number;
  /** How many more may go to a host; no bound when absent. */
  readonly roomAt?: (host: string) => number;
  /** How many messages a receiver on a platform accepts; none are spent when absent. */
  readonly limitsOf?: (platformId: string) => readonly RateLimit[];
  readonly now: Date;
  readonly leaseMs: number;
  /** A new UUID for every claim. */
  readonly claimId: string;
}

/** What a claim took. */
export interface Claim {
  /** Those of one object in their order. */
  readonly deliveries: readonly ClaimedDelivery[];
  /** The lanes that were looked at. Those that another replica was at are not among them. */
  readonly lanes: readonly ClaimedLane[];
}

/** What a claim saw of a lane. */
export interface ClaimedLane {
  readonly webhookId: string;
  /** Where its receiver is. */
  readonly host: string;
  /** Whether what is due waits for deliveries of the same objects to end. */
  readonly blocked: boolean;
  /** When something more can be claimed at the latest; absent when nothing else is pending. */
  readonly nextAt?: Date;
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
  const { limit, now, leaseMs, claimId, limitsOf } = options;
  return boundedTransaction(
    knex,
    async tx => {
      const webhookIds = options.lanes.map(({ webhookId }) => webhookId);
      const locked = await lockLanes(tx, { webhookIds, limitsOf, now });
      const lanes = new Map(locked.map(lane => [lane.webhook.id, lane]));
      const shares = sharesOf(lanes, options);
      const { rows, left } = await take(
        tx,
        { webhookIds: [...lanes.keys()], shares },
        options,
      );
      const taken = countByWebhook(rows);
      const opened = await spendBudgets(tx, { lanes: locked, taken, now });
      const leaseEnd = new Date(now.getTime() + leaseMs);
      await holdProbes(tx, { lanes: locked, taken, until: leaseEnd });

      const rooms = new Map(shares.map(share => [share.webhookId, share.room]));
      /** Whether what is due of a lane waits for others of its objects, or for the end of quiet hours. */
      const isBlocked = ({ webhook: { id }, probing }: LockedLane) => {
        const isDue = (left.get(id) ?? Infinity) <= now.getTime();
        // Otherwise what is left waits for room. But a receiver that fails gets nothing before its
        // probe is over.
        const isFull = rows.length >= limit || taken.get(id) === rooms.get(id);
        const isProbe = probing && taken.has(id);
        return isDue && rooms.has(id) && (!isFull || isProbe);
      };
      const blocked = new Set(
        locked.filter(isBlocked).map(({ webhook: { id } }) => id),
      );
      const later = await readFirstAttempts(tx, {
        webhookIds: [...blocked],
        claimId,
        after: now.getTime(),
      });
      return {
        deliveries: rows.map(row => {
          const { webhook } = lanes.get(row.webhook_id)!;
          return toClaimedDelivery(row, { claimId, webhook });
        }),
        lanes: locked.map(({ webhook: { id }, ...lane }) => ({
          webhookId: id,
          host: lane.host,
          blocked: blocked.has(id),
          nextAt: nextAt({
            ...lane,
            at: (blocked.has(id) ? later : left).get(id),
            opensAt: Math.max(opened.get(id) ?? lane.opensAt, now.getTime()),
          }),
        })),
      };
    },
    PROMPTLY,
  );
}

/**
 * When a lane is to be looked at again.
 *
 * @param lane - `at`: when something in it is due
 */
function nextAt(
  lane: Pick<LockedLane, 'opensAt' | 'opensForCriticalAt'> & { at?: number },
): Date | undefined {
  const { at, opensAt, opensForCriticalAt } = lane;
  // What is due later may be critical, and what is due now waits for the end of quiet hours.
  if (opensForCriticalAt < opensAt) {
    return new Date(
      Math.min(Math.max(at ?? opensAt, opensForCriticalAt), opensAt),
    );
  }
  return at === undefined ? undefined : new Date(Math.max(at, opensAt));
}

/** What may be taken of the lanes that are open, as far as there is room at their hosts. */
function sharesOf(
  lanes: ReadonlyMap<string, LockedLane>,
  options: ClaimOptions,
): LaneShare[] {
  const { now, roomAt = () => Infinity } = options;
  const rooms = new Map<string, number>();
  return options.lanes.flatMap(({ webhookId, room: asked }) => {
    const lane = lanes.get(webhookId);
    if (!lane || lane.opensForCriticalAt > now.getTime()) return [];
    const atHost = rooms.get(lane.host) ?? roomAt(lane.host);
    const mayTake = lane.probing ? 1 : asked;
    const room = Math.min(mayTake, lane.allowance, atHost);
    if (room <= 0) return [];
    rooms.set(lane.host, atHost - room);
    const criticalOnly = lane.opensAt > now.getTime();
    return [{ webhookId, room, criticalOnly }];
  });
}

/** What was taken, and when the first of what was not is due, by the webhook's id. */
interface Taken {
  readonly rows: ClaimedRow[];
  readonly left: ReadonlyMap<string, number>;
}

/** @param from - the lanes that are locked, and what may be taken of those that are open */
async function take(
  tx: Knex.Transaction,
  from: { webhookIds: readonly string[]; shares: readonly LaneShare[] },
  options: ClaimOptions,
): Promise<Taken> {
  const { webhookIds, shares } = from;
  const { now, limit, claimId } = options;
  const rows =
    shares.length > 0
      ? await takeThese(
          tx,
          claimableDeliveries(tx, { shares, limit, now }),
          options,
        )
      : [];
  const left = await readFirstAttempts(tx, { webhookIds, claimId });

  const taken = countByWebhook(rows);
  const starved = shares.flatMap(share => {
    const room = share.room - (taken.get(share.webhookId) ?? 0);
    const dueAt = left.get(share.webhookId) ?? Infinity;
    return room > 0 && dueAt <= now.getTime() ? [{ ...share, room }] : [];
  });
  const most = limit - rows.length;
  const more =
    most > 0 ? await lanesWithMore(tx, { shares: starved, now }) : [];
  if (more.length === 0) return { rows, left };
  // The id is made up anew for every claim, and so is the place.
  const behind = { shares: more, limit: most, now, place: claimId };
  return {
    rows: inOrder([
      ...rows,
      ...(await takeThese(tx, claimableBehind(tx, behind), options)),
    ]),
    left: await readFirstAttempts(tx, { webhookIds, claimId }),
  };
}

async function takeThese(
  tx: Knex.Transaction,
  claimable: Knex.Raw,
  { now, leaseMs, claimId }: ClaimOptions,
): Promise<ClaimedRow[]> {
  // Asked once more on the row itself, which may have been claimed by its id meanwhile.
  const mine = tx('deliveries')
    .select('seq')
    .where(isOneOf(tx, 'seq', claimable))
    .whereRaw(ifPending('next_attempt_at <= ?'), [now.getTime()]);
  // SQLite has one writer at a time and needs no row locks.
  if (tx.client.config.client === 'pg') mine.forUpdate().skipLocked();
  const rows: ClaimedRow[] = await tx('deliveries')
    .where(isOneOf(tx, 'seq', mine))
    .update({ claim_id: claimId, next_attempt_at: now.getTime() + leaseMs })
    .returning([...CLAIMED_COLUMNS]);
  return inOrder(rows);
}

function inOrder(rows: ClaimedRow[]): ClaimedRow[] {
  return rows.sort((a, b) => Number(a.seq) - Number(b.seq));
}

function countByWebhook(
  rows: readonly ClaimedRow[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { webhook_id: id } of rows) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
