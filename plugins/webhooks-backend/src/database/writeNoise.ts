import {
  RetrySchedule,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { NoiseControl } from '../noise/NoiseControl';
import { PlannedDelivery } from '../noise/PlannedDelivery';
import { WAITING_REASONS } from '../noise/waitingReasons';
import { attemptsOf } from '../webhooks/retrySchedules';
import { chunks } from './chunks';
import { NEW_COLUMNS, newDeliveryRow } from './deliveryRow';
import { countHeldBack } from './heldBack';
import { insertRows } from './insertRows';
import { toReasonColumns } from './reasonColumns';

/** What of a delivery changes while it is held back. */
const CHANGING_COLUMNS = [
  'event',
  'severity',
  'hold_reason',
  'absorbed',
  'first_due_at',
  'next_attempt_at',
  'reason',
  'reason_parts',
] as const;

const COLUMNS = {
  ...NEW_COLUMNS,
  object_key: 'text',
  first_due_at: 'bigint',
  hold_reason: 'text',
  absorbed: 'integer',
  traceparent: 'text',
  reason: 'text',
  reason_parts: 'text',
} as const;

interface WriteOptions {
  readonly now: Date;
  /** The earliest time at which an event may be told, in milliseconds since the epoch. */
  readonly dueAt: (event: WebhookEvent) => number;
  /** Of the trace of the commit; absent when nothing is traced. */
  readonly traceparent?: string;
  /** Of each webhook. */
  readonly retry: ReadonlyMap<string, RetrySchedule>;
}

/** Writes down what noise control has decided. */
export async function writeNoise(
  tx: Knex.Transaction,
  noise: NoiseControl,
  options: WriteOptions,
): Promise<void> {
  const { now } = options;
  // What is due at the same moment is sent in the order of the rows. So what is not held any longer
  // is written anew: after everything that was told while it was held.
  for (const ids of chunks([...noise.removed, ...noise.released])) {
    await tx('deliveries')
      .whereIn('id', [...ids])
      .delete();
  }
  await insertRows(tx, {
    table: 'deliveries',
    columns: COLUMNS,
    rows: noise.changed.map(delivery => toRow(delivery, options)),
    key: 'id',
    update: CHANGING_COLUMNS,
  });
  await countHeldBack(tx, noise.heldBack, now);
}

function toRow(delivery: PlannedDelivery, options: WriteOptions) {
  const { now, dueAt } = options;
  const { id, webhookId, event, reason, since, until } = delivery;
  const waits = reason && until > now.getTime();
  const retry = options.retry.get(webhookId) ?? 'contract';
  return {
    ...newDeliveryRow({
      id,
      webhookId,
      event,
      test: false,
      attempts: attemptsOf(retry),
      retry,
      // An event without proof of its actor waits for that, whether or not it was held back.
      dueAt: Math.max(until, dueAt(event)),
      now: new Date(since),
    }),
    object_key: delivery.objectKey,
    first_due_at: until,
    hold_reason: reason ?? null,
    absorbed: delivery.absorbed,
    traceparent: options.traceparent ?? null,
    ...toReasonColumns(waits ? WAITING_REASONS[reason] : {}),
  };
}
