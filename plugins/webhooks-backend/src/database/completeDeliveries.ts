import {
  AttemptOutcome,
  FailureClass,
  Reason,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { HealthSignal } from '../health/HealthSignal';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';
import { closeLanes } from './deliveryLanes';
import { ClaimedDelivery, LoggedAttempt } from './deliveryRow';
import { jsonRows } from './jsonRows';
import { areRows, ifPending } from './plannerHints';
import { storable, toReasonColumns } from './reasonColumns';
import { CircuitRow, recordSignals } from './recordSignals';

/** What is kept of one HTTP exchange. Nothing in it may hold the webhook's URL or secret. */
export interface AttemptRecord extends Partial<Reason> {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly statusCode?: number;
  readonly responseHeaders?: Record<string, string>;
  readonly responseBody?: string;
  readonly requestBytes?: number;
  readonly plainText?: boolean;
}

/**
 * What becomes of a delivery. Times are milliseconds since the epoch.
 *
 * `pauseUntil`: until then the receiver takes nothing, whichever delivery it is. `keepsAttempt`: the
 * attempt that was made uses up none of the budget. `plainText`: the next attempt sends the plain
 * form of the message.
 */
export type NextState =
  | { readonly status: 'delivered'; readonly pauseUntil?: number }
  | (Reason & {
      readonly status: 'failed';
      readonly failureClass: FailureClass;
      readonly pauseUntil?: number;
    })
  | (Reason & {
      readonly status: 'pending';
      readonly nextAttemptAt: number;
      readonly pauseUntil?: number;
      readonly keepsAttempt?: boolean;
      readonly plainText?: boolean;
    });

/** How a claim ends. */
export interface Completion {
  readonly delivery: ClaimedDelivery;
  /** Absent when the delivery was given up without sending; the webhook's health then stays. */
  readonly attempt?: AttemptRecord;
  readonly next: NextState;
  /** What the attempt tells of the receiver, if anything. */
  readonly signal?: HealthSignal;
  readonly now: Date;
}

/**
 * Writes attempts, the deliveries' new states and the webhooks' health in one transaction.
 *
 * @param completions - at most one of each delivery
 * @param options - `disableAfterMs`: see {@link judgeReceiver}
 * @returns of each, in the same order, whether its claim was still held. Nothing was changed of
 *   one that was lost meanwhile: it ran out and someone else claimed, or the webhook was deleted.
 */
export async function completeDeliveries(
  knex: Knex,
  completions: readonly Completion[],
  options: { disableAfterMs: number },
): Promise<boolean[]> {
  return boundedTransaction(
    knex,
    async tx => {
      const webhooks = await lockWebhooks(tx, completions);
      const changed = await changeStates(tx, completions);
      const held = completions.filter(({ delivery }) =>
        changed.has(delivery.seq),
      );
      const attempted = held.filter(({ attempt }) => attempt);
      const ended = attempted.filter(({ next }) => next.status !== 'pending');
      if (ended.length > 0) await changeHealth(tx, ended);
      await endDigests(tx, held);
      await closeLanes(tx, { until: pausesOf(held), reason: 'retry-after' });
      const signals = attempted.flatMap(({ delivery, signal }) =>
        signal ? [{ webhookId: delivery.webhookId, signal }] : [],
      );
      if (signals.length > 0) {
        const { now } = attempted[0];
        await recordSignals(tx, { webhooks, signals, now, ...options });
      }
      return completions.map(({ delivery }) => changed.has(delivery.seq));
    },
    PROMPTLY,
  );
}

/**
 * First, as deleting a webhook locks in this order too: the other way round is a deadlock. In one
 * order for all, for the same reason.
 */
async function lockWebhooks(
  tx: Knex.Transaction,
  completions: readonly Completion[],
): Promise<CircuitRow[]> {
  const ids = new Set(completions.map(({ delivery }) => delivery.webhookId));
  return tx('webhooks')
    .whereIn('id', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .select('id', 'enabled', 'circuit', 'created_by');
}

/** @returns the `seq` of the deliveries whose claims were held */
async function changeStates(
  tx: Knex.Transaction,
  completions: readonly Completion[],
): Promise<ReadonlySet<number>> {
  const ended = jsonRows(tx, {
    alias: 'ended',
    columns: {
      seq: 'bigint',
      claim_id: 'text',
      status: 'text',
      reason: 'text',
      reason_parts: 'text',
      next_attempt_at: 'bigint',
      delivered_at: 'bigint',
      failed_at: 'bigint',
      failure_class: 'text',
      attempted: 'integer',
      kept: 'integer',
      plain_text: 'integer',
      status_code: 'integer',
      response_body: 'text',
      attempt: 'text',
    },
    rows: completions.map(toState),
  });
  const answer = await tx.raw(
    `update deliveries set
       status = ended.status,
       reason = ended.reason,
       reason_parts = ended.reason_parts,
       next_attempt_at = ended.next_attempt_at,
       delivered_at = ended.delivered_at,
       failed_at = ended.failed_at,
       failure_class = ended.failure_class,
       claim_id = null,
       attempts = deliveries.attempts + ended.attempted,
       attempts_left = deliveries.attempts_left - ended.attempted + ended.kept,
       waits = deliveries.waits + ended.kept,
       plain_text = (deliveries.plain_text or ended.plain_text = 1),
       status_code = case ended.attempted when 1 then ended.status_code
         else deliveries.status_code end,
       response_body = case ended.attempted when 1 then ended.response_body
         else deliveries.response_body end,
       attempt_log = case ended.attempted when 1
         then coalesce(deliveries.attempt_log || ',', '') || ended.attempt
         else deliveries.attempt_log end
     from ?
     where deliveries.seq = ended.seq
       and ?
       and ${ifPending('deliveries.claim_id = ended.claim_id')}
     returning deliveries.seq`,
    [
      ended,
      areRows(
        tx,
        completions.map(({ delivery }) => delivery),
      ),
    ],
  );
  const rows: { seq: number | string }[] = answer.rows ?? answer;
  return new Set(rows.map(({ seq }) => Number(seq)));
}

/** What becomes null is absent: most is, and every column costs time. */
function toState({ delivery, attempt, next, now }: Completion) {
  return {
    seq: delivery.seq,
    claim_id: delivery.claimId,
    status: next.status,
    ...('reason' in next && toReasonColumns(next)),
    next_attempt_at: next.status === 'pending' ? next.nextAttemptAt : undefined,
    delivered_at: next.status === 'delivered' ? now.getTime() : undefined,
    failed_at: next.status === 'failed' ? now.getTime() : undefined,
    failure_class: next.status === 'failed' ? next.failureClass : undefined,
    attempted: attempt ? 1 : 0,
    kept: next.status === 'pending' && next.keepsAttempt ? 1 : 0,
    plain_text: next.status === 'pending' && next.plainText ? 1 : 0,
    status_code: attempt?.statusCode,
    response_body: storable(attempt?.responseBody),
    attempt: attempt && toLogEntry(delivery, attempt),
  };
}

/** As one more object in `attempt_log`. */
function toLogEntry(delivery: ClaimedDelivery, attempt: AttemptRecord): string {
  const entry: LoggedAttempt = {
    ...attempt,
    number: delivery.attempts + 1,
    startedAt: attempt.startedAt.getTime(),
  };
  return JSON.stringify(entry);
}

/** A delivery that will be tried again says nothing about its webhook yet. */
async function changeHealth(
  tx: Knex.Transaction,
  ended: readonly Completion[],
): Promise<void> {
  // Of several of one webhook, the last one says how it is.
  const last = new Map(ended.map(one => [one.delivery.webhookId, one]));
  const health = jsonRows(tx, {
    alias: 'ended',
    columns: {
      id: 'text',
      health: 'text',
      health_reason: 'text',
      health_reason_parts: 'text',
      last_delivery_at: 'bigint',
    },
    rows: [...last].map(([id, { next, now }]) => {
      const { reason, reason_parts: parts } = reasonColumnsOf(next);
      return {
        id,
        health: next.status === 'delivered' ? 'healthy' : 'failing',
        health_reason: reason,
        health_reason_parts: parts,
        last_delivery_at: now.getTime(),
      };
    }),
  });
  await tx.raw(
    `update webhooks set
       health = ended.health,
       health_reason = ended.health_reason,
       health_reason_parts = ended.health_reason_parts,
       last_delivery_at = ended.last_delivery_at
     from ? where webhooks.id = ended.id`,
    [health],
  );
}

/** Until when receivers asked for nothing more, by the webhook's id. */
function pausesOf(held: readonly Completion[]): ReadonlyMap<string, number> {
  const pauses = new Map<string, number>();
  for (const { delivery, next } of held) {
    const { webhookId } = delivery;
    const { pauseUntil = 0 } = next;
    if (pauseUntil > (pauses.get(webhookId) ?? 0)) {
      pauses.set(webhookId, pauseUntil);
    }
  }
  return pauses;
}

/** What a digest tells of ends as the digest does. */
async function endDigests(
  tx: Knex.Transaction,
  held: readonly Completion[],
): Promise<void> {
  for (const { delivery, next, now, attempt } of held) {
    if (!delivery.event.digest || next.status === 'pending') continue;
    await tx('deliveries')
      .where({ digest_id: delivery.id })
      .update({
        status: next.status,
        ...reasonColumnsOf(next),
        next_attempt_at: null,
        delivered_at: next.status === 'delivered' ? now.getTime() : null,
        failed_at: next.status === 'failed' ? now.getTime() : null,
        failure_class: next.status === 'failed' ? next.failureClass : null,
        status_code: attempt?.statusCode ?? null,
      });
  }
}

function reasonColumnsOf(next: NextState) {
  return toReasonColumns('reason' in next ? next : {});
}
