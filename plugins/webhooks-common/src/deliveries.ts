import { Schemas } from './openapi/Schemas';
import { operations } from './openapi/schema.generated';

/** Whether a delivery is still to be made, was accepted, or failed and is kept. */
export type DeliveryStatus = Schemas['DeliveryStatus'];

/** Every {@link DeliveryStatus}. */
export const DELIVERY_STATUSES = [
  'pending',
  'delivered',
  'failed',
] as const satisfies readonly DeliveryStatus[];

/** Why a delivery failed. */
export type FailureClass = Schemas['FailureClass'];

/** Every {@link FailureClass}. */
export const FAILURE_CLASSES = [
  'exhausted',
  'payload',
  'owner',
  'disabled',
] as const satisfies readonly FailureClass[];

/** One event on its way to one webhook. */
export type Delivery = Schemas['Delivery'];

/** How one attempt ended. */
export type AttemptOutcome = Schemas['AttemptOutcome'];

/** One HTTP exchange of a delivery. */
export type DeliveryAttempt = Schemas['DeliveryAttempt'];

/** A delivery with all its attempts, oldest first. */
export type DeliveryWithAttempts = Schemas['DeliveryWithAttempts'];

/** Query of `GET /:id/deliveries`. */
export type DeliveryQuery = NonNullable<
  operations['listDeliveries']['parameters']['query']
>;

/** Which failed deliveries of a webhook are sent again: those that match everything given. */
export type RecoveryFilter = Schemas['RecoveryFilter'];

/** The body of `POST /:id/recoveries`. */
export type RecoveryInput = Schemas['RecoveryInput'];

/** The answer of `POST /:id/recoveries/preview`: what a recovery would send again. */
export type RecoveryPreview = Schemas['RecoveryPreview'];

/** How far a recovery is. */
export type RecoveryState = Schemas['RecoveryState'];

/** Every {@link RecoveryState}. */
export const RECOVERY_STATES = [
  'running',
  'paused',
  'done',
  'cancelled',
] as const satisfies readonly RecoveryState[];

/** Failed deliveries that are sent again, one after the other, under their ids. */
export type Recovery = Schemas['Recovery'];

/** The body of `PATCH /:id/recoveries/:recoveryId`: pauses, resumes or cancels. */
export type RecoveryChange = Schemas['RecoveryChange'];

/** The answer of `POST /:id/test`. */
export type TestResult = Schemas['TestResult'];
