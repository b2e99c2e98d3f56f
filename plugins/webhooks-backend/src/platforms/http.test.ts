import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import {
  exampleEvent,
  hostileEvent,
} from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import {
  WebhookEvent,
  verifySignature,
} from '@kubevision/backstage-plugin-webhooks-common';
import { verify } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import { NOW, judgeWith, requestOf } from './__testUtils__/requests';
import { http } from './http';

const url = 'https://receiver.example/hooks';
const WHSEC = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const PLAIN = "It's a Secret to Everybody ✓";

/** `standardwebhooks` compares the timestamp with the clock. */
beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  jest.useRealTimers();
});

const DOCUMENTED =
  '{"event":"update","cluster":"prod-us","namespace":"team-alpha","resource":"Deployment","name":"api-server","actor":"alice","timestamp":"2026-03-05T10:23:00Z","detail":{"field":"spec.replicas","old":3,"new":5}';

describe('http', () => {
  it('sends the documented keys first and in their order', () => {
    const { body } = requestOf(http, { url, secret: WHSEC });
    expect(body).toBe(
      `${DOCUMENTED},"id":"e7f3","apiVersion":"apps/v1","uid":"6f2d9b1e-0a5c-4a53-9d57-0d4c7f1f2a11","resourceVersion":"4711","actorSource":"unknown","observed":"watch","changes":[{"field":"spec.replicas","old":3,"new":5}],"truncated":false,"severity":"info","labels":{"app":"api-server"},"entities":["component:default/api-server"]}`,
    );
  });

  it('keeps that order whatever order the stored event has', () => {
    const { detail } = exampleEvent;
    const event = {
      ...(Object.fromEntries(
        Object.entries(exampleEvent).reverse(),
      ) as unknown as WebhookEvent),
      detail: { new: detail.new, old: detail.old, field: detail.field },
    };
    const message = toMessage({ event, eventType: 'update', deliveryId: 'd1' });
    const { body } = http.toRequest(message, { url }, NOW);
    expect(body.startsWith(`${DOCUMENTED},`)).toBe(true);
  });

  it('sends values as they are', () => {
    const event = hostileEvent('<!channel>\n\u202E@everyone');
    expect(requestOf(http, { url, event }).json).toEqual(event);
  });

  it.each([WHSEC, PLAIN])(
    'is verified by libraries that others wrote, with the secret %s',
    async secret => {
      const event = { name: 'größe ✓' };
      const { body, headers } = requestOf(http, { url, secret, event });
      const signature = headers['X-KubeVision-Signature'];
      expect(signature).toMatch(/^sha256=[0-9a-f]{64}$/);
      await expect(verify(secret, body, signature)).resolves.toBe(true);
      await expect(verify(secret, `${body} `, signature)).resolves.toBe(false);
      await expect(verifySignature(secret, body, signature)).resolves.toBe(
        true,
      );

      const webhook = secret.startsWith('whsec_')
        ? new Webhook(secret)
        : new Webhook(Buffer.from(secret), { format: 'raw' });
      expect(webhook.verify(body, { ...headers })).toEqual(JSON.parse(body));
      expect(() =>
        webhook.verify(body, { ...headers, 'webhook-id': 'other' }),
      ).toThrow();
    },
  );

  it('is signed by the previous secret too, until that expires', async () => {
    const signed = (expiresAt: string) =>
      http.toRequest(
        toMessage({
          event: exampleEvent,
          eventType: 'update',
          deliveryId: 'd',
        }),
        { url, secret: WHSEC, previousSecret: { secret: PLAIN, expiresAt } },
        NOW,
      );
    const { body, headers } = signed('2026-03-05T10:23:01Z');
    for (const webhook of [
      new Webhook(WHSEC),
      new Webhook(Buffer.from(PLAIN), { format: 'raw' }),
    ]) {
      expect(webhook.verify(body, { ...headers })).toEqual(JSON.parse(body));
    }
    const now = headers['X-KubeVision-Signature'];
    const before = headers['X-KubeVision-Signature-Previous'];
    await expect(verifySignature(WHSEC, body, now)).resolves.toBe(true);
    await expect(verifySignature(PLAIN, body, now)).resolves.toBe(false);
    await expect(verifySignature(PLAIN, body, before)).resolves.toBe(true);

    const { headers: later } = signed('2026-03-05T10:23:00Z');
    expect(later).not.toHaveProperty('X-KubeVision-Signature-Previous');
    expect(later['webhook-signature']).not.toContain(' ');
  });

  it('carries the headers of the webhook, which replace none of its own', () => {
    const { headers } = http.toRequest(
      toMessage({ event: exampleEvent, eventType: 'update', deliveryId: 'd' }),
      { url, secret: WHSEC, headers: { 'X-Api-Key': 'k', 'webhook-id': 'x' } },
      NOW,
    );
    expect(headers).toMatchObject({ 'X-Api-Key': 'k', 'webhook-id': 'd' });
  });

  it('names the delivery and the time of this attempt', () => {
    expect(requestOf(http, { url, secret: PLAIN }).headers).toMatchObject({
      'webhook-id': 'delivery-1',
      'webhook-timestamp': '1772706180',
    });
  });

  it.each([200, 201, 202, 204, 299])('takes %s for success', status => {
    expect(judgeWith(http, { status, body: '<html>' })).toEqual({
      outcome: 'delivered',
    });
  });

  it.each([
    [302, 'owner', /redirects are never followed/],
    [401, 'owner', /has the same signing secret/],
    [404, 'owner', /does not know this address/],
    [410, 'owner', /is gone for good/],
    [400, 'payload', /did not understand/],
    [422, 'payload', /did not understand/],
  ])('gives up after %s and blames the %s', (status, blame, reason) => {
    expect(judgeWith(http, { status })).toMatchObject({
      outcome: 'rejected',
      blame,
      reason: expect.stringMatching(reason),
    });
  });

  it('waits until the date that a receiver names', () => {
    const headers = { 'retry-after': 'Thu, 05 Mar 2026 10:23:12 GMT' };
    expect(judgeWith(http, { status: 503, headers })).toMatchObject({
      outcome: 'retry',
      afterMs: 12_000,
    });
  });
  it('says that nothing is ever accepted again at a URL that is gone', () => {
    expect(judgeWith(http, { status: 410 })).toMatchObject({ permanent: true });
    expect(judgeWith(http, { status: 404 })).not.toHaveProperty('permanent');
  });
});
