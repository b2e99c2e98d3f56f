import { AttemptRecord, NextState } from '../database/completeDeliveries';
import { ClaimedDelivery } from '../database/deliveryRow';
import { ATTEMPTS, DeliveryStore } from '../database/DeliveryStore';
import { Attempted, attemptDelivery, AttemptOptions } from './attemptDelivery';
import { nextAttempt } from './retrySchedule';

/** What working on a delivery needs. */
export interface DeliverOptions extends AttemptOptions {
  readonly store: DeliveryStore;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Called after a delivery has changed: delivered, failed, or waiting for its next attempt. */
  readonly onRecorded?: (ids: {
    webhookId: string;
    deliveryId: string;
  }) => void;
}

/**
 * Works on one claimed delivery: one attempt, the decision what follows, and the record of both.
 * When the claim was lost meanwhile, nothing is recorded: whoever has it now records their own.
 *
 * @returns the attempt; undefined when none was made, because the webhook is disabled
 * @throws NotFoundError when the webhook was deleted
 */
export async function deliver(
  delivery: ClaimedDelivery,
  options: DeliverOptions,
): Promise<AttemptRecord | undefined> {
  const { store, now, onRecorded } = options;
  const attempted = await attemptDelivery(delivery, options);
  const recorded = await store.complete({
    delivery,
    attempt: attempted === 'disabled' ? undefined : attempted.record,
    next: decide(delivery, attempted, options),
    now: now(),
  });
  if (recorded) {
    onRecorded?.({ webhookId: delivery.webhookId, deliveryId: delivery.id });
  }
  return attempted === 'disabled' ? undefined : attempted.record;
}

/** What waits for a webhook is not sent after it is disabled; it stays and can be redelivered. */
function decide(
  { attemptsLeft }: ClaimedDelivery,
  attempted: Attempted | 'disabled',
  { now, random }: DeliverOptions,
): NextState {
  if (attempted === 'disabled') {
    return { status: 'failed', reason: 'The webhook was disabled.' };
  }
  return nextAttempt({
    verdict: attempted.verdict,
    attempt: ATTEMPTS - attemptsLeft + 1,
    attemptsLeft: attemptsLeft - 1,
    now: now(),
    random,
  });
}
