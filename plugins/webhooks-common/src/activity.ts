import { Schemas } from './openapi/Schemas';

/** How many hours an {@link ActivityReport} looks back, the one that has just begun included. */
export const ACTIVITY_HOURS = 24;

/** How many deliveries of a webhook, hour by hour, the oldest first; tests are not counted. */
export type WebhookActivity = Schemas['WebhookActivity'];

/** The answer of `GET /activity`. */
export type ActivityReport = Schemas['ActivityReport'];
