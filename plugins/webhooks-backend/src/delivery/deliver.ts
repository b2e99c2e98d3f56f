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
  /** Makes an attempt when it is its turn. */
  readonly inTurn: <T>(attempt: () => Promise<T>) => Promise<T>;
  /** Called when the attempt is over, and only its record is left to be written. */
  readonly onAttempted: (delivery: ClaimedDelivery) => void;
  /** Called after a delivery has changed: delivered, failed, or waiting for its next attempt. */
  readonly onRecorded?: (ids: {
    webhookId: string;
    deliveryId: string;
  }) => void;
}

/** What came of working on a delivery. */
export interface Delivered {
  /** Absent when none was made, because the webhook is disabled. */
  readonly attempt?: AttemptRecord;
  readonly next: NextState;
}

/**
 * Works on one claimed delivery: one attempt, the decision what follows, and the record of both.
 * When the claim was lost meanwhile, nothing is recorded: whoever has it now records their own.
 *
 * @returns what came of it; undefined when the claim was lost before anything was sent
 */
export async function deliver(
  delivery: ClaimedDelivery,
  options: DeliverOptions,
): Promise<Delivered | undefined> {
  const { store, now, onRecorded } = options;
  const attempted = await options.inTurn(() =>
    attemptDelivery(delivery, options),
  );
  options.onAttempted(delivery);
  if (attempted === 'lost') return undefined;
  const attempt = attempted === 'disabled' ? undefined : attempted.record;
  const next = decide(delivery, attempted, options);
  const recorded = await store.complete({
    delivery,
    attempt,
    next,
    now: now(),
  });
  if (recorded) {
    onRecorded?.({ webhookId: delivery.webhookId, deliveryId: delivery.id });
  }
  return { attempt, next };
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
