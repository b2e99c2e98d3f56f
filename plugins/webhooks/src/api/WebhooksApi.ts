import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  ActivityReport,
  AttemptRequest,
  ClusterInfo,
  Delivery,
  DeliveryQuery,
  DeliveryWithAttempts,
  DraftTestRequest,
  DraftTestResult,
  EntityWebhooks,
  EventExplanations,
  MatchesRequest,
  MatchingEvents,
  Page,
  PlatformInfo,
  PreviewRequest,
  PreviewResult,
  RecentEvents,
  RecentEventsQuery,
  Recovery,
  RecoveryChange,
  RecoveryFilter,
  RecoveryInput,
  RecoveryPreview,
  RotateSecretRequest,
  TestResult,
  Webhook,
  WebhookInput,
  WebhookStatistics,
} from '@kubevision/backstage-plugin-webhooks-common';

/**
 * The backend's REST API. Every method rejects with a `ResponseError` when the backend refuses:
 * 400 names the field, 403 the missing permission, 404 the unknown id, 409 the taken name.
 */
export interface WebhooksApi {
  /** All webhooks, sorted by name. */
  listWebhooks(): Promise<Webhook[]>;
  getWebhook(id: string): Promise<Webhook>;
  /** The answer holds the secret if the backend generated it, this once only. */
  createWebhook(input: WebhookInput): Promise<Webhook>;
  /** Keeps the stored `url` and `secret` where the input has none. */
  updateWebhook(id: string, input: WebhookInput): Promise<Webhook>;
  /** @param undoSeconds - for how long it can be restored; deleted at once when absent */
  deleteWebhook(id: string, undoSeconds?: number): Promise<void>;
  /** Takes a deletion back. Rejects with 404 when it is too late. */
  restoreWebhook(id: string): Promise<void>;
  /** The answer holds the secret if the backend generated it, this once only. */
  rotateSecret(id: string, request: RotateSecretRequest): Promise<Webhook>;
  /** Sends nothing until then, ISO 8601; `null` sends what waits. */
  muteWebhook(id: string, until: string | null): Promise<Webhook>;
  /** Sends a sample message and waits for the receiver's answer. */
  testWebhook(id: string): Promise<TestResult>;

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
  redeliver(webhookId: string, deliveryId: string): Promise<Delivery>;
  /** What became of its deliveries, hour by hour. */
  getStatistics(webhookId: string): Promise<WebhookStatistics>;

  /** Counts what a recovery would send again. */
  previewRecovery(
    webhookId: string,
    filter: RecoveryFilter,
  ): Promise<RecoveryPreview>;
  /** Begins to send again what failed. Rejects with 409 while another has not ended. */
  createRecovery(webhookId: string, input: RecoveryInput): Promise<Recovery>;
  /** The newest one; undefined where there has been none. */
  latestRecovery(webhookId: string): Promise<Recovery | undefined>;
  changeRecovery(
    webhookId: string,
    recoveryId: string,
    change: RecoveryChange,
  ): Promise<Recovery>;

  /** What became of the deliveries of these webhooks within 24 hours; at most 100 ids. */
  getActivity(ids: readonly string[]): Promise<ActivityReport>;

  listPlatforms(): Promise<PlatformInfo[]>;
  listClusters(): Promise<ClusterInfo[]>;

  /** The request that a webhook would send. Nothing is sent. */
  preview(request: PreviewRequest): Promise<PreviewResult>;
  /** Sends a sample message as a webhook would that is not saved, and keeps nothing of it. */
  testDraft(draft: DraftTestRequest): Promise<DraftTestResult>;
  /** Which of the stored events a webhook would have got. */
  matchEvents(request: MatchesRequest): Promise<MatchingEvents>;

  /** Newest first. */
  listRecentEvents(query?: RecentEventsQuery): Promise<RecentEvents>;
  /** Which webhooks concern an entity of the catalog, by its full ref. */
  webhooksOfEntity(entity: string): Promise<EntityWebhooks>;
  /** Which webhooks want an event, and why the others do not. */
  explainEvent(eventId: string): Promise<EventExplanations>;
}

/** The API that the pages of this plugin use. */
export const webhooksApiRef = createApiRef<WebhooksApi>().with({
  id: 'plugin.webhooks.client',
  pluginId: 'webhooks',
});
