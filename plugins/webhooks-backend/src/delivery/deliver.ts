import { AttemptRecord, NextState } from '../database/completeDeliveries';
import { ClaimedDelivery } from '../database/deliveryRow';
import { DeliveryStore } from '../database/DeliveryStore';
import { toHealthSignal } from '../health/HealthSignal';
import { SpanKind } from '@opentelemetry/api';
import { Metrics } from '../telemetry/createMetrics';
import { failSpan, inSpan } from '../telemetry/tracing';
import { attemptDelivery, AttemptOptions } from './attemptDelivery';
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
  /** Counts what came of a delivery, once that is recorded. */
  readonly metrics?: Pick<Metrics, 'delivered'>;
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
  const { id, webhookId, webhook, attempts, traceparent } = delivery;
  return inSpan(
    'webhooks deliver',
    {
      kind: SpanKind.CONSUMER,
      attributes: {
        'webhooks.platform': webhook.platform,
        'webhooks.webhook.id': webhookId,
        'webhooks.delivery.id': id,
        'webhooks.delivery.attempt': attempts + 1,
      },
      linkedTo: traceparent,
    },
    async span => {
      const delivered = await work(delivery, options);
      const { outcome = 'unsent', statusCode } = delivered?.attempt ?? {};
      span.setAttribute('webhooks.delivery.outcome', outcome);
      if (statusCode)
        span.setAttribute('http.response.status_code', statusCode);
      if (outcome !== 'delivered') failSpan(span, outcome);
      return delivered;
    },
  );
}

async function work(
  delivery: ClaimedDelivery,
  options: DeliverOptions,
): Promise<Delivered | undefined> {
  const { store, now, random, onRecorded } = options;
  const attempted = await options.inTurn(() =>
    attemptDelivery(delivery, options),
  );
  options.onAttempted(delivery);
  if (attempted === 'lost') return undefined;
  const attempt = attempted === 'disabled' ? undefined : attempted.record;
  const next = nextAttempt({ delivery, attempted, now: now(), random });
  const recorded = await store.complete({
    delivery,
    attempt,
    next,
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
    options.metrics?.delivered(delivery, { attempt, next });
  }
  return { attempt, next };
}
