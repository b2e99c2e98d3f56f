import {
  SchedulerService,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import {
  EVENTS_TOPIC,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { verify } from '@octokit/webhooks-methods';
import { Cluster, Life, startCluster } from 'cluster-simulator';
import { Inbox, startInbox } from 'inbox';
import request from 'supertest';
import { until } from './kubernetes/until.fixture';
import webhooks from '.';

/** The entity that the Deployment belongs to. */
const COMPONENT = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'api-server',
    annotations: { 'backstage.io/kubernetes-id': 'api' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/platform' }],
};
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'api-server',
    namespace: 'team-alpha',
    labels: { app: 'api-server' },
    annotations: { 'backstage.io/kubernetes-id': 'api' },
  },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'api-server' } },
    template: {
      metadata: { labels: { app: 'api-server' } },
      spec: { containers: [{ name: 'web', image: 'api-server:1.4.1' }] },
    },
  },
};
const NAME = {
  resource: 'deployments',
  namespace: 'team-alpha',
  name: 'api-server',
};
const PLATFORMS = ['slack', 'discord', 'dingtalk', 'feishu', 'wecom', 'http'];
const SECRETS: Record<string, string> = {
  dingtalk: 'inbox-secret',
  feishu: 'inbox-secret',
  http: 'inbox-secret',
};

/** What another plugin hears on the topic of events. */
const heard: WebhookEvent[] = [];
/** Of all plugins alike, and what is regular waits for the test. */
let scheduler: SchedulerService;
const listener = createBackendPlugin({
  pluginId: 'listener',
  register(env) {
    env.registerInit({
      deps: { events: eventsServiceRef, tasks: coreServices.scheduler },
      async init({ events, tasks }) {
        scheduler = tasks;
        await events.subscribe({
          id: 'listener',
          topics: [EVENTS_TOPIC],
          onEvent: async ({ eventPayload }) => {
            heard.push(eventPayload as WebhookEvent);
          },
        });
      },
    });
  },
});

/** What people are told by the portal itself. */
const notified: NotificationSendOptions[] = [];
const notifications = createServiceFactory({
  service: notificationService,
  deps: {},
  factory: () => ({
    send: async notification => {
      notified.push(notification);
    },
  }),
});

