import type { WebhooksClientOptions } from './WebhooksClient';

/** How Backstage's FetchApi knows addresses of the plugin. */
const PLUGIN = 'plugin://webhooks';

/**
 * A request as an address and its options. The `Request` of browsers would turn a body into a stream,
 * which they do not send over HTTP/1.1 once its address is replaced.
 */
export class RequestParts {
  readonly method: string;
  readonly headers: Headers;

  constructor(readonly url: string, readonly init: RequestInit) {
    this.method = init.method ?? 'GET';
    this.headers = new Headers(init.headers);
  }
}

/** Sends them to the backend, with a token where `fetch` adds none. */
export function sendParts(options: WebhooksClientOptions) {
  const { fetchApi, discoveryApi, token } = options;
  return async (request: unknown): Promise<Response> => {
    const { url, init, headers } = request as RequestParts;
    const base = (await discoveryApi?.getBaseUrl('webhooks')) ?? PLUGIN;
    const bearer = await token?.();
    if (bearer) headers.set('Authorization', `Bearer ${bearer}`);
    return fetchApi.fetch(url.replace(PLUGIN, base), { ...init, headers });
  };
}
