import { ResponseError } from '@backstage/errors';
import createClient, { Client } from 'openapi-fetch';
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
import { paths } from '../openapi/schema.generated';
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
import { RequestParts, sendParts } from './RequestParts';
import {
  MatchOptions,
  OnceOptions,
  PageQuery,
  WebhooksApi,
} from './WebhooksApi';

/** What calls the backend: the parts of Backstage's own interfaces that are needed. */
export interface WebhooksClientOptions {
  /** In a page, Backstage's FetchApi, which adds the person's token; elsewhere `{ fetch }` will do. */
  fetchApi: { fetch: typeof fetch };
  /** Where the backend is; absent in a page, whose FetchApi finds it. */
  discoveryApi?: { getBaseUrl(pluginId: string): Promise<string> };
  /** The token of each request, for a `fetch` that adds none. */
  token?: () => Promise<string | undefined>;
}

/** Calls the backend plugin `webhooks` over HTTP, by its OpenAPI document. */
export class WebhooksClient implements WebhooksApi {
  readonly #http: Client<paths>;

  static create(options: WebhooksClientOptions): WebhooksClient {
    return new WebhooksClient(options);
  }

  private constructor(options: WebhooksClientOptions) {
    this.#http = createClient<paths>({
      baseUrl: 'plugin://webhooks',
      Request: RequestParts as unknown as typeof Request,
      fetch: sendParts(options),
    });
    this.#http.use({
      async onResponse({ response }) {
        if (!response.ok) throw await ResponseError.fromResponse(response);
      },
    });
  }

  async listWebhooks(): Promise<Webhook[]> {
    const webhooks: Webhook[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.findWebhooks({ limit: 1000, cursor });
      webhooks.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return webhooks;
  }

  findWebhooks(query: WebhooksQuery = {}): Promise<Page<Webhook>> {
    return answer(this.#http.GET('/', { params: { query } }));
  }

  getWebhook(id: string): Promise<Webhook> {
    return answer(this.#http.GET('/{id}', { params: { path: { id } } }));
  }

  createWebhook(body: WebhookInput, options?: OnceOptions): Promise<Webhook> {
    const params = { header: once(options) };
    return answer(this.#http.POST('/', { params, body }));
  }

  updateWebhook(
    id: string,
    body: WebhookInput,
    options?: MatchOptions,
  ): Promise<Webhook> {
    const params = { path: { id }, header: match(options) };
    return answer(this.#http.PUT('/{id}', { params, body }));
  }

  async deleteWebhook(
    id: string,
    undoSeconds?: number,
    options?: MatchOptions,
  ): Promise<void> {
    const header = match(options);
    const params = { path: { id }, query: { undoSeconds }, header };
    await this.#http.DELETE('/{id}', { params });
  }

  async restoreWebhook(id: string): Promise<void> {
    await this.#http.POST('/{id}/restore', { params: { path: { id } } });
  }

  testWebhook(id: string, options?: OnceOptions): Promise<TestResult> {
    const params = { path: { id }, header: once(options) };
    return answer(this.#http.POST('/{id}/test', { params }));
  }

  muteWebhook(id: string, until: string | null): Promise<Webhook> {
    const params = { path: { id } };
    return answer(
      until === null
        ? this.#http.DELETE('/{id}/mute', { params })
        : this.#http.POST('/{id}/mute', { params, body: { until } }),
    );
  }

  rotateSecret(
    id: string,
    body?: RotateSecretRequest,
    options?: OnceOptions,
  ): Promise<Webhook> {
    const params = { path: { id }, header: once(options) };
    return answer(this.#http.POST('/{id}/rotate-secret', { params, body }));
  }

  listDeliveries(
    id: string,
    query: DeliveryQuery = {},
  ): Promise<Page<Delivery>> {
    const params = { path: { id }, query: given(query) };
    return answer(this.#http.GET('/{id}/deliveries', { params }));
  }

  getDelivery(id: string, deliveryId: string): Promise<DeliveryWithAttempts> {
    const params = { path: { id, deliveryId } };
    return answer(this.#http.GET('/{id}/deliveries/{deliveryId}', { params }));
  }

  getAttemptRequest(
    id: string,
    deliveryId: string,
    number: number,
  ): Promise<AttemptRequest> {
    const path = { id, deliveryId, number: String(number) };
    return answer(
      this.#http.GET(
        '/{id}/deliveries/{deliveryId}/attempts/{number}/request',
        { params: { path } },
      ),
    );
  }

  redeliver(
    id: string,
    deliveryId: string,
    options?: OnceOptions,
  ): Promise<Delivery> {
    const params = { path: { id, deliveryId }, header: once(options) };
    return answer(
      this.#http.POST('/{id}/deliveries/{deliveryId}/redeliver', { params }),
    );
  }

  getStatistics(
    id: string,
    query: StatisticsQuery = {},
  ): Promise<WebhookStatistics> {
    const params = { path: { id }, query: given(query) };
    return answer(this.#http.GET('/{id}/statistics', { params }));
  }

  getActivity(ids: readonly string[]): Promise<ActivityReport> {
    const params = { query: { ids: ids.join() } };
    return answer(this.#http.GET('/activity', { params }));
  }

  previewRecovery(id: string, body?: RecoveryFilter): Promise<RecoveryPreview> {
    const params = { path: { id } };
    return answer(
      this.#http.POST('/{id}/recoveries/preview', { params, body }),
    );
  }

  createRecovery(
    id: string,
    body?: RecoveryInput,
    options?: OnceOptions,
  ): Promise<Recovery> {
    const params = { path: { id }, header: once(options) };
    return answer(this.#http.POST('/{id}/recoveries', { params, body }));
  }

  listRecoveries(id: string, query: PageQuery = {}): Promise<Page<Recovery>> {
    const params = { path: { id }, query: given(query) };
    return answer(this.#http.GET('/{id}/recoveries', { params }));
  }

  async latestRecovery(id: string): Promise<Recovery | undefined> {
    return (await this.listRecoveries(id, { limit: 1 })).items[0];
  }

  getRecovery(id: string, recoveryId: string): Promise<Recovery> {
    const params = { path: { id, recoveryId } };
    return answer(this.#http.GET('/{id}/recoveries/{recoveryId}', { params }));
  }

  changeRecovery(
    id: string,
    recoveryId: string,
    body: RecoveryChange,
  ): Promise<Recovery> {
    const params = { path: { id, recoveryId } };
    return answer(
      this.#http.PATCH('/{id}/recoveries/{recoveryId}', { params, body }),
    );
  }

  async listPlatforms(): Promise<PlatformInfo[]> {
    return (await answer(this.#http.GET('/platforms'))).items;
  }

  async listClusters(): Promise<ClusterInfo[]> {
    return (await answer(this.#http.GET('/clusters'))).items;
  }

  getStorage(): Promise<StorageInfo> {
    return answer(this.#http.GET('/storage'));
  }

  preview(body: PreviewRequest): Promise<PreviewResult> {
    return answer(this.#http.POST('/preview', { body }));
  }

  testDraft(body: DraftTestRequest): Promise<DraftTestResult> {
    return answer(this.#http.POST('/preview/test', { body }));
  }

  matchEvents(body: MatchesRequest): Promise<MatchingEvents> {
    return answer(this.#http.POST('/preview/matches', { body }));
  }

  async exportEvents(query: EventExportQuery = {}): Promise<EventPage> {
    const headers = { Accept: 'application/json' };
    const params = { query: given(query) };
    const page = await answer(this.#http.GET('/events', { params, headers }));
    // The other form, lines, is what other headers ask for.
    return page as EventPage;
  }

  listRecentEvents(query: RecentEventsQuery = {}): Promise<RecentEvents> {
    const params = { query: given(query) };
    return answer(this.#http.GET('/events/recent', { params }));
  }

  webhooksOfEntity(entity: string): Promise<EntityWebhooks> {
    const params = { query: { entity } };
    return answer(this.#http.GET('/events/recent/webhooks', { params }));
  }

  explainEvent(eventId: string): Promise<EventExplanations> {
    const params = { path: { eventId } };
    return answer(this.#http.GET('/events/{eventId}/explain', { params }));
  }
}

/** What was answered; whatever else there is has been thrown. */
async function answer<T>(sent: Promise<{ data?: T }>): Promise<T> {
  const { data } = await sent;
  return data as T;
}

function once({ idempotencyKey }: OnceOptions = {}) {
  return { 'Idempotency-Key': idempotencyKey };
}

function match({ ifMatch }: MatchOptions = {}) {
  return { 'If-Match': ifMatch && `"${ifMatch}"` };
}

/** Without what is not set, such as the filters of a page that are empty. */
function given<T extends object>(query: T): T {
  const set = Object.entries(query).filter(([, value]) => value !== '');
  return Object.fromEntries(set) as T;
}
