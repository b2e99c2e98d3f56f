import {
  DeliveryStatus,
  FailureClass,
  RecoveryState,
} from './openapi/schema.generated';

export type {
  AttemptOutcome,
  Delivery,
  DeliveryAttempt,
  DeliveryStatus,
  DeliveryWithAttempts,
  FailureClass,
  ListDeliveriesQuery as DeliveryQuery,
  Recovery,
  RecoveryChange,
  RecoveryFilter,
  RecoveryInput,
  RecoveryPreview,
  RecoveryState,
  TestResult,
} from './openapi/schema.generated';

/** Every {@link DeliveryStatus}. */
export const DELIVERY_STATUSES = [
  'pending',
  'delivered',
  'failed',
] as const satisfies readonly DeliveryStatus[];

/** Every {@link FailureClass}. */
export const FAILURE_CLASSES = [
  'exhausted',
  'payload',
  'owner',
  'disabled',
] as const satisfies readonly FailureClass[];

/** Every {@link RecoveryState}. */
export const RECOVERY_STATES = [
  'running',
  'paused',
  'done',
  'cancelled',
] as const satisfies readonly RecoveryState[];
