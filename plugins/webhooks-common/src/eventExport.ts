import { WebhookEvent } from './events';
import { Schemas } from './openapi/Schemas';
import { operations } from './openapi/schema.generated';

/** The topic of Backstage's EventsService on which every new event is published. */
export const EVENTS_TOPIC = 'webhooks.event';

/**
 * The `eventPayload` on {@link EVENTS_TOPIC}. Every event is published at least once and in order;
 * who must not act twice knows one that comes again by its `id`.
 */
export type PublishedEvent = WebhookEvent;

/** A stored event, and the place behind it in the export. */
export type ExportedEvent = Schemas['ExportedEvent'];

/** The last line of an NDJSON answer of `GET /events`: up to `cursor`, everything was looked at. */
export type ExportBookmark = Schemas['ExportBookmark'];

/** The answer of `GET /events` as JSON. */
export type EventPage = Schemas['EventPage'];

/** Query of `GET /events`. */
export type EventExportQuery = NonNullable<
  operations['exportEvents']['parameters']['query']
>;
