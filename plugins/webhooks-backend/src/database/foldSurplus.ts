import {
  WebhookEvent,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { chooseSurplus, DueDelivery } from '../calm/chooseSurplus';
import { mergeDigests, toDigest, worstOf } from '../calm/digest';
import { attemptsOf } from '../webhooks/retrySchedules';
import { boundedTransaction } from './boundedTransaction';
import { chunks } from './chunks';
import { newDeliveryRow } from './deliveryRow';
import { LaneTimes, opensAt } from './laneTimes';
import { toReasonColumns } from './reasonColumns';

/** What {@link foldSurplus} needs. */
export interface FoldOptions {
  /** How many messages of a platform a minute takes; undefined for one that takes no digests. */
  readonly perMinute: (platformId: string) => number | undefined;
  readonly now: Date;
  readonly newId: () => string;
}

/** More than anybody needs to choose from; what is behind them comes next time. */
const MAX_PENDING = 10_000;

/** A lane that opens as soon as that is looked at now, so that it does not open with a burst. */
const AHEAD_MS = 15_000;

/** What of a digest changes while it waits. */
const DIGEST_COLUMNS = [
  'event',
  'event_type',
  'cluster',
  'resource',
  'namespace',
  'severity',
  'absorbed',
  'next_attempt_at',
];

const TOLD_BY_DIGEST = toReasonColumns(because('in-digest'));

/** A webhook with more due than a minute takes. */
interface Backlog {
  readonly id: string;
  /** How many messages that is. */
  readonly room: number;
}

interface PendingRow {
  readonly id: string;
  readonly object_key: string | null;
  readonly severity: DueDelivery['severity'] | null;
  readonly next_attempt_at: number | string;
  readonly claim_id: string | null;
}

/**
 * Where more is due than a platform takes within a minute, puts the rest into one digest: a new
 * delivery, or the one that still waits from last time. Nothing is dropped; what the digest tells
 * of stays, pending, and ends as it does.
 *
 * @returns how many deliveries digests tell of now that they did not tell of before
 */
export async function foldSurplus(
  knex: Knex,
  options: FoldOptions,
): Promise<number> {
  let folded = 0;
  const backlogs = await boundedTransaction(knex, tx =>
    findBacklogs(tx, options),
  );
  for (const { id, room } of backlogs) {
    folded += await boundedTransaction(knex, tx =>
      foldLane(tx, { ...options, webhookId: id, room }),
    );
  }
  return folded;
}

async function findBacklogs(
  tx: Knex.Transaction,
  { now, perMinute }: FoldOptions,
): Promise<Backlog[]> {
  const rows: { id: string; platform: string; due: number | string }[] =
    await tx('webhooks')
      .where({ 'webhooks.digest': true, 'webhooks.enabled': true })
      .select('webhooks.id', 'webhooks.platform', {
        due: tx('deliveries as d')
          .count('*')
          .whereRaw("d.webhook_id = webhooks.id and d.status = 'pending'")
          .where('d.next_attempt_at', '<=', now.getTime()),
      });

  return rows.flatMap(({ id, platform, due }) => {
    const room = perMinute(platform) ?? Infinity;
    return Number(due) > room ? [{ id, room }] : [];
  });
}

async function foldLane(
  tx: Knex.Transaction,
  options: FoldOptions & { webhookId: string; room: number },
): Promise<number> {
  const { webhookId, now } = options;
  const lane = await lockLane(tx, webhookId);
  if (!lane || opensAt(lane, now.getTime()) > now.getTime() + AHEAD_MS) {
    return 0;
  }
  const pending: PendingRow[] = await tx('deliveries')
    .where({ webhook_id: webhookId, test: false, is_digest: false })
    .whereRaw("status = 'pending'")
    .whereNotNull('next_attempt_at')
    .orderByRaw('coalesce(first_due_at, next_attempt_at), seq')
    .limit(MAX_PENDING)
    .select('id', 'object_key', 'severity', 'next_attempt_at', 'claim_id');
  const surplus = chooseSurplus(
    pending.map(row => ({
      id: row.id,
      objectKey: row.object_key ?? undefined,
      severity: row.severity ?? undefined,
      // It may have arrived already, or comes later.
      staysAlone:
        row.claim_id !== null || Number(row.next_attempt_at) > now.getTime(),
    })),
    options.room,
  );
  const ids = surplus.map(({ id }) => id);
  return ids.length > 0 ? fold(tx, { ...options, ids }) : 0;
}

/**
 * The webhook comes first, as for whoever ends a delivery: the other way round is a deadlock. While
 * the lane is locked nobody claims of it.
 *
 * @returns undefined when somebody is claiming, or the webhook is gone
 */
async function lockLane(
  tx: Knex.Transaction,
  webhookId: string,
): Promise<LaneTimes | undefined> {
  const webhook = await tx('webhooks')
    .where({ id: webhookId })
    .forKeyShare()
    .first('id');
  if (!webhook) return undefined;
  const lane = tx('delivery_lanes').where({ webhook_id: webhookId }).first();
  // SQLite has one writer at a time and needs no row locks.
  return tx.client.config.client === 'pg'
    ? lane.forUpdate().skipLocked()
    : lane;
}

async function fold(
  tx: Knex.Transaction,
  options: FoldOptions & { webhookId: string; ids: readonly string[] },
): Promise<number> {
  const { webhookId, ids, now } = options;
  const open = await tx('deliveries')
    .where({ webhook_id: webhookId, is_digest: true, attempts: 0 })
    .whereRaw("status = 'pending'")
    .whereNull('claim_id')
    .first('id', 'event', 'next_attempt_at');
  const digestId = open?.id ?? options.newId();

  const events: WebhookEvent[] = [];
  const dueAt = [Number(open?.next_attempt_at ?? now.getTime())];
  for (const chunk of chunks(ids)) {
    const rows = await tx('deliveries')
      .whereIn('id', [...chunk])
      .orderBy('seq')
      .select('event', 'next_attempt_at');
    events.push(...rows.map(({ event }) => JSON.parse(event)));
    dueAt.push(...rows.map(row => Number(row.next_attempt_at)));
  }
  const known = [...(open ? [JSON.parse(open.event)] : []), ...events];
  const digest = mergeDigests(known.map(toDigest));
  await tx('deliveries')
    .insert({
      ...newDeliveryRow({
        id: digestId,
        webhookId,
        // Of its own, so that nobody takes the digest for that one event.
        event: { ...worstOf(known), id: `digest-${digestId}`, digest },
        test: false,
        attempts: attemptsOf('contract'),
        // It comes before everything that it is older than.
        dueAt: dueAt.reduce((a, b) => Math.min(a, b)),
        now,
      }),
      is_digest: true,
      absorbed: digest.total - 1,
    })
    .onConflict('id')
    .merge(DIGEST_COLUMNS);
  for (const chunk of chunks(ids)) {
    await tx('deliveries')
      .whereIn('id', [...chunk])
      .update({
        digest_id: digestId,
        next_attempt_at: null,
        ...TOLD_BY_DIGEST,
      });
  }
  return ids.length;
}
