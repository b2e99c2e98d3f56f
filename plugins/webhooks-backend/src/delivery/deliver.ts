import { AttemptRecord } from '../database/completeDeliveries';
import { ClaimedDelivery } from '../database/deliveryRow';
import { DeliveryStore } from '../database/DeliveryStore';
import { toHealthSignal } from '../health/HealthSignal';
import { attemptDelivery, AttemptOptions } from './attemptDelivery';
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
  const { store, now, random, onRecorded } = options;
  const attempted = await attemptDelivery(delivery, options);
  const recorded = await store.complete({
    delivery,
    attempt: attempted === 'disabled' ? undefined : attempted.record,
    next: nextAttempt({ delivery, attempted, now: now(), random }),
    signal:
      attempted === 'disabled'
        ? undefined
        : toHealthSignal({
            verdict: attempted.verdict,
            statusCode: attempted.record.statusCode,
            test: delivery.test,
          }),
    now: now(),
  });
  if (recorded) {
    onRecorded?.({ webhookId: delivery.webhookId, deliveryId: delivery.id });
  }
  return attempted === 'disabled' ? undefined : attempted.record;
}
