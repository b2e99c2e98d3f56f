import {
  AttemptOutcome,
  FailureClass,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { boundedTransaction } from './boundedTransaction';
import { ClaimedDelivery } from './deliveryRow';

/** What is kept of one HTTP exchange. Nothing in it may hold the webhook's URL or secret. */
export interface AttemptRecord {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly outcome: AttemptOutcome;
  readonly statusCode?: number;
  readonly reason?: string;
  readonly responseHeaders?: Record<string, string>;
  readonly responseBody?: string;
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
  | {
      readonly status: 'failed';
      readonly failureClass: FailureClass;
      readonly reason: string;
    }
  | {
      readonly status: 'pending';
      readonly nextAttemptAt: number;
      readonly reason: string;
      readonly pauseUntil?: number;
      readonly keepsAttempt?: boolean;
      readonly plainText?: boolean;
    };

/** How a claim ends. */
export interface Completion {
  readonly delivery: ClaimedDelivery;
  /** Absent when the delivery was given up without sending; the webhook's health then stays. */
  readonly attempt?: AttemptRecord;
  readonly next: NextState;
  readonly now: Date;
}

/**
 * Writes the attempt, the delivery's new state and the webhook's health in one transaction.
 *
 * @returns false, with nothing changed, when the claim was lost meanwhile: it ran out and someone
 *   else claimed, or the webhook was deleted
 */
export async function completeDelivery(
  knex: Knex,
  { delivery, attempt, next, now }: Completion,
): Promise<boolean> {
  return boundedTransaction(knex, async tx => {
    // First, as deleting a webhook locks in this order too: the other way round is a deadlock.
    const webhook = await tx('webhooks')
      .where({ id: delivery.webhookId })
      .forUpdate()
      .first('id');
    if (!webhook) return false;

    const changed = await tx('deliveries')
      .where({
        id: delivery.id,
        claim_id: delivery.claimId,
        status: 'pending',
      })
      .update({
        ...stateColumns(next, now),
        ...(attempt && attemptColumns({ delivery, attempt, next })),
      });
    if (!changed || !attempt) return changed > 0;

    await tx('delivery_attempts').insert({
      delivery_id: delivery.id,
      number: delivery.attempts + 1,
      started_at: attempt.startedAt.getTime(),
      duration_ms: attempt.durationMs,
      outcome: attempt.outcome,
      status_code: attempt.statusCode ?? null,
      reason: attempt.reason ?? null,
      response_headers:
        attempt.responseHeaders && JSON.stringify(attempt.responseHeaders),
      response_body: attempt.responseBody ?? null,
    });
    // A delivery that will be tried again says nothing about the webhook yet.
    if (next.status !== 'pending') {
      await tx('webhooks')
        .where({ id: delivery.webhookId })
        .update(healthColumns(next, now));
    }
    return true;
  });
}

function stateColumns(next: NextState, now: Date) {
  return {
    status: next.status,
    reason: 'reason' in next ? next.reason : null,
    next_attempt_at: next.status === 'pending' ? next.nextAttemptAt : null,
    delivered_at: next.status === 'delivered' ? now.getTime() : null,
    failed_at: next.status === 'failed' ? now.getTime() : null,
    failure_class: next.status === 'failed' ? next.failureClass : null,
    claim_id: null,
  };
}

function attemptColumns({
  delivery,
  attempt,
  next,
}: Required<Pick<Completion, 'delivery' | 'attempt' | 'next'>>) {
  const pending = next.status === 'pending' ? next : undefined;
  const kept = pending?.keepsAttempt ? 1 : 0;
  return {
    attempts: delivery.attempts + 1,
    attempts_left: delivery.attemptsLeft - 1 + kept,
    waits: delivery.waits + kept,
    plain_text: delivery.plainText || Boolean(pending?.plainText),
    status_code: attempt.statusCode ?? null,
    response_body: attempt.responseBody ?? null,
  };
}

function healthColumns(next: NextState, now: Date) {
  return {
    health: next.status === 'delivered' ? 'healthy' : 'failing',
    health_reason: 'reason' in next ? next.reason : null,
    last_delivery_at: now.getTime(),
  };
}
