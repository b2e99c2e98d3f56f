import { FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
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
import { WebhooksApi } from './WebhooksApi';

/** Calls the backend plugin `webhooks` over HTTP. */
export class WebhooksClient implements WebhooksApi {
  readonly #fetch: FetchApi['fetch'];

  static create(options: { fetchApi: FetchApi }) {
    return new WebhooksClient(options.fetchApi.fetch);
  }

  private constructor(fetch: FetchApi['fetch']) {
    this.#fetch = fetch;
  }

  async listWebhooks(): Promise<Webhook[]> {
    const webhooks: Webhook[] = [];
    let cursor: string | undefined;
    do {
      const page: Page<Webhook> = await this.#get(
        `/${toQuery({ limit: 100, cursor })}`,
      );
      webhooks.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return webhooks;
  }

  getWebhook(id: string): Promise<Webhook> {
    return this.#get(path(id));
  }

  createWebhook(input: WebhookInput): Promise<Webhook> {
    return this.#send('POST', '/', input);
  }

  updateWebhook(id: string, input: WebhookInput): Promise<Webhook> {
    return this.#send('PUT', path(id), input);
  }

  async deleteWebhook(id: string, undoSeconds?: number): Promise<void> {
    await this.#request(`${path(id)}${toQuery({ undoSeconds })}`, {
      method: 'DELETE',
    });
  }

  async restoreWebhook(id: string): Promise<void> {
    await this.#request(path(id, 'restore'), { method: 'POST' });
  }

  rotateSecret(id: string, request: RotateSecretRequest): Promise<Webhook> {
    return this.#send('POST', path(id, 'rotate-secret'), request);
  }

  muteWebhook(id: string, until: string | null): Promise<Webhook> {
    return until
      ? this.#send('POST', path(id, 'mute'), { until })
      : this.#send('DELETE', path(id, 'mute'));
  }

  testWebhook(id: string): Promise<TestResult> {
    return this.#send('POST', path(id, 'test'));
  }

  listDeliveries(
    webhookId: string,
    query: DeliveryQuery = {},
  ): Promise<Page<Delivery>> {
    return this.#get(`${path(webhookId, 'deliveries')}${toQuery(query)}`);
  }

  getDelivery(
    webhookId: string,
    deliveryId: string,
  ): Promise<DeliveryWithAttempts> {
    return this.#get(path(webhookId, 'deliveries', deliveryId));
  }

  getAttemptRequest(
    webhookId: string,
    deliveryId: string,
    number: number,
  ): Promise<AttemptRequest> {
    return this.#get(
      path(
        webhookId,
        'deliveries',
        deliveryId,
        'attempts',
        String(number),
        'request',
      ),
    );
  }

  redeliver(webhookId: string, deliveryId: string): Promise<Delivery> {
    return this.#send(
      'POST',
      path(webhookId, 'deliveries', deliveryId, 'redeliver'),
    );
  }

  getStatistics(webhookId: string): Promise<WebhookStatistics> {
    return this.#get(path(webhookId, 'statistics'));
  }

  previewRecovery(
    webhookId: string,
    filter: RecoveryFilter,
  ): Promise<RecoveryPreview> {
    return this.#send('POST', path(webhookId, 'recoveries', 'preview'), filter);
  }

  createRecovery(webhookId: string, input: RecoveryInput): Promise<Recovery> {
    return this.#send('POST', path(webhookId, 'recoveries'), input);
  }

  async latestRecovery(webhookId: string): Promise<Recovery | undefined> {
    const page: Page<Recovery> = await this.#get(
      `${path(webhookId, 'recoveries')}${toQuery({ limit: 1 })}`,
    );
    return page.items[0];
  }

  changeRecovery(
    webhookId: string,
    recoveryId: string,
    change: RecoveryChange,
  ): Promise<Recovery> {
    return this.#send(
      'PATCH',
      path(webhookId, 'recoveries', recoveryId),
      change,
    );
  }

  getActivity(ids: readonly string[]): Promise<ActivityReport> {
    return this.#get(`/activity${toQuery({ ids: ids.join() })}`);
  }

  async listPlatforms(): Promise<PlatformInfo[]> {
    const { items } = await this.#get<{ items: PlatformInfo[] }>('/platforms');
    return items;
  }

  async listClusters(): Promise<ClusterInfo[]> {
    const { items } = await this.#get<{ items: ClusterInfo[] }>('/clusters');
    return items;
  }

  preview(request: PreviewRequest): Promise<PreviewResult> {
    return this.#send('POST', '/preview', request);
  }

  testDraft(draft: DraftTestRequest): Promise<DraftTestResult> {
    return this.#send('POST', '/preview/test', draft);
  }

  matchEvents(request: MatchesRequest): Promise<MatchingEvents> {
    return this.#send('POST', '/preview/matches', request);
  }

  listRecentEvents(query: RecentEventsQuery = {}): Promise<RecentEvents> {
    return this.#get(`/events/recent${toQuery(query)}`);
  }

  webhooksOfEntity(entity: string): Promise<EntityWebhooks> {
    return this.#get(`/events/recent/webhooks${toQuery({ entity })}`);
  }

  explainEvent(eventId: string): Promise<EventExplanations> {
    return this.#get(path('events', eventId, 'explain'));
  }

  async #get<T>(route: string): Promise<T> {
    const response = await this.#request(route);
    return response.json();
  }

  async #send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    route: string,
    body?: unknown,
  ): Promise<T> {
    const response = await this.#request(route, {
      method,
      ...(body !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return response.json();
  }

  async #request(route: string, init?: RequestInit): Promise<Response> {
    // Backstage's fetch turns `plugin:` into the backend's address and adds the person's token.
    const response = await this.#fetch(`plugin://webhooks${route}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

/** Ids come from addresses that anyone may type, so they are always encoded. */
function path(...parts: string[]): string {
  return parts.map(part => `/${encodeURIComponent(part)}`).join('');
}

function toQuery(values: object): string {
  const given = Object.entries(values).filter(([, value]) => value);
  const query = new URLSearchParams(
    given.map(([name, value]) => [name, String(value)]),
  ).toString();
  return query && `?${query}`;
}
