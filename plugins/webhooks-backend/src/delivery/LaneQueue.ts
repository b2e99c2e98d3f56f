import { RateLimit } from '@kubevision/backstage-plugin-webhooks-node';
import { v4 as uuid } from 'uuid';
import { LaneShare } from '../database/laneShares';
import { ClaimedDelivery } from '../database/deliveryRow';
import { DeliveryStore } from '../database/DeliveryStore';
import { Agenda } from './Agenda';

/** Options of {@link LaneQueue}. */
export interface LaneQueueOptions {
  readonly store: DeliveryStore;
  readonly concurrency: number;
  readonly perWebhook: number;
  readonly perHost: number;
  readonly leaseMs: number;
  readonly limitsOf: (platformId: string) => readonly RateLimit[];
  readonly now: () => Date;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonicNow: () => number;
}

/** What was claimed already. */
interface Claimed {
  /** How many were not attempted yet. */
  readonly unattempted: number;
  /** The same for each webhook. */
  readonly perWebhook: ReadonlyMap<string, number>;
}

/** How many times as much may be claimed as is sent at the same time. */
const CLAIMED_AHEAD = 8;

/**
 * What a receiver takes within so many milliseconds is claimed ahead for it, so that a quick one is
 * not sent a few at a time, and a dead one holds no more than is sent to it.
 */
const AHEAD_MS = 100;

/**
 * How much of what may be held must be free before more is claimed. A claim costs a transaction,
 * whether it takes one delivery or a hundred.
 */
const PORTION = 1 / 2;

/** How much of what is claimed ahead may be left of a lane when more is claimed for it and others. */
const REST = 1 / 4;

/** A lane that another replica is at is looked at again after so long. */
const LOCKED_MS = 20;

/**
 * Claims what may be sent next: of the lanes where something is due, the longest due first, as much
 * as there is room for. It knows by itself what comes of its own claims; what others add, it is
 * told.
 */
export class LaneQueue {
  readonly #options: LaneQueueOptions;
  readonly #agenda = Agenda.create();
  /** Where the receiver of each webhook is, as far as anything of it was claimed. */
  readonly #hosts = new Map<string, string>();
  /** Since when a webhook was claimed for last, and how many of its deliveries have ended since. */
  readonly #pace = new Map<string, { since: number; ended: number }>();
  /** Where something waits for what is being sent. */
  readonly #blocked = new Set<string>();
  /** The moment up to which the agenda was worked off, in milliseconds since the epoch. */
  #lookedAt = 0;
  #unread = true;
  #contended = false;

  static create(options: LaneQueueOptions) {
    return new LaneQueue(options);
  }

  private constructor(options: LaneQueueOptions) {
    this.#options = options;
  }

  /** Something may be due in these lanes; in any of all when absent. */
  add(webhookIds?: readonly string[]): void {
    if (!webhookIds) this.#unread = true;
    const now = this.#options.now().getTime();
    for (const id of webhookIds ?? []) this.#agenda.note(id, now);
  }

