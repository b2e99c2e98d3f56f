import { Schemas } from './openapi/Schemas';

/** Which events a webhook wants. An absent or empty list, or `["*"]`, means all. */
export type WebhookFilters = Schemas['WebhookFilters'];

/** What of the changes of one object is folded into one message, for one webhook. */
export type NoiseSettings = Schemas['NoiseSettings'];

/** How a rollout is told: when it ends, also when it starts, or change by change. */
export type RolloutMode = Schemas['RolloutMode'];

/** Every {@link RolloutMode}. */
export const ROLLOUT_MODES = [
  'summary',
  'progress',
  'off',
] as const satisfies readonly RolloutMode[];

/** How many events got no message of their own within the last 24 hours, by reason. */
export type HeldBack = Schemas['HeldBack'];

/** A day as `quietHours` names it. */
export type Weekday = Schemas['Weekday'];

/** Every {@link Weekday}, from Monday. */
export const WEEKDAYS = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const satisfies readonly Weekday[];

/** When a webhook sends nothing; what happens meanwhile is told when they are over. */
export type QuietHours = Schemas['QuietHours'];

/** The body of `POST /:id/mute`. */
export type MuteRequest = Schemas['MuteRequest'];

/** How a delivery is tried again: 3 attempts within a minute, or 10 over most of a day. */
export type RetrySchedule = Schemas['RetrySchedule'];

/** Every {@link RetrySchedule}. */
export const RETRY_SCHEDULES = [
  'contract',
  'patient',
] as const satisfies readonly RetrySchedule[];

/** What can be set of the requests of some platforms, beside the fields of the form. */
export type RequestSetting = Schemas['RequestSetting'];

/** A header that each request carries. Without `value`, a PUT keeps the stored one of that name. */
export type RequestHeaderInput = Schemas['RequestHeaderInput'];

/** By which the portal proves to a receiver who it is (mTLS). All of it is PEM. */
export type ClientCertificateInput = Schemas['ClientCertificateInput'];

/** What is shown of a client certificate. */
export type ClientCertificateInfo = Schemas['ClientCertificateInfo'];

/** The body of `POST /:id/rotate-secret`. */
export type RotateSecretRequest = Schemas['RotateSecretRequest'];

/** The body of `POST /` and `PUT /:id`. */
export type WebhookInput = Schemas['WebhookInput'];

/** How the last delivery went. */
export type WebhookHealth = Schemas['WebhookHealth'];

/** Whether a receiver is sent to, or is left alone because it failed too often. */
export type CircuitInfo = Schemas['CircuitInfo'];

/** Why all deliveries of a webhook wait. */
export type WaitReason = Schemas['WaitReason'];

/** Every {@link WaitReason}. */
export const WAIT_REASONS = [
  'rate',
  'retry-after',
  'backing-off',
  'quiet-hours',
  'muted',
] as const satisfies readonly WaitReason[];

/** Until when all deliveries of a webhook wait. */
export type WaitInfo = Schemas['WaitInfo'];

/** A stored webhook, as the API answers it. */
export type Webhook = Schemas['Webhook'];

/** A page of a list. `nextCursor` is absent on the last page. */
export interface Page<T> {
  items: T[];
  totalItems: number;
  /** True when there are more than `totalItems`; only in lists that count no further. */
  totalItemsCapped?: boolean;
  pageInfo: { nextCursor?: string };
}
