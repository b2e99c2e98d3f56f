import { WebhookEvent } from './events';

export type {
  EventPage,
  ExportBookmark,
  ExportEventsQuery as EventExportQuery,
  ExportedEvent,
} from './openapi/schema.generated';

/** The topic of Backstage's EventsService on which every new event is published. */
export const EVENTS_TOPIC = 'webhooks.event';

/**
 * The `eventPayload` on {@link EVENTS_TOPIC}. Every event is published at least once and in order;
 * who must not act twice knows one that comes again by its `id`.
 */
export type PublishedEvent = WebhookEvent;