  /** A delivery has ended, or waits for its next attempt until a time. */
  ended(webhookId: string, retryAt?: number): void {
    const pace = this.#pace.get(webhookId);
    if (pace) pace.ended += 1;
    if (retryAt !== undefined) this.#agenda.note(webhookId, retryAt);
    if (this.#blocked.delete(webhookId)) this.add([webhookId]);
  }

  /** Whether another replica was at a lane when this one last claimed, so that more may be due. */
  get contended(): boolean {
    return this.#contended;
  }

  /**
   * When something is to be claimed next, in milliseconds since the epoch. What is due already, and
   * was left for want of room, is not waited for: the end of an attempt makes room for it.
   */
  nextAt(): number | undefined {
    return this.#agenda.nextAt(this.#lookedAt);
  }

  /** Claims what there is room for beside what was claimed; see `claimDue`. */
  async claim(claimed: Claimed): Promise<readonly ClaimedDelivery[]> {
    const { store, concurrency, leaseMs, limitsOf, now } = this.#options;
    // Ahead of what can be sent now, so that nobody waits for the database to send the next one.
    const most = concurrency * CLAIMED_AHEAD;
    const limit = most - claimed.unattempted;
    const at = now();
    this.#lookedAt = at.getTime();
    this.#contended = false;
    if (limit < most * PORTION) return [];
    if (this.#unread) await this.#read();

    const atHosts = this.#countHosts(claimed);
    const lanes = this.#choose({ claimed, atHosts, limit, now: at });
    if (lanes.length === 0) return [];
    for (const { webhookId } of lanes) this.#agenda.take(webhookId);
    const since = this.#options.monotonicNow();
    for (const { webhookId } of lanes)
      this.#pace.set(webhookId, { since, ended: 0 });
    try {
      const claim = await store.claimDue({
        lanes,
        limit,
        roomAt: host => this.#options.perHost - (atHosts.get(host) ?? 0),
        limitsOf,
        now: at,
        leaseMs,
        claimId: uuid(),
      });
      const seen = new Set(claim.lanes.map(({ webhookId }) => webhookId));
      for (const { webhookId, host, blocked, nextAt } of claim.lanes) {
        this.#hosts.set(webhookId, host);
        if (nextAt) this.#agenda.note(webhookId, nextAt.getTime());
        if (!blocked) continue;
        // What it waits for may have ended while the claim was made.
        if (this.#pace.get(webhookId)?.ended) this.add([webhookId]);
        else this.#blocked.add(webhookId);
      }
      for (const { webhookId } of lanes) {
        if (seen.has(webhookId)) continue;
        this.#contended = true;
        this.#agenda.note(webhookId, at.getTime() + LOCKED_MS);
      }
      return claim.deliveries;
    } catch (error) {
      this.#unread = true;
      throw error;
    }
  }

  /**
   * Claims one delivery for the one who waits for it; see `claimById`.
   *
   * @throws NotFoundError when there is none of this id that is pending
   */
  async claimById(id: string): Promise<ClaimedDelivery> {
    const { store, leaseMs, limitsOf, now } = this.#options;
    return store.claim({ id, claimId: uuid(), now: now(), leaseMs, limitsOf });
  }

  async #read(): Promise<void> {
    this.#unread = false;
    try {
      for (const { webhookId, dueAt } of await this.#options.store.lanesDue()) {
        this.#agenda.note(webhookId, dueAt.getTime());
      }
    } catch (error) {
      this.#unread = true;
      throw error;
    }
  }

  #choose(options: {
    claimed: Claimed;
    atHosts: ReadonlyMap<string, number>;
    limit: number;
    now: Date;
  }): LaneShare[] {
    const { claimed, atHosts, limit, now } = options;
    const { perHost, perWebhook } = this.#options;
    const lanes: LaneShare[] = [];
    let isAnyShort = false;
    for (const webhookId of this.#agenda.due(now.getTime())) {
      if (lanes.length >= limit) break;
      const atHost = atHosts.get(this.#hosts.get(webhookId) ?? '') ?? 0;
      const depth = this.#depthOf(webhookId);
      const held = claimed.perWebhook.get(webhookId) ?? 0;
      const room = depth - held;
      const isWorthIt =
        room >= depth * PORTION && perHost - atHost >= perHost * PORTION;
      if (!isWorthIt) continue;
      lanes.push({ webhookId, room });
      // Those that have enough for a while wait for one that has not, and are claimed for with it.
      isAnyShort ||= held <= Math.max(depth * REST, perWebhook * PORTION);
    }
    return isAnyShort ? lanes : [];
  }

  /** How many of a webhook may be claimed and not attempted yet. */
  #depthOf(webhookId: string): number {
    const { perWebhook, monotonicNow } = this.#options;
    const { since, ended } = this.#pace.get(webhookId) ?? {
      since: 0,
      ended: 0,
    };
    const perMs = ended / Math.max(monotonicNow() - since, 1);
    const ahead = Math.floor(perMs * AHEAD_MS);
    return Math.min(perWebhook + ahead, perWebhook * CLAIMED_AHEAD);
  }

  #countHosts({ perWebhook }: Claimed): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [webhookId, count] of perWebhook) {
      const host = this.#hosts.get(webhookId) ?? '';
      counts.set(host, (counts.get(host) ?? 0) + count);
    }
    return counts;
  }
}
