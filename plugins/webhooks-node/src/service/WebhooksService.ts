import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  Delivery,
  DeliveryQuery,
  EventExplanations,
  Page,
  RecentEvents,
  RecentEventsQuery,
  TestResult,
  Webhook,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';

/** In whose name something is asked; what they may not do is refused. */
export interface WebhooksRequestOptions {
  readonly credentials: BackstageCredentials;
}

/**
 * The API of webhooks for other plugins of the backend. Every call is one of the REST API in the name of
 * `credentials`, so permissions, conditions and the audit trail are the same.
 *
 * All throw ResponseError with the answer of the API: NotAllowedError, NotFoundError, InputError and so on.
 */
export interface WebhooksService {
  /** Webhooks by name. */
  list(
    query: { limit?: number; cursor?: string },
    options: WebhooksRequestOptions,
  ): Promise<Page<Webhook>>;
  get(id: string, options: WebhooksRequestOptions): Promise<Webhook>;
  /** The answer holds the secret if the service generated one: the only time that anyone sees it. */
  create(
    input: WebhookInput,
    options: WebhooksRequestOptions,
  ): Promise<Webhook>;
  /** Sends a sample message and waits for the answer. */
  test(id: string, options: WebhooksRequestOptions): Promise<TestResult>;
  /** The history of a webhook, newest first. */
  deliveries(
    id: string,
    query: DeliveryQuery,
    options: WebhooksRequestOptions,
  ): Promise<Page<Delivery>>;
  /** Events, newest first. */
  recentEvents(
    query: RecentEventsQuery,
    options: WebhooksRequestOptions,
  ): Promise<RecentEvents>;
  /** Which webhooks want an event and which do not, and what was made of it. */
  explainEvent(
    eventId: string,
    options: WebhooksRequestOptions,
  ): Promise<EventExplanations>;
}

const PLUGIN_ID = 'webhooks';

/** The {@link WebhooksService} over HTTP, wherever the plugin runs. */
export class DefaultWebhooksService implements WebhooksService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: { auth: AuthService; discovery: DiscoveryService }) {
    return new DefaultWebhooksService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async list(
    query: { limit?: number; cursor?: string },
    options: WebhooksRequestOptions,
  ): Promise<Page<Webhook>> {
    return this.#call('GET', `?${toQuery(query)}`, options);
  }

  async get(id: string, options: WebhooksRequestOptions): Promise<Webhook> {
    return this.#call('GET', `/${segment(id)}`, options);
  }

  async create(
    input: WebhookInput,
    options: WebhooksRequestOptions,
  ): Promise<Webhook> {
    return this.#call('POST', '', options, input);
  }

  async test(id: string, options: WebhooksRequestOptions): Promise<TestResult> {
    return this.#call('POST', `/${segment(id)}/test`, options);
  }

  async deliveries(
    id: string,
    query: DeliveryQuery,
    options: WebhooksRequestOptions,
  ): Promise<Page<Delivery>> {
    const path = `/${segment(id)}/deliveries?${toQuery(query)}`;
    return this.#call('GET', path, options);
  }

  async recentEvents(
    query: RecentEventsQuery,
    options: WebhooksRequestOptions,
  ): Promise<RecentEvents> {
    return this.#call('GET', `/events/recent?${toQuery(query)}`, options);
  }

  async explainEvent(
    eventId: string,
    options: WebhooksRequestOptions,
  ): Promise<EventExplanations> {
    return this.#call('GET', `/events/${segment(eventId)}/explain`, options);
  }

  async #call<T>(
    method: string,
    path: string,
    { credentials }: WebhooksRequestOptions,
    body?: object,
  ): Promise<T> {
    const base = await this.#discovery.getBaseUrl(PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: PLUGIN_ID,
    });
    const response = await fetch(base + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json() as Promise<T>;
  }
}

/** The {@link WebhooksService}, which needs no factory in the backend. */
export const webhooksServiceRef = createServiceRef<WebhooksService>({
  id: 'webhooks.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => DefaultWebhooksService.create(deps),
    }),
});

function toQuery(query: object): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(set).toString();
}

/** One segment of a path, whatever it holds; `.` and `..` would be more than that. */
function segment(id: string): string {
  return encodeURIComponent(id).replace(/^\.+$/, dots =>
    dots.replaceAll('.', '%252E'),
  );
}
