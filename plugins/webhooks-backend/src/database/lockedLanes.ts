import { RateLimit } from '@kubevision/backstage-plugin-webhooks-node';
import { Knex } from 'knex';
import {
  allowance,
  allowedAt,
  spend,
  SpentUntil,
} from '../delivery/rateBudget';
import { ClaimedWebhook } from './deliveryRow';
import { jsonRows } from './jsonRows';
import { isProbing, LaneTimes, opensAt, opensForCriticalAt } from './laneTimes';

/** A lane that nobody else claims from until the transaction ends. Times are milliseconds. */
export interface LockedLane {
  readonly webhook: ClaimedWebhook;
  /** Where the receiver is, which the masked URL tells. */
  readonly host: string;
  /** Not in the future when it is open. */
  readonly opensAt: number;
  /** The same, for what is critical. */
  readonly opensForCriticalAt: number;
  /** Whether one delivery at a time decides whether the receiver is well again. */
  readonly probing: boolean;
  /** How many messages the budget allows now. */
  readonly allowance: number;
  readonly limits: readonly RateLimit[];
  readonly spentUntil: SpentUntil;
}

interface LockedLaneRow extends LaneTimes {
  webhook_id: string;
  platform: string;
  enabled: boolean | number;
  sealed_target: string;
  masked_url: string;
  spent_until: string | null;
}

/**
 * Locks some lanes.
 *
 * @param options - `wait`: for lanes that another is at, which are left out otherwise
 */
export async function lockLanes(
  tx: Knex.Transaction,
  options: {
    webhookIds: readonly string[];
    limitsOf?: (platformId: string) => readonly RateLimit[];
    now: Date;
    wait?: boolean;
  },
): Promise<LockedLane[]> {
  const { webhookIds, limitsOf = () => [], wait = false } = options;
  if (webhookIds.length === 0) return [];
  const now = options.now.getTime();
  const query = tx('delivery_lanes as lane')
    .join('webhooks', 'webhooks.id', 'lane.webhook_id')
    .whereIn('lane.webhook_id', [...webhookIds])
    .select(
      'lane.*',
      'webhooks.platform',
      'webhooks.enabled',
      'webhooks.sealed_target',
      'webhooks.masked_url',
    );
  // SQLite has one writer at a time and needs no row locks.
  if (tx.client.config.client === 'pg') {
    query.forUpdate('lane');
    if (!wait) query.skipLocked();
  }
  const rows: LockedLaneRow[] = await query;
  return rows.map(row => {
    const limits = limitsOf(row.platform);
    const spentUntil = row.spent_until ? JSON.parse(row.spent_until) : [];
    return {
      webhook: {
        id: row.webhook_id,
        platform: row.platform,
        enabled: Boolean(row.enabled),
        sealedTarget: row.sealed_target,
      },
      host: hostOf(row.masked_url),
      opensAt: opensAt(row, now),
      opensForCriticalAt: opensForCriticalAt(row, now),
      probing: isProbing(row),
      allowance: allowance(limits, spentUntil, now),
      limits,
      spentUntil,
    };
  });
}

/**
 * Spends what was taken, and closes lanes until their budgets allow more.
 *
 * @param options - `taken`: how many messages by the webhook's id
 * @returns when the lanes open that were closed so, by the webhook's id
 */
export async function spendBudgets(
  tx: Knex.Transaction,
  options: {
    lanes: readonly LockedLane[];
    taken: ReadonlyMap<string, number>;
    now: Date;
  },
): Promise<ReadonlyMap<string, number>> {
  const now = options.now.getTime();
  const spent = options.lanes.flatMap(({ webhook, limits, spentUntil }) => {
    const messages = options.taken.get(webhook.id) ?? 0;
    if (messages === 0 || limits.length === 0) return [];
    const after = spend(limits, spentUntil, { messages, now });
    return [{ id: webhook.id, after, allowed: allowedAt(limits, after) }];
  });
  if (spent.length === 0) return new Map();

  const rows = jsonRows(tx, {
    alias: 'spent',
    columns: { id: 'text', spent_until: 'text', opens_at: 'bigint' },
    rows: spent.map(({ id, after, allowed }) => ({
      id,
      spent_until: JSON.stringify(after),
      opens_at: allowed,
    })),
  });
  const closes = `spent.opens_at > ? and spent.opens_at > delivery_lanes.closed_until`;
  await tx.raw(
    `update delivery_lanes set
       spent_until = spent.spent_until,
       closed_until = case when ${closes} then spent.opens_at else closed_until end,
       close_reason = case when ${closes} then 'rate' else close_reason end
     from ? where delivery_lanes.webhook_id = spent.id`,
    [now, now, rows],
  );
  return new Map(spent.map(({ id, allowed }) => [id, allowed]));
}

/** The next probe comes when this one was answered, or when its claim has run out. */
export async function holdProbes(
  tx: Knex.Transaction,
  options: {
    lanes: readonly LockedLane[];
    taken: ReadonlyMap<string, number>;
    until: Date;
  },
): Promise<void> {
  const ids = options.lanes
    .filter(({ webhook, probing }) => probing && options.taken.has(webhook.id))
    .map(({ webhook }) => webhook.id);
  if (ids.length === 0) return;
  await tx('delivery_lanes')
    .whereIn('webhook_id', ids)
    .update({ probe_at: options.until.getTime() });
}

function hostOf(maskedUrl: string): string {
  return URL.parse(maskedUrl)?.host ?? '';
}
