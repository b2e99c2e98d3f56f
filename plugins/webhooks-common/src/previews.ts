export type {
  DraftTestRequest,
  DraftTestResult,
  MatchesRequest,
  MatchingEvents,
  PreviewMessage,
  PreviewRequest,
  PreviewResult,
} from './openapi/schema.generated';
