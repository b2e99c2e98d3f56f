import {
  Delivery,
  EventType,
  Page,
  Severity,
  TestResult,
  Webhook,
  WebhookEvent,
  WebhookFilters,
  WebhookInput,
} from './types';

/** Body of `POST /preview`. */
export interface PreviewRequest {
  platform: string;
  /** The id of a stored event; without it, a sample event is used. */
  eventId?: string;
  /** The type of the sample, or as what the stored event is told; `scale` when absent. */
  event?: EventType;
  /** Of the webhook, so that the sample is an event that it would get. */
  filters?: WebhookFilters;
  /** Whether the webhook has a secret, so that the request is shown with its signature, masked. */
  signed?: boolean;
}

/** What a message says before a platform's markup; text is untrusted and unescaped. */
export interface PreviewMessage {
  /** E.g. `K8s Deployment updated`. */
  readonly headline: string;
  /** E.g. `team-alpha/api-server`. */
  readonly object: string;
  /** One line, as in a notification. */
  readonly summary: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly changes: readonly {
    readonly field: string;
    readonly old: string;
    readonly new: string;
  }[];
  /** How many more changes there are. */
  readonly moreChanges: number;
  readonly footer: string;
}

/** The answer of `POST /preview`: the request as it would be sent, without URL and secrets. */
export interface PreviewResult {
  method: 'POST';
  /** Where a value is made of the secret, it is `…`. */
  headers: Record<string, string>;
  /** The raw body; where a part of it is made of the secret, that is `…`. */
  body: string;
  message: PreviewMessage;
  /** What the message is about. */
  event: WebhookEvent;
}

/** Body of `POST /preview/test`: what of a webhook, as it would be saved, a test needs. */
export interface DraftTestRequest
  extends Pick<
    WebhookInput,
    'platform' | 'url' | 'secret' | 'headers' | 'clientCertificate' | 'filters'
  > {
  /** The id of the stored webhook that is being changed; what it has stands in for what is absent. */
  id?: string;
}

/** The answer of `POST /preview/test`: as of any test, but nothing is kept of it. */
export type DraftTestResult = Omit<TestResult, 'deliveryId'>;

/** Body of `POST /preview/matches`, whose answer is `MatchingEvents`. */
export interface MatchesRequest {
  filters: WebhookFilters;
  /** How far back to look; 24 when absent. */
  sinceHours?: number;
}

/** Query of `GET /events/recent`. */
export interface RecentEventsQuery {
  event?: EventType;
  cluster?: string;
  /** As in filters: `Deployment`, `Certificate.cert-manager.io`. */
  resource?: string;
  namespace?: string;
  severity?: Severity;
  /** Ref of an entity of the catalog that the object belongs to, e.g. `component:default/web`. */
  entity?: string;
  cursor?: string;
  /** 1 to 100; 25 when absent. */
  limit?: number;
}

/**
 * The answer of `GET /events/recent`, the newest first. It may hold fewer than were asked for, even
 * none, and still have a `nextCursor`, since one request looks through so many events at most.
 */
export type RecentEvents = Omit<Page<WebhookEvent>, 'totalItems'>;

/** How an event stands to one webhook. */
export interface EventExplanation {
  webhook: { id: string; name: string; platform: string; enabled: boolean };
  /** Whether its filters, as they are now, let the event through. */
  matches: boolean;
  /**
   * Those of its filters that do not hold; empty when it matches. `rollouts`: the event is only the
   * news of the object's owner, and the webhook's noise settings fold that.
   */
  failed: (keyof WebhookFilters | 'rollouts')[];
  /** What was made of it; may be there although the filters, changed since, no longer match. */
  deliveries: Pick<
    Delivery,
    'id' | 'status' | 'statusCode' | 'reason' | 'createdAt'
  >[];
}

/** The answer of `GET /events/:id/explain`; webhooks that it matches come first. */
export interface EventExplanations {
  event: WebhookEvent;
  items: EventExplanation[];
}

/** Query of `GET /events/recent/webhooks`. */
export interface EntityWebhooksQuery {
  /** Ref of an entity of the catalog, e.g. `component:default/web`. */
  entity: string;
}

/** A webhook that concerns an entity of the catalog. */
export interface EntityWebhook {
  webhook: Pick<
    Webhook,
    'id' | 'name' | 'platform' | 'enabled' | 'health' | 'healthReason'
  >;
  /** How many of the events its filters, as they are now, let through. */
  matches: number;
  /** Whether its filters ask for the entity's owner or system. */
  named: boolean;
}

/** The answer of `GET /events/recent/webhooks`: those with the most matches come first. */
export interface EntityWebhooks {
  /** How many events were looked at, the newest ones of the entity. */
  events: number;
  items: EntityWebhook[];
}
