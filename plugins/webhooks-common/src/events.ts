import { Schemas } from './openapi/Schemas';
import { operations } from './openapi/schema.generated';

/** What happened to a resource. A `scale` is the kind of `update` that changes the desired count. */
export type EventType = Schemas['EventType'];

/** Every {@link EventType}. */
export const EVENT_TYPES = [
  'create',
  'update',
  'delete',
  'scale',
] as const satisfies readonly EventType[];

/** How bad a change is. Each kind's rules say which change is what. */
export type Severity = Schemas['Severity'];

/** Every {@link Severity}, the least first. */
export const SEVERITIES = [
  'info',
  'warning',
  'critical',
] as const satisfies readonly Severity[];

export type { FieldValue } from './openapi/FieldValue';

/** One changed field. Paths are keyed, not indexed: `spec.template.spec.containers[name=web].image`. */
export type Change = Schemas['Change'];

/** How `actor` is known: Kubernetes does not store who made a change. */
export type ActorSource = Schemas['ActorSource'];

/** Why a delivery is or was held back, so that it could stand for more than one event. */
export type HoldReason = Schemas['HoldReason'];

/** Every {@link HoldReason}. */
export const HOLD_REASONS = [
  'rollout',
  'autoscaling',
  'flapping',
  'window',
] as const satisfies readonly HoldReason[];

/**
 * One change of one resource. The first eight keys, in this order, are the documented payload of
 * custom HTTP webhooks; further keys only ever come after them.
 */
export type WebhookEvent = Schemas['WebhookEvent'];

/** One message instead of many, for a webhook that has more to tell than its platform takes. */
export type Digest = Schemas['Digest'];

/** Alike changes of a {@link Digest}. */
export type DigestGroup = Schemas['DigestGroup'];

/** The answer of `GET /events/recent`, the newest first. */
export type RecentEvents = Schemas['RecentEvents'];

/** Query of `GET /events/recent`. */
export type RecentEventsQuery = NonNullable<
  operations['listRecentEvents']['parameters']['query']
>;

/** How an event stands to one webhook. */
export type EventExplanation = Schemas['EventExplanation'];

/** The answer of `GET /events/:id/explain`; webhooks that it matches come first. */
export type EventExplanations = Schemas['EventExplanations'];

/** Query of `GET /events/recent/webhooks`. */
export type EntityWebhooksQuery =
  operations['webhooksOfEntity']['parameters']['query'];

/** A webhook that concerns an entity of the catalog. */
export type EntityWebhook = Schemas['EntityWebhook'];

/** The answer of `GET /events/recent/webhooks`: those with the most matches come first. */
export type EntityWebhooks = Schemas['EntityWebhooks'];
