import { WebhookEvent } from './types';

/** The topic of Backstage's EventsService on which every new event is published. */
export const EVENTS_TOPIC = 'webhooks.event';

/**
 * The `eventPayload` on {@link EVENTS_TOPIC}. Every event is published at least once and in order;
 * who must not act twice knows one that comes again by its `id`.
 */
export type PublishedEvent = WebhookEvent;

/** A stored event, and the place behind it in the export. */
export interface ExportedEvent extends WebhookEvent {
  /** Opaque. `GET /events?after=<cursor>` goes on behind this event. */
  cursor: string;
}

/**
 * The last line of an NDJSON answer of `GET /events`: everything up to `cursor` has been looked at,
 * whether or not it passed the filters. It has no `event`.
 */
export interface ExportBookmark {
  cursor: string;
}

/** The answer of `GET /events` as JSON. */
export interface EventPage {
  /** The oldest first. */
  items: ExportedEvent[];
  /** `nextCursor` is always there: where to go on, now or when there is more. */
  pageInfo: { nextCursor: string };
}

/** The answer of `POST /preview/matches`. */
export interface MatchingEvents {
  /** How many of the events that were looked at a webhook with these filters gets. */
  count: number;
  /** True when there are older events within the time asked for that were not looked at. */
  truncated: boolean;
  /** How many events were looked at, the newest first. */
  scanned: number;
  /** The newest of them, as the webhook gets them. */
  items: WebhookEvent[];
}
