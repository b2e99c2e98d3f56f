import { Schemas } from './openapi/Schemas';
import { operations } from './openapi/schema.generated';

/** What happened within one hour, by when the deliveries were made; tests are not counted. */
export type HourStatistics = Schemas['HourStatistics'];

/** The answer of `GET /:id/statistics`. */
export type WebhookStatistics = Schemas['WebhookStatistics'];

/** Query of `GET /:id/statistics`. */
export type StatisticsQuery = NonNullable<
  operations['getStatistics']['parameters']['query']
>;

/** What an attempt sent, made again from the stored event, without anything secret. */
export type AttemptRequest = Schemas['AttemptRequest'];
