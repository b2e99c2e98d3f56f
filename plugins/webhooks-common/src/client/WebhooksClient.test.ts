import { operations } from '../openapi/schema.generated';
import { WebhooksApi } from './WebhooksApi';
import { WebhooksClient, WebhooksClientOptions } from './WebhooksClient';

/** Every operation but those that are no business of a client has a method of its name. */
type WithoutMethod = Exclude<
  keyof operations,
  keyof WebhooksApi | 'unmuteWebhook' | 'acceptAuditEvents' | 'getOpenApi'
>;
const withoutMethod: WithoutMethod[] = [];

function start(
  answers: [status: number, body?: unknown][],
  options: Partial<WebhooksClientOptions> = {},
) {
  const fetch = jest.fn(async (_url: unknown, _init?: RequestInit) => {
    const [status, body] = answers.shift()!;
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });
  });
  const client = WebhooksClient.create({ fetchApi: { fetch }, ...options });
  const header = (name: string) =>
    new Headers(fetch.mock.lastCall?.[1]?.headers).get(name);
  return { client, fetch, header };
}

describe('WebhooksClient', () => {
  it('has a method for every operation', () => {
    expect(withoutMethod).toEqual([]);
  });

  it('calls the plugin as FetchApi of a page knows it', async () => {
    const { client, fetch } = start([[200, { id: 'w1' }]]);
    await expect(client.getWebhook('w1')).resolves.toEqual({ id: 'w1' });
    expect(fetch).toHaveBeenCalledWith(
      'plugin://webhooks/w1',
      expect.objectContaining({ method: 'GET' }),
    );
  });

  it('finds the backend, and brings a token, where that is wanted', async () => {
    const { client, fetch, header } = start([[200, { id: 'w1' }]], {
      discoveryApi: {
        getBaseUrl: async id => `http://backend.example/api/${id}`,
      },
      token: async () => 'a-token',
    });
    await client.getWebhook('w1');
    expect(fetch.mock.lastCall?.[0]).toBe(
      'http://backend.example/api/webhooks/w1',
    );
    expect(header('Authorization')).toBe('Bearer a-token');
  });

  it('encodes ids, which come from addresses that anyone may type', async () => {
    const { client, fetch } = start([[200, {}]]);
    await client.getWebhook('../a?b=c');
    expect(fetch.mock.lastCall?.[0]).toBe('plugin://webhooks/..%2Fa%3Fb%3Dc');
  });

  it('rejects with what the backend says', async () => {
    const error = { name: 'InputError', message: 'url: is required' };
    const { client } = start([
      [400, { error, request: {}, response: { statusCode: 400 } }],
    ]);
    await expect(
      client.createWebhook({ name: 'x', platform: 'slack' }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 400,
      cause: error,
    });
  });

  it('sends only the filters that are set', async () => {
    const { client, fetch } = start([[200, { items: [] }]]);
    const unset = '' as string;
    await client.listDeliveries('w1', { status: 'failed', cluster: unset });
    expect(fetch.mock.lastCall?.[0]).toBe(
      'plugin://webhooks/w1/deliveries?status=failed',
    );
  });

  it('repeats a parameter for each entry of its list', async () => {
    const { client, fetch, header } = start([[200, { items: [] }]]);
    await client.exportEvents({ cluster: ['prod-*', '!prod-lab'] });
    expect(fetch.mock.lastCall?.[0]).toBe(
      'plugin://webhooks/events?cluster=prod-*&cluster=!prod-lab',
    );
    expect(header('Accept')).toBe('application/json');
  });

  it('reads lists to their end', async () => {
    const { client, fetch } = start([
      [200, { items: [{ id: 'w1' }], pageInfo: { nextCursor: 'next' } }],
      [200, { items: [{ id: 'w2' }], pageInfo: {} }],
    ]);
    await expect(client.listWebhooks()).resolves.toEqual([
      { id: 'w1' },
      { id: 'w2' },
    ]);
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'plugin://webhooks/?limit=1000',
      'plugin://webhooks/?limit=1000&cursor=next',
    ]);
  });

  it('says what must be done once, and to which version', async () => {
    const { client, header } = start([
      [201, {}],
      [200, {}],
    ]);
    const input = { name: 'x', platform: 'slack' };
    await client.createWebhook(input, { idempotencyKey: 'key-1' });
    expect(header('Idempotency-Key')).toBe('key-1');
    await client.updateWebhook('w1', input, { ifMatch: 'v1' });
    expect(header('If-Match')).toBe('"v1"');
    expect(header('Idempotency-Key')).toBeNull();
  });

  it('ends quietly where there is no answer to read', async () => {
    const { client } = start([[204]]);
    await expect(client.deleteWebhook('w1')).resolves.toBeUndefined();
  });
});
