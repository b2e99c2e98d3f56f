import { SpanKind } from '@opentelemetry/api';
import { AttemptRecord, NextState } from '../database/completeDeliveries';
import { ClaimedDelivery } from '../database/deliveryRow';
import { DeliveryStore } from '../database/DeliveryStore';
import { toHealthSignal } from '../health/HealthSignal';
import { Metrics } from '../telemetry/createMetrics';
import { failSpan, inSpan } from '../telemetry/tracing';
import { Attempted, attemptDelivery, AttemptOptions } from './attemptDelivery';
import { nextAttempt } from './retrySchedule';

/** What working on a delivery needs. */
export interface DeliverOptions extends AttemptOptions {
  readonly store: DeliveryStore;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Makes an attempt when it is its turn. */
  readonly inTurn: <T>(attempt: () => Promise<T>) => Promise<T>;
  /**
   * Why it is not sent although it is its turn: its receiver has asked for a pause since it was
   * claimed, or this process is being stopped.
   */
  readonly isUnsent: (
    delivery: ClaimedDelivery,
  ) => 'paused' | 'stopped' | undefined;
  /** Called when a receiver asks for a pause; see {@link ReceiverPauses.note}. */
  readonly onPause: (webhookId: string, until: number) => () => void;
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
  /** Absent when none was made, because the webhook is disabled or waits. */
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
  const { store, now, onRecorded, metrics } = options;
  const { webhookId, id: deliveryId } = delivery;
  const turn = await options.inTurn(() => takeTurn(delivery, options));
  options.onAttempted(delivery);
  if (turn === 'lost') return undefined;
  const { attempted, next, onLaneClosed } = turn;
  try {
    const recorded = await store.complete({
      delivery,
      attempt: attempted?.record,
      next,
      signal:
        attempted &&
        toHealthSignal({
          verdict: attempted.verdict,
          statusCode: attempted.record.statusCode,
          test: delivery.test,
        }),
      now: now(),
    });
    if (recorded) {
      onRecorded?.({ webhookId, deliveryId });
      metrics?.delivered(delivery, { attempt: attempted?.record, next });
    }
  } finally {
    onLaneClosed?.();
  }
  return { attempt: attempted?.record, next };
}

interface Turn {
  /** Absent when nothing was sent. */
  readonly attempted?: Attempted;
  readonly next: NextState;
  readonly onLaneClosed?: () => void;
}

async function takeTurn(
  delivery: ClaimedDelivery,
  options: DeliverOptions,
): Promise<Turn | 'lost'> {
  const { now, random } = options;
  const attempted =
    options.isUnsent(delivery) ?? (await attemptDelivery(delivery, options));
  if (attempted === 'lost') return 'lost';
  const next = nextAttempt({ delivery, attempted, now: now(), random });
  const { pauseUntil } = next;
  return {
    attempted: typeof attempted === 'string' ? undefined : attempted,
    next,
    // Before the turn of the next delivery, which may be to the same receiver.
    onLaneClosed:
      pauseUntil === undefined
        ? undefined
        : options.onPause(delivery.webhookId, pauseUntil),
  };
}