describe('the plugin with the real Kubernetes backend', () => {
  let cluster: Cluster;
  /** Its controllers work only when a test lets them. */
  let life: Life;
  let inbox: Inbox;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    cluster = await startCluster({
      name: 'prod-us',
      bookmarkIntervalMs: 200,
    });
    cluster.create({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
    });
    cluster.create(DEPLOYMENT);
    cluster.create({
      ...DEPLOYMENT,
      metadata: { name: 'web', namespace: 'team-beta' },
    });
    life = Life.create(cluster, { people: false });
    life.advance(20);
    inbox = await startInbox();
    backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        webhooks,
        listener,
        notifications,
        // The one of the tests keeps plugins apart.
        eventsServiceFactory,
        catalogServiceMock.factory({ entities: [COMPONENT] }),
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
                    {
                      name: 'lab',
                      url: cluster.url,
                      authProvider: 'google',
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
              kubernetes: { watch: { stalledAfter: { milliseconds: 500 } } },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    await inbox.stop();
    await cluster.stop();
  });

  const api = (base = '/api/v1/webhooks') => ({
    get: (path: string) => request(backend.server).get(base + path),
    post: (path: string, body?: object) =>
      request(backend.server)
        .post(base + path)
        .send(body),
  });

  async function watching() {
    const { body } = await api().get('/clusters');
    const prod = body.items.find((it: any) => it.name === 'prod-us');
    return (
      prod?.watches.length > 0 &&
      prod.watches.every((it: any) => it.state === 'watching')
    );
  }

  it('tells all six platforms of one change of replicas, once', async () => {
    const ids: Record<string, string> = {};
    for (const platform of PLATFORMS) {
      const { status, body } = await api().post('', {
        name: platform,
        platform,
        url: inbox.targets[platform],
        secret: SECRETS[platform],
        filters: { resources: ['Deployment'], namespaces: ['team-alpha'] },
      });
      expect([status, body.error]).toEqual([201, undefined]);
      ids[platform] = body.id;
    }
    await until(watching);
    // The first list is a baseline: what was there before is no news.
    expect(inbox.received).toEqual([]);

    cluster.scale(NAME, 5, { manager: 'kubectl' });
    await until(() => inbox.received.length >= PLATFORMS.length);

    const byPlatform = Object.fromEntries(
      inbox.received.map(arrival => [arrival.platform, arrival]),
    );
    expect(Object.keys(byPlatform).sort()).toEqual([...PLATFORMS].sort());
    for (const [platform, arrival] of Object.entries(byPlatform)) {
      expect(arrival.answer.status).toBe(200);
      expect(arrival.body).toContain('api-server');
      expect(arrival.body).toContain('spec.replicas');
      expect(arrival.verification).toBe(SECRETS[platform] && 'valid');
    }

    const { body, headers } = byPlatform.http;
    expect(body).toMatch(
      /^\{"event":"scale","cluster":"prod-us","namespace":"team-alpha","resource":"Deployment","name":"api-server","actor":"kubectl","timestamp":"[^"]+Z","detail":\{"field":"spec\.replicas","old":3,"new":5\}/,
    );
    await expect(
      verify('inbox-secret', body, headers['x-kubevision-signature']!),
    ).resolves.toBe(true);

    for (const id of Object.values(ids)) {
      const delivered = async () => {
        const { body: page } = await api().get(`/${id}/deliveries`);
        return page.items[0]?.status === 'delivered' ? page : undefined;
      };
      await until(async () => Boolean(await delivered()));
      const page = (await delivered())!;
      expect(page.totalItems).toBe(1);
      expect(page.items[0]).toMatchObject({ attempts: 1, statusCode: 200 });
    }
    expect(inbox.received).toHaveLength(PLATFORMS.length);
  });

  it('tells consumers of every event, by the export and by the bus of the portal', async () => {
    for (const base of ['/api/v1/webhooks', '/api/webhooks']) {
      const { text } = await api(base).get('/events').expect(200);
      const [exported] = text
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(exported).toMatchObject({
        event: 'scale',
        cluster: 'prod-us',
        name: 'api-server',
        cursor: expect.any(String),
      });
      await until(() => heard.length > 0);
      const { cursor, ...event } = exported;
      expect(heard[0]).toEqual(event);
    }
    const { body } = await api()
      .post('/preview/matches', { filters: { owners: ['group:platform'] } })
      .expect(200);
    expect(body).toMatchObject({ count: 1, truncated: false });
    const { body: storage } = await api().get('/storage').expect(200);
    expect(storage.kept.map((it: any) => it.name)).toEqual([
      'events',
      'deliveries',
      'failedDeliveries',
    ]);
  });

  it('tells who owns the object by the catalog, and nobody else', async () => {
    const ids: string[] = [];
    for (const owner of ['other', 'group:platform']) {
      const { body } = await api().post('', {
        name: `owned by ${owner}`,
        platform: 'http',
        url: inbox.targets.http,
        secret: SECRETS.http,
        filters: {
          owners: [owner],
          labels: ['app=api-server'],
          namespaces: ['team-*', '!team-beta'],
        },
      });
      ids.push(body.id);
    }
    const deliveriesOf = async (id: string) =>
      (await api().get(`/${id}/deliveries`)).body.items;
    await until(watching);
    cluster.scale(NAME, 7, { manager: 'kubectl' });
    await until(async () => (await deliveriesOf(ids[1])).length > 0);
    // Both were decided in one commit.
    expect(await deliveriesOf(ids[0])).toEqual([]);
    const [{ event }] = await deliveriesOf(ids[1]);
    expect(event).toMatchObject({
      severity: 'info',
      labels: { app: 'api-server' },
      entities: ['component:default/api-server'],
    });
  });

  it('tells a rollout once, when it ends, with the trouble of its Pods folded into it', async () => {
    const namespace = 'team-beta';
    const name = { resource: 'deployments', namespace, name: 'web' };
    const container = (image: string) => ({
      spec: { template: { spec: { containers: [{ name: 'web', image }] } } },
    });
    const arrivals = () =>
      inbox.received.filter(({ body }) => body.includes('"name":"web"'));
    const { body: webhook } = await api().post('', {
      name: 'rollouts',
      platform: 'http',
      url: inbox.targets.http,
      secret: SECRETS.http,
      filters: { resources: ['Deployment', 'Pod'], namespaces: [namespace] },
    });
    const read = async (path = '') =>
      (await api().get(`/${webhook.id}${path}`)).body;
    const kinds = async () => {
      const { body } = await api().get('/clusters');
      return body.items[0].watches.map((it: any) => it.kind);
    };
    await until(async () => (await kinds()).includes('Pod'));
    await until(watching);

    cluster.patch(name, container('api-server:1.4.2'), { manager: 'kubectl' });
    await until(async () => (await read('/deliveries')).totalItems === 1);
    expect((await read('/deliveries')).items[0]).toMatchObject({
      status: 'pending',
      attempts: 0,
      reason: 'Waits for the rollout to end',
    });

    life.advance(5);
    const [pod] = cluster
      .list('pods', namespace)
      .filter(({ spec }) => spec.containers[0].image === 'api-server:1.4.2');
    cluster.patch(
      { resource: 'pods', namespace, name: pod.metadata.name },
      { status: { phase: 'Failed' } },
      { subresource: 'status', manager: 'kubelet' },
    );
    await until(async () => (await read()).heldBack.byReason.rollout > 0);

    life.advance(40);
    await until(() => arrivals().length > 0);
    await until(
      async () => (await read('/deliveries')).items[0].status === 'delivered',
    );
    expect((await read('/deliveries')).totalItems).toBe(1);
    expect(arrivals()).toHaveLength(1);
    expect(JSON.parse(arrivals()[0].body)).toMatchObject({
      event: 'update',
      resource: 'Deployment',
      name: 'web',
      actor: 'kubectl',
      detail: {
        field: 'spec.template.spec.containers[name=web].image',
        old: 'api-server:1.4.1',
        new: 'api-server:1.4.2',
      },
      changes: expect.arrayContaining([
        { field: 'rollout', old: null, new: 'complete' },
      ]),
      absorbed: expect.any(Number),
      heldFor: 'rollout',
    });
  });

  it('tells who names watches that one stalled, and that it is well again', async () => {
    const turns = () =>
      inbox.received
        .map(({ body }) => body)
        .filter(body => body.includes('"resource":"Watch"'))
        .map(body => JSON.parse(body))
        .filter(({ name }) => name === 'cronjobs.batch');
    for (const resources of [['Watch'], ['CronJob'], ['*']]) {
      await api()
        .post('', {
          name: `health ${resources}`,
          platform: 'http',
          url: inbox.targets.http,
          secret: SECRETS.http,
          filters: { resources },
        })
        .expect(201);
    }
    cluster.faults.deny('cronjobs');
    cluster.incidents.endWatches();
    await until(() => turns().length > 0);
    expect(turns()[0]).toMatchObject({
      event: 'update',
      cluster: 'prod-us',
      namespace: '',
      name: 'cronjobs.batch',
      actor: 'unknown',
      severity: 'critical',
      detail: { field: 'status.state', old: 'watching', new: 'stalled' },
      changes: [{}, { field: 'status.reason', new: expect.anything() }],
    });
    const { body } = await api().get('/clusters');
    expect(
      body.items[0].watches.find((it: any) => it.kind === 'CronJob'),
    ).toMatchObject({
      state: 'stalled',
      reason: expect.stringContaining('(403)'),
      remedy: expect.stringContaining('"cronjobs" of the API group "batch"'),
    });

    cluster.faults.clear();
    await until(() => turns().length > 1);
    expect(turns()[1]).toMatchObject({
      name: 'cronjobs.batch',
      severity: 'info',
      detail: { field: 'status.state', old: 'stalled', new: 'watching' },
    });
    expect(turns()).toHaveLength(2);
  });

  it('tells who made a webhook that it was disabled, by the notifications of the portal', async () => {
    const { body: made } = await api()
      .post('', {
        name: 'nobody there',
        platform: 'http',
        url: `${inbox.url}/nobody`,
        secret: SECRETS.http,
        filters: { resources: ['Deployment'], namespaces: ['team-beta'] },
      })
      .expect(201);
    await until(watching);
    for (const name of ['one', 'two', 'three']) {
      cluster.create({
        ...DEPLOYMENT,
        metadata: { name, namespace: 'team-beta' },
      });
    }
    await until(async () => {
      const { body } = await api().get(`/${made.id}`);
      return !body.enabled;
    });
    await scheduler.triggerTask('tell-creators');
    expect(notified).toMatchObject([
      {
        recipients: { type: 'entity', entityRef: made.createdBy },
        payload: {
          title: "The webhook 'nobody there' was disabled",
          description: expect.stringContaining('404'),
          severity: 'high',
          link: `/webhooks/${made.id}`,
        },
      },
    ]);
  });

  it('says which clusters cannot be watched, and why', async () => {
    const { body } = await api().get('/clusters');
    const lab = body.items.find((it: any) => it.name === 'lab');
    expect(lab).toMatchObject({
      state: 'not-watchable',
      reason: expect.stringContaining('google'),
    });
  });

  it.each(['/api/v1/webhooks', '/api/webhooks'])(
    'answers at %s, to nobody without a token',
    async base => {
      await api(base).get('').expect(200);
      const { status, body } = await api(base)
        .get('')
        .set('authorization', mockCredentials.none.header());
      expect(status).toBe(401);
      expect(body.error.name).toBe('AuthenticationError');
    },
  );
});
