/** What happened within one hour, by when the deliveries were made; tests are not counted. */
export interface HourStatistics {
  /** When it began, ISO 8601. */
  hour: string;
  delivered: number;
  failed: number;
  /** Not ended yet. */
  pending: number;
  /** How many events got no message of their own. */
  heldBack: number;
  /**
   * How long the last attempt of each delivery took, in milliseconds; absent where there was none.
   */
  durationMs?: { average: number; longest: number };
  /** How large their requests were on average, in bytes; absent where none was sent. */
  requestBytes?: number;
}

/** The answer of `GET /:id/statistics`. */
export interface WebhookStatistics {
  /** The hours up to now, the oldest first; none is left out. */
  hours: HourStatistics[];
  /** True when there are older deliveries within these hours than were looked at. */
  truncated: boolean;
  /** How many messages the platform accepts in a minute; absent when it names no limit. */
  perMinute?: number;
}

/** Query of `GET /:id/statistics`. */
export interface StatisticsQuery {
  /** How many hours to look back, the one that has just begun included: 1 to 168; 24 when absent. */
  hours?: number;
}

/**
 * The answer of `GET /:id/deliveries/:deliveryId/attempts/:number/request`: what was sent, made
 * again from the stored event. Whatever is made of a secret is `…`; so are the values of headers
 * that somebody set.
 */
export interface AttemptRequest {
  method: string;
  headers: Record<string, string>;
  body: string;
}
