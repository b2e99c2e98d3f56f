import { ActivityReport } from '../activity';
import {
  Delivery,
  DeliveryQuery,
  DeliveryWithAttempts,
  Recovery,
  RecoveryChange,
  RecoveryFilter,
  RecoveryInput,
  RecoveryPreview,
  TestResult,
} from '../deliveries';
import { EventExportQuery, EventPage } from '../eventExport';
import {
  EntityWebhooks,
  EventExplanations,
  RecentEvents,
  RecentEventsQuery,
} from '../events';
import { ClusterInfo, PlatformInfo, StorageInfo } from '../portal';
import {
  DraftTestRequest,
  DraftTestResult,
  MatchesRequest,
  MatchingEvents,
  PreviewRequest,
  PreviewResult,
} from '../previews';
import {
  AttemptRequest,
  StatisticsQuery,
  WebhookStatistics,
} from '../statistics';
import {
  Page,
  RotateSecretRequest,
  Webhook,
  WebhookInput,
  WebhooksQuery,
} from '../webhooks';

/** Of a request that must not be carried out twice. */
export interface OnceOptions {
  /** Any text that is new for each thing to be done, and the same when it is tried again. */
  idempotencyKey?: string;
}

/** Of a request that must not undo what others did. */
export interface MatchOptions {
  /** The `etag` that the webhook had when it was read; whatever is there is changed when absent. */
  ifMatch?: string;
}

/** Which page of a list; the first when there is no `cursor`. */
export interface PageQuery {
  cursor?: string;
  /** 1 to 100; 100 when absent. */
  limit?: number;
}

/**
 * The REST API of the backend plugin, with a method for each of its operations. Every method rejects
 * with a `ResponseError` when the backend refuses: 400 names the field, 403 the missing permission,
 * 404 the unknown id, 409 the taken name, 412 that the webhook is another by now.
 */
export interface WebhooksApi {
  /** All webhooks, sorted by name. */
  listWebhooks(): Promise<Webhook[]>;
  /** A page of them, or of those that are not well. */
  findWebhooks(query?: WebhooksQuery): Promise<Page<Webhook>>;
  getWebhook(id: string): Promise<Webhook>;
  /** The answer holds the secret if the backend generated it, this once only. */
  createWebhook(input: WebhookInput, options?: OnceOptions): Promise<Webhook>;
  /** Keeps the stored `url` and `secret` where the input has none. */
  updateWebhook(
    id: string,
    input: WebhookInput,
    options?: MatchOptions,
  ): Promise<Webhook>;
  /** @param undoSeconds - for how long it can be restored; deleted at once when absent */
  deleteWebhook(
    id: string,
    undoSeconds?: number,
    options?: MatchOptions,
  ): Promise<void>;
  /** Takes a deletion back. Rejects with 404 when it is too late. */
  restoreWebhook(id: string): Promise<void>;
  /** Sends a sample message and waits for the receiver's answer. */
  testWebhook(id: string, options?: OnceOptions): Promise<TestResult>;
  /** Sends nothing until then, ISO 8601; `null` sends what waits. */
  muteWebhook(id: string, until: string | null): Promise<Webhook>;
  /** The answer holds the secret if the backend generated it, this once only. */
  rotateSecret(
    id: string,
    request?: RotateSecretRequest,
    options?: OnceOptions,
  ): Promise<Webhook>;

  /** Newest first. */
  listDeliveries(
    webhookId: string,
    query?: DeliveryQuery,
  ): Promise<Page<Delivery>>;
  getDelivery(
    webhookId: string,
    deliveryId: string,
  ): Promise<DeliveryWithAttempts>;
  /** What an attempt sent, without anything secret. */
  getAttemptRequest(
    webhookId: string,
    deliveryId: string,
    number: number,
  ): Promise<AttemptRequest>;
  redeliver(
    webhookId: string,
    deliveryId: string,
    options?: OnceOptions,
  ): Promise<Delivery>;

  /** What became of its deliveries, hour by hour. */
  getStatistics(
    webhookId: string,
    query?: StatisticsQuery,
  ): Promise<WebhookStatistics>;
  /** What became of the deliveries of these webhooks within 24 hours; at most 100 ids. */
  getActivity(ids: readonly string[]): Promise<ActivityReport>;

  /** Counts what a recovery would send again. */
  previewRecovery(
    webhookId: string,
    filter?: RecoveryFilter,
  ): Promise<RecoveryPreview>;
  /** Begins to send again what failed. Rejects with 409 while another has not ended. */
  createRecovery(
    webhookId: string,
    input?: RecoveryInput,
    options?: OnceOptions,
  ): Promise<Recovery>;
  /** Newest first. */
  listRecoveries(webhookId: string, query?: PageQuery): Promise<Page<Recovery>>;
  /** The newest one; undefined where there has been none. */
  latestRecovery(webhookId: string): Promise<Recovery | undefined>;
  getRecovery(webhookId: string, recoveryId: string): Promise<Recovery>;
  /** Pauses, resumes or cancels. */
  changeRecovery(
    webhookId: string,
    recoveryId: string,
    change: RecoveryChange,
  ): Promise<Recovery>;

  listPlatforms(): Promise<PlatformInfo[]>;
  listClusters(): Promise<ClusterInfo[]>;
  getStorage(): Promise<StorageInfo>;

  /** The request that a webhook would send. Nothing is sent. */
  preview(request: PreviewRequest): Promise<PreviewResult>;
  /** Sends a sample message as a webhook would that is not saved, and keeps nothing of it. */
  testDraft(draft: DraftTestRequest): Promise<DraftTestResult>;
  /** Which of the stored events a webhook would have got. */
  matchEvents(request: MatchesRequest): Promise<MatchingEvents>;

  /** A page of everything that was stored, the oldest first. */
  exportEvents(query?: EventExportQuery): Promise<EventPage>;
  /** Newest first. */
  listRecentEvents(query?: RecentEventsQuery): Promise<RecentEvents>;
  /** Which webhooks concern an entity of the catalog, by its full ref. */
  webhooksOfEntity(entity: string): Promise<EntityWebhooks>;
  /** Which webhooks want an event, and why the others do not. */
  explainEvent(eventId: string): Promise<EventExplanations>;
}
