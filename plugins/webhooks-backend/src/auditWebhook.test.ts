import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Delivery,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { AuditOptions, Cluster, startCluster } from 'cluster-simulator';
import { Inbox, startInbox } from 'inbox';
import request from 'supertest';
import { NO_NOISE_CONTROL } from './noise/noNoiseControl.fixture';
import { until } from './kubernetes/until.fixture';
import webhooks from '.';

const TOKEN = 'token-of-the-api-server';
const PLACE = { namespace: 'team-alpha', name: 'api-server' };
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: PLACE,
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'api-server' } },
    template: {
      metadata: { labels: { app: 'api-server' } },
      spec: { containers: [{ name: 'web', image: 'api-server:1.4.1' }] },
    },
  },
};
const configMap = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { namespace: 'team-alpha', name },
  data: { level: 'info' },
});

describe('the audit webhook of a cluster', () => {
  // Where the backend listens is known once it runs, and records are sent when a test says so.
  const audit: AuditOptions = { url: '', token: TOKEN, batchMs: 3_600_000 };
  let cluster: Cluster;
  let inbox: Inbox;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let webhookId: string;

  beforeAll(async () => {
    cluster = await startCluster({
      name: 'prod-us',
      users: { 'token-of-alice': 'alice@example.com' },
      audit,
    });
    cluster.create(DEPLOYMENT);
    for (const name of ['settings', 'flags']) cluster.create(configMap(name));
    inbox = await startInbox();
    backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        webhooks,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'alice' },
              spec: { profile: { email: 'alice@example.com' } },
            },
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'prod-us',
                      url: cluster.url,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: cluster.token,
                    },
                  ],
                },
              ],
            },
            webhooks: {
              secrets: {
                keys: [
                  { id: 'test', secret: Buffer.alloc(32).toString('base64') },
                ],
              },
              delivery: { allowedReceivers: ['127.0.0.1'] },
              audit: {
                clusters: [{ name: 'prod-us', tokens: [TOKEN] }],
                // Longer than any test: what is delivered is so because of a record.
                grace: { minutes: 5 },
              },
            },
          },
        }),
      ],
    });
    audit.url = `http://127.0.0.1:${backend.server.port()}/api/v1/webhooks/audit/prod-us`;

    const { body } = await request(backend.server)
      .post('/api/v1/webhooks')
      .send({
        name: 'everything',
        platform: 'http',
        url: inbox.targets.http,
        secret: 'inbox-secret',
        filters: { resources: ['Deployment', 'ConfigMap'] },
        noise: NO_NOISE_CONTROL,
      });
    webhookId = body.id;
    await until(async () => {
      const { body: clusters } = await request(backend.server).get(
        '/api/v1/webhooks/clusters',
      );
      const { watches = [] } = clusters.items[0] ?? {};
      return (
        watches.length === 2 &&
        watches.every((it: any) => it.state === 'watching')
      );
    });
    // What made the cluster is older than the watches.
    await cluster.flushAudit();
  });

  afterAll(async () => {
    await backend.stop();
    await inbox.stop();
    await cluster.stop();
  });

  const deliveries = async (): Promise<Delivery[]> => {
    const { body } = await request(backend.server).get(
      `/api/v1/webhooks/${webhookId}/deliveries`,
    );
    return body.items;
  };
  const deliveriesOf = async (name: string, count: number) =>
    until(async () => {
      const items = await deliveries();
      const found = items.filter(({ event }) => event.name === name);
      return found.length === count ? found : undefined;
    });
  const scale = (replicas: number) =>
    fetch(
      `${cluster.url}/apis/apps/v1/namespaces/team-alpha/deployments/api-server/scale`,
      {
        method: 'PATCH',
        headers: {
          authorization: 'Bearer token-of-alice',
          'content-type': 'application/merge-patch+json',
          'user-agent': 'kubectl/v1.36.0 (linux/amd64) kubernetes/4c2a8f1',
        },
        body: JSON.stringify({ spec: { replicas } }),
      },
    );

  it('names the person, in the delivery that waited for it', async () => {
    await scale(5);
    const [waiting] = await deliveriesOf('api-server', 1);
    expect(waiting).toMatchObject({
      status: 'pending',
      event: { actor: 'kubectl', actorSource: 'field-manager' },
    });

    await cluster.flushAudit();
    await until(() => inbox.received.length > 0);
    const event: WebhookEvent = JSON.parse(inbox.received[0].body);
    expect(event).toMatchObject({
      event: 'scale',
      actor: 'alice',
      actorRef: 'user:default/alice',
      actorSource: 'audit',
      detail: { field: 'spec.replicas', old: 3, new: 5 },
    });
    expect(inbox.received[0].verification).toBe('valid');
  });

  it('names nobody who changed nothing', async () => {
    await scale(6);
    await deliveriesOf('api-server', 2);
    cluster.scale({ resource: 'deployments', ...PLACE }, 6, { user: 'bob' });
    await cluster.flushAudit();
    await until(() => inbox.received.length > 1);
    expect(inbox.received.map(({ body }) => JSON.parse(body).actor)).toEqual([
      'alice',
      'alice',
    ]);
  });

  it('calls a name probable when the record does not prove it', async () => {
    cluster.patch(
      { resource: 'configmaps', namespace: 'team-alpha', name: 'settings' },
      { data: { level: 'debug' } },
      { user: 'alice@example.com' },
    );
    await deliveriesOf('settings', 1);
    await cluster.flushAudit();
    const [delivery] = await deliveriesOf('settings', 1);
    expect(delivery).toMatchObject({
      status: 'pending',
      event: { actor: 'alice', actorSource: 'audit-probable' },
    });
  });

  it('names nobody when two may have made a change', async () => {
    const flags = {
      resource: 'configmaps',
      namespace: 'team-alpha',
      name: 'flags',
    };
    for (const [i, user] of ['alice@example.com', 'bob'].entries()) {
      cluster.patch(flags, { data: { level: `${i}` } }, { user });
    }
    await deliveriesOf('flags', 2);
    await cluster.flushAudit();
    for (const { event } of await deliveriesOf('flags', 2)) {
      expect(event.actorSource).not.toMatch(/audit/);
      expect(event.actorRef).toBeUndefined();
    }
  });

  describe.each(['/api/v1/webhooks', '/api/webhooks'])('at %s', base => {
    const post = (path: string, token: string) =>
      request(backend.server)
        .post(`${base}${path}`)
        .set('authorization', `Bearer ${token}`)
        .send({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [] });

    it('needs the token of the cluster, and nothing else', async () => {
      await post('/audit/prod-us', TOKEN).expect(200);
      const wrong = await post('/audit/prod-us', 'wrong').expect(401);
      const unknown = await post('/audit/nosuch', TOKEN).expect(401);
      expect(unknown.body.error).toEqual(wrong.body.error);
    });

    it('opens no other route', async () => {
      for (const path of ['', '/audit', '/audit/deliveries']) {
        await request(backend.server)
          .get(`${base}${path}`)
          .set('authorization', mockCredentials.none.header())
          .expect(401);
      }
    });
  });
});
