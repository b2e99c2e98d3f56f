import {
  RetrySchedule,
  RolloutMode,
  WaitReason,
  Weekday,
} from './openapi/schema.generated';

export type {
  CircuitInfo,
  ClientCertificateInfo,
  ClientCertificateInput,
  CompleteFilters,
  CompleteNoise,
  EntityFilter,
  EventTypeFilter,
  HeldBack,
  LabelFilter,
  ListWebhooksQuery as WebhooksQuery,
  MuteRequest,
  Name,
  NameFilter,
  NoiseSettings,
  PageInfo,
  QuietHours,
  RequestHeaderInput,
  RequestSetting,
  ResourceFilter,
  RetrySchedule,
  RolloutMode,
  RotateSecretRequest,
  SeverityFilter,
  WaitInfo,
  WaitReason,
  Webhook,
  WebhookFilters,
  WebhookHealth,
  WebhookInput,
  Weekday,
} from './openapi/schema.generated';

/** Every {@link RolloutMode}. */
export const ROLLOUT_MODES = [
  'summary',
  'progress',
  'off',
] as const satisfies readonly RolloutMode[];

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

/** Every {@link RetrySchedule}. */
export const RETRY_SCHEDULES = [
  'contract',
  'patient',
] as const satisfies readonly RetrySchedule[];

/** Every {@link WaitReason}. */
export const WAIT_REASONS = [
  'rate',
  'retry-after',
  'backing-off',
  'quiet-hours',
  'muted',
] as const satisfies readonly WaitReason[];

/** A page of a list. `nextCursor` is absent on the last page. */
export interface Page<T> {
  items: T[];
  totalItems: number;
  /** True when there are more than `totalItems`; only in lists that count no further. */
  totalItemsCapped?: boolean;
  pageInfo: { nextCursor?: string };
}
