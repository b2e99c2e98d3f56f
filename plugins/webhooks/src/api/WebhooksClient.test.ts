import { FakeBackend, pageOf, refusal } from '../__testUtils__/FakeBackend';
import { WebhooksClient } from './WebhooksClient';

const start = () => {
  const backend = FakeBackend.create();
  return {
    backend,
    client: WebhooksClient.create({ fetchApi: backend.fetchApi }),
  };
};

describe('WebhooksClient', () => {
  it('encodes ids, which come from addresses that anyone may type', async () => {
    const { backend, client } = start();
    await expect(client.getWebhook('../a?b=c')).rejects.toThrow();
    expect(backend.requests[0].path).toBe('/..%2Fa%3Fb%3Dc');
    expect(backend.requests[0].query).toEqual({});
  });

  it('rejects with what the backend says', async () => {
    const { backend, client } = start();
    backend.on('POST /', () => refusal(400, 'InputError', 'url: is required'));
    await expect(
      client.createWebhook({ name: 'x', platform: 'slack' }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 400,
      cause: { name: 'InputError', message: 'url: is required' },
    });
  });

  it('sends only the filters that are set', async () => {
    const { backend, client } = start();
    backend.on('GET /w1/deliveries', () => pageOf([]));
    await client.listDeliveries('w1', { status: 'failed', cluster: '' });
    expect(backend.requests[0].query).toEqual({ status: 'failed' });
  });

  it('ends quietly where there is no answer to read', async () => {
    const { backend, client } = start();
    backend.on('DELETE /w1', () => [204]);
    await expect(client.deleteWebhook('w1')).resolves.toBeUndefined();
  });
});
