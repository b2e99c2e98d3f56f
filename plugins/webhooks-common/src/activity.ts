/** How many hours an {@link ActivityReport} looks back, the one that has just begun included. */
export const ACTIVITY_HOURS = 24;

/**
 * How many deliveries of a webhook, hour by hour, the oldest first. Tests are not counted, nor is
 * what is still on its way.
 */
export interface WebhookActivity {
  /** Those made in that hour that arrived. */
  delivered: number[];
  /** Those made in that hour that failed, and were not sent again since. */
  failed: number[];
  /** Events of that hour that got no message of their own. */
  heldBack: number[];
}

/** The answer of `GET /activity`. */
export interface ActivityReport {
  /** When the first of the {@link ACTIVITY_HOURS} hours began, ISO 8601; hours are those of UTC. */
  from: string;
  /** By the id of the webhook; without those in which nothing happened. */
  items: Record<string, WebhookActivity>;
}
