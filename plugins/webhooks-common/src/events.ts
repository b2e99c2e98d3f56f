import { EventType, HoldReason, Severity } from './openapi/schema.generated';

export type {
  ActorSource,
  Change,
  Digest,
  DigestGroup,
  EntityRef,
  EntityWebhook,
  EntityWebhooks,
  EventExplanation,
  EventExplanations,
  EventType,
  FieldValue,
  HoldReason,
  ListRecentEventsQuery as RecentEventsQuery,
  RecentEvents,
  Severity,
  WebhookEvent,
  WebhooksOfEntityQuery as EntityWebhooksQuery,
} from './openapi/schema.generated';

/** Every {@link EventType}. */
export const EVENT_TYPES = [
  'create',
  'update',
  'delete',
  'scale',
] as const satisfies readonly EventType[];

/** Every {@link Severity}, the least first. */
export const SEVERITIES = [
  'info',
  'warning',
  'critical',
] as const satisfies readonly Severity[];

/** Every {@link HoldReason}. */
export const HOLD_REASONS = [
  'rollout',
  'autoscaling',
  'flapping',
  'window',
] as const satisfies readonly HoldReason[];
