export type {
  ActivityReport,
  WebhookActivity,
} from './openapi/schema.generated';

/** How many hours an {@link ActivityReport} looks back, the one that has just begun included. */
export const ACTIVITY_HOURS = 24;
