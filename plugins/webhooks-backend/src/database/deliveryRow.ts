import {
  Delivery,
  DeliveryAttempt,
  DeliveryStatus,
  FailureClass,
  HoldReason,
  RetrySchedule,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { toReasonParts } from './reasonColumns';

/** PostgreSQL's driver answers bigint as text, SQLite's as a number. */
type BigInteger = number | string;

/** A row of `deliveries`. */
export interface DeliveryRow {
  seq: BigInteger;
  id: string;
  webhook_id: string;
  event: string;
  test: boolean | number;
  status: string;
  attempts: number;
  attempts_left: number;
  next_attempt_at: BigInteger | null;
  claim_id: string | null;
  status_code: number | null;
  response_body: string | null;
  reason: string | null;
  reason_parts: string | null;
  created_at: BigInteger;
  delivered_at: BigInteger | null;
  retry: string;
  waits: number;
  plain_text: boolean | number;
  failure_class: string | null;
  failed_at: BigInteger | null;
  hold_reason: string | null;
  absorbed: number;
  digest_id: string | null;
  attempt_log: string | null;
  traceparent: string | null;
}

/** What sending needs. Not the answer to the attempt before, which may be long. */
export const CLAIMED_COLUMNS = [
  'seq',
  'id',
  'webhook_id',
  'event',
  'test',
  'attempts',
  'attempts_left',
  'hold_reason',
  'absorbed',
  'retry',
  'waits',
  'plain_text',
  'traceparent',
] as const;

/** What there is to show of a delivery, but for what was answered to each of its attempts. */
export const SHOWN_COLUMNS = [
  'seq',
  'id',
  'webhook_id',
  'event',
  'test',
  'status',
  'attempts',
  'attempts_left',
  'next_attempt_at',
  'claim_id',
  'status_code',
  'response_body',
  'reason',
  'reason_parts',
  'created_at',
  'delivered_at',
  'retry',
  'waits',
  'plain_text',
  'failure_class',
  'failed_at',
  'hold_reason',
  'absorbed',
  'digest_id',
] as const;

/** What a list reads of a delivery. */
export type ShownRow = Pick<DeliveryRow, (typeof SHOWN_COLUMNS)[number]>;

/** What a claim reads of a delivery. */
export type ClaimedRow = Pick<DeliveryRow, (typeof CLAIMED_COLUMNS)[number]>;

/** What `attempt_log` holds of an attempt, with commas between them. */
export interface LoggedAttempt extends Omit<DeliveryAttempt, 'startedAt'> {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What sending needs to know of a webhook, as it was when its deliveries were claimed. */
export interface ClaimedWebhook {
  readonly id: string;
  readonly platform: string;
  readonly enabled: boolean;
  readonly sealedTarget: string;
}

/** A delivery that one worker holds for a while: nobody else may send it or write its outcome. */
export interface ClaimedDelivery {
  readonly id: string;
  /** Its row, which is found sooner by that than by its id. */
  readonly seq: number;
  readonly webhookId: string;
  readonly webhook: ClaimedWebhook;
  /** As the webhook subscribed to it: its `event` is the type that the webhook wanted. */
  readonly event: WebhookEvent;
  readonly test: boolean;
  /** How many attempts were made before this one, over redeliveries too. */
  readonly attempts: number;
  /** How many attempts may be made from now on, the next one included. */
  readonly attemptsLeft: number;
  /** By which it is tried again; the webhook's at the time when its budget was made. */
  readonly retry: RetrySchedule;
  /** How often the receiver asked for a pause that used up no attempt, in this budget. */
  readonly waits: number;
  /** Whether the next attempt sends the plain form of the message. */
  readonly plainText: boolean;
  /** Of the trace in which its event was committed; absent when nothing was traced. */
  readonly traceparent?: string;
  readonly claimId: string;
}

/** The columns of {@link newDeliveryRow}, and what they hold. */
export const NEW_COLUMNS = {
  id: 'text',
  webhook_id: 'text',
  event_id: 'text',
  event: 'text',
  event_type: 'text',
  cluster: 'text',
  resource: 'text',
  namespace: 'text',
  severity: 'text',
  test: 'boolean',
  status: 'text',
  attempts: 'integer',
  attempts_left: 'integer',
  retry: 'text',
  next_attempt_at: 'bigint',
  created_at: 'bigint',
} as const;

/**
 * A new row of `deliveries`, waiting for its first attempt.
 *
 * @param options - `event` is as the webhook subscribed to it; its parts are columns for filters
 */
export function newDeliveryRow(options: {
  id: string;
  webhookId: string;
  event: WebhookEvent;
  test: boolean;
  attempts: number;
  retry?: RetrySchedule;
  dueAt: number;
  now: Date;
}) {
  const { id, webhookId, event, test, attempts, dueAt, now } = options;
  const { retry = 'contract' } = options;
  return {
    id,
    webhook_id: webhookId,
    event_id: event.id,
    event: JSON.stringify(event),
    event_type: event.event,
    cluster: event.cluster,
    resource: event.resource,
    namespace: event.namespace,
    severity: event.severity ?? null,
    test,
    status: 'pending',
    attempts: 0,
    attempts_left: attempts,
    retry,
    next_attempt_at: dueAt,
    created_at: now.getTime(),
  };
}

/** @param claim - by whom the row is held now, and the webhook that it is of */
export function toClaimedDelivery(
  row: ClaimedRow,
  claim: { claimId: string; webhook: ClaimedWebhook },
): ClaimedDelivery {
  return {
    id: row.id,
    seq: Number(row.seq),
    webhookId: row.webhook_id,
    webhook: claim.webhook,
    event: toEvent(row),
    test: Boolean(row.test),
    attempts: row.attempts,
    attemptsLeft: row.attempts_left,
    retry: row.retry as RetrySchedule,
    waits: row.waits,
    plainText: Boolean(row.plain_text),
    ...(row.traceparent && { traceparent: row.traceparent }),
    claimId: claim.claimId,
  };
}

/** A delivery as the API answers it to those who may see everything. */
export function toDelivery(row: ShownRow): Delivery {
  return {
    id: row.id,
    webhookId: row.webhook_id,
    event: toEvent(row),
    status: row.status as DeliveryStatus,
    test: Boolean(row.test),
    attempts: row.attempts,
    statusCode: row.status_code ?? undefined,
    responseBody: row.response_body ?? undefined,
    reason: row.reason ?? undefined,
    reasonParts: toReasonParts(row),
    digestId: row.digest_id ?? undefined,
    createdAt: toIso(row.created_at),
    // While it is being sent, the column holds the end of the lease, which says nothing to people.
    nextAttemptAt:
      row.next_attempt_at === null || row.claim_id !== null
        ? undefined
        : toIso(row.next_attempt_at),
    deliveredAt:
      row.delivered_at === null ? undefined : toIso(row.delivered_at),
    failureClass: (row.failure_class as FailureClass) ?? undefined,
    failedAt: row.failed_at === null ? undefined : toIso(row.failed_at),
  };
}

/** The event with what was made of it: why it was held back, and what it stands for. */
function toEvent(
  row: Pick<DeliveryRow, 'event' | 'absorbed' | 'hold_reason'>,
): WebhookEvent {
  return {
    ...JSON.parse(row.event),
    ...(row.absorbed > 0 && { absorbed: row.absorbed }),
    ...(row.hold_reason && { heldFor: row.hold_reason as HoldReason }),
  };
}

/** The attempts of a delivery as the API answers them to those who may see everything. */
export function toAttempts({
  attempt_log: log,
}: Pick<DeliveryRow, 'attempt_log'>): DeliveryAttempt[] {
  const attempts: LoggedAttempt[] = JSON.parse(`[${log ?? ''}]`);
  return attempts.map(attempt =>
    present({ ...attempt, startedAt: toIso(attempt.startedAt) }),
  );
}

/** Without what is null, which only the attempts of old versions have. */
function present<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null),
  ) as T;
}

function toIso(time: BigInteger): string {
  return new Date(Number(time)).toISOString();
}
