export type {
  AttemptRequest,
  GetStatisticsQuery as StatisticsQuery,
  HourStatistics,
  WebhookStatistics,
} from './openapi/schema.generated';
