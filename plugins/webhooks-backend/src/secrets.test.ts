import { setTimeout as delay } from 'node:timers/promises';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { Cluster, startCluster } from 'cluster-simulator';
import fc from 'fast-check';
import request from 'supertest';
import { captureOutput } from './__testUtils__/secrets/captureOutput';
import { Planting, PLANTINGS } from './__testUtils__/secrets/plantings';
import { anyKey, anySecret, findSecret } from './__testUtils__/secrets/secrets';
import { auditEvent } from './audit/auditEvent.fixture';
import { apiVersionOf, resourceName } from './changes/types';
import {
  Receiver,
  startReceiver,
} from './delivery/__testUtils__/startReceiver';
import { define } from './kubernetes/__testUtils__/definition';
import { until } from './kubernetes/until.fixture';
import { NO_NOISE_CONTROL } from './noise/noNoiseControl.fixture';
import { webhooksKubernetesModuleProxyGuard } from './kubernetes/proxyGuard';
import { webhooksPlugin } from './plugin';

const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number, offset: number) =>
  fc.sample(arbitrary, { numRuns: count, seed: SEED + offset });

const NAMESPACE = 'team-alpha';
const CLUSTER_WIDE = ['Node', 'Namespace', 'StorageClass'];
/** Each with a key in its URL, and a secret where it takes one. */
const PLATFORMS = ['slack', 'discord', 'dingtalk', 'feishu', 'wecom', 'http'];
const WITH_SECRET = ['dingtalk', 'feishu', 'http'];
const [AUDIT_TOKEN, WRONG_TOKEN, HEADER_VALUE, NEXT_SECRET] = sample(
  anyKey,
  4,
  0,
);
/** Of the URL of each platform, and then the secret of each. */
const KEYS = sample(anyKey, 2 * PLATFORMS.length, 1);

/** What the owner of a URL has: its key, and the secret of the platform, if that takes one. */
function ownedBy(url: string): string[] {
  const i = PLATFORMS.findIndex((_, place) => url.includes(KEYS[place]));
  const secret = KEYS[PLATFORMS.length + i];
  return WITH_SECRET.includes(PLATFORMS[i]) ? [KEYS[i], secret] : [KEYS[i]];
}

/** A secret in an object, and the one that it is changed to. */
interface Planted {
  readonly planting: Planting;
  readonly name: string;
  readonly secrets: readonly [string, string];
}

/** One object for every place, of whatever kind: the kinds have a test of their own. */
function plantEach(served: (planting: Planting) => boolean): Planted[] {
  const places = new Map<string, Planting>();
  for (const planting of PLANTINGS.filter(served)) {
    if (!places.has(planting.place)) places.set(planting.place, planting);
  }
  const secrets = sample(anySecret, 2 * places.size, 2);
  return [...places.values()].map((planting, i) => ({
    planting,
    name: `planted-${i}`,
    secrets: [secrets[2 * i], secrets[2 * i + 1]],
  }));
}

function manifest({ type, plant }: Planting, name: string, secret: string) {
  const { metadata, ...body } = plant(secret);
  const place = CLUSTER_WIDE.includes(type.kind)
    ? {}
    : { namespace: NAMESPACE };
  return {
    ...body,
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata: { ...place, name, annotations: metadata?.annotations },
  };
}

describe(`secrets in a portal (FAULT_SEED=${SEED})`, () => {
  const output = captureOutput();
  let cluster: Cluster;
  let receiver: Receiver;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let planted: Planted[];
  let answers = '';

  beforeAll(async () => {
    cluster = await startCluster({ name: 'prod-us', bookmarkIntervalMs: 500 });
    for (const { group, kind } of PLANTINGS.map(({ type }) => type)) {
      if (!group.includes('.') || group.endsWith('k8s.io')) continue;
      if (!cluster.serves(`${kind.toLowerCase()}s.${group}`)) {
        define(cluster, { group, kind });
      }
    }
    planted = plantEach(({ type }) => cluster.serves(resourceName(type)));
    // It repeats what it was called by, as many servers do, and every other time it refuses.
    receiver = await startReceiver((req, res) => {
      res.statusCode = receiver.received.length % 2 ? 200 : 400;
      res.setHeader('x-request', req.url!);
      const owned = ownedBy(req.url!);
      res.end(`${req.url} ${JSON.stringify(req.headers)} ${owned.join(' ')}`);
    });
    backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        // Not by the loader: the test's own module needs to be known as one of the plugin.
        webhooksPlugin,
        webhooksKubernetesModuleProxyGuard,
        catalogServiceMock.factory({ entities: [] }),
        ...output.features,
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
                clusters: [{ name: 'prod-us', tokens: [AUDIT_TOKEN] }],
                grace: { seconds: 0 },
              },
            },
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await cluster?.stop();
  });

  /** Calls the API, and keeps what it answers, but for what is answered to whoever makes a secret. */
  async function call(
    method: 'get' | 'post' | 'put',
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ) {
    const response = await request(backend.server)
      [method](`/api/v1/webhooks${path}`)
      .set({ 'content-type': 'application/json', ...headers })
      .send(body);
    answers += `${method} ${path} ${JSON.stringify(response.headers)} ${
      response.text
    }\n`;
    return response.body;
  }

  /**
   * Creates an object of each kind, and waits until all are told to everybody, and sent where no
   * platform's budget delays that.
   */
  let marks = 0;
  async function everythingIsTold() {
    marks += 1;
    const one = new Map(
      planted.map(it => [it.planting.type.kind, it.planting]),
    );
    for (const planting of one.values()) {
      cluster.create(manifest(planting, `mark-${marks}`, ''));
    }
    await until(async () => {
      const told = await output
        .knex()('deliveries')
        .where('event', 'like', `%"mark-${marks}"%`);
      const untried = await output
        .knex()('deliveries')
        .where({ status: 'pending', attempts: 0 })
        .whereIn('webhook_id', knex =>
          knex.from('webhooks').select('id').where({ platform: 'http' }),
        );
      await delay(100);
      return told.length >= one.size * PLATFORMS.length && !untried.length;
    });
  }

  const nameOf = ({ planting: { type }, name }: Planted) => ({
    resource: resourceName(type),
    name,
    ...(!CLUSTER_WIDE.includes(type.kind) && { namespace: NAMESPACE }),
  });
  const create = (it: Planted) =>
    cluster.create(manifest(it.planting, it.name, it.secrets[0]));
  const change = (it: Planted, which: 0 | 1) =>
    cluster.patch(
      nameOf(it),
      manifest(it.planting, it.name, it.secrets[which]),
    );

  async function makeWebhooks() {
    const ids: string[] = [];
    for (const [i, platform] of PLATFORMS.entries()) {
      const key = KEYS[i];
      const url = `${receiver.url}/${key}?access_token=${key}&key=${key}`;
      const { id } = await call('post', '', {
        name: platform,
        platform,
        url,
        ...(WITH_SECRET.includes(platform) && {
          secret: KEYS[PLATFORMS.length + i],
        }),
        noise: NO_NOISE_CONTROL,
        ...(platform === 'http' && {
          headers: [{ name: 'x-api-key', value: HEADER_VALUE }],
        }),
      });
      ids.push(id);
    }
    return ids;
  }

  async function provokeErrors(id: string) {
    const [key] = KEYS;
    // Refused by the API.
    await call('post', '', `{"url":"https://x.example/${key}"`);
    await call('post', '', {
      name: 'a',
      platform: 'slack',
      url: `ftp://${key}`,
    });
    await call('post', '', {
      name: 'a',
      platform: 'http',
      url: 5,
      secret: [key],
    });
    await call('put', `/${id}`, { name: 'a', platform: 'discord', note: key });
    // Refused, and taken, by the audit ingest.
    const [secret] = planted[0].secrets;
    const list = {
      kind: 'EventList',
      apiVersion: 'audit.k8s.io/v1',
      items: [
        auditEvent({ requestObject: { data: secret } }),
        { requestObject: secret },
      ],
    };
    for (const token of [WRONG_TOKEN, AUDIT_TOKEN]) {
      const authorization = `Bearer ${token}`;
      await call('post', '/audit/prod-us', list, { authorization });
    }
    const authorization = `Bearer ${AUDIT_TOKEN}`;
    await call('post', '/audit/prod-us', `{"a":"${secret.slice(0, 16)}`, {
      authorization,
    });
  }

  it('are nowhere but in what the owner sends', async () => {
    const half = Math.floor(planted.length / 2);
    planted.slice(0, half).forEach(create);
    const ids = await makeWebhooks();
    await until(async () => {
      const { items } = await call('get', '/clusters');
      const { watches } = items[0];
      return (
        watches.length > 15 &&
        watches.every((it: any) => it.state === 'watching')
      );
    });
    planted.slice(half).forEach(create);
    planted.forEach(it => change(it, 1));
    await everythingIsTold();

    // The database refuses what is to be stored.
    await output
      .knex()
      .raw(
        `create trigger refuse before insert on watched_objects begin select raise(abort, 'refused'); end`,
      );
    planted.forEach(it => change(it, 0));
    await until(() => output.logs().includes('refused'));
    await output.knex().raw('drop trigger refuse');
    cluster.incidents.malformedLine();
    await everythingIsTold();

    // What happens meanwhile is known only from a new list.
    cluster.faults.set({ answers: [{ code: 503 }] });
    cluster.incidents.closeAbruptly();
    planted.forEach(it => change(it, 1));
    planted.slice(0, half).forEach(it => cluster.delete(nameOf(it)));
    cluster.incidents.compact();
    cluster.faults.clear();
    await everythingIsTold();
    planted.slice(half).forEach(it => cluster.delete(nameOf(it)));
    await everythingIsTold();

    await provokeErrors(ids[0]);
    for (const id of ids) {
      await call('post', `/${id}/test`);
      const { items } = await call('get', `/${id}/deliveries?limit=100`);
      await call('get', `/${id}`);
      await call('get', `/${id}/deliveries/${items[0].id}`);
      await call('get', `/${id}/deliveries/${items[1].id}`);
    }
    // The one before signs as well for a while, and stays as secret.
    const http = ids[PLATFORMS.indexOf('http')];
    await call('post', `/${http}/rotate-secret`, { secret: NEXT_SECRET });
    await call('post', `/${http}/test`);
    for (const platform of PLATFORMS)
      await call('post', '/preview', { platform });
    for (const path of ['', '/platforms', '/clusters', '/events', '/storage'])
      await call('get', path);

    const bodies = receiver.received.map(({ body }) => body).join('\n');
    const sent = JSON.stringify(receiver.received);
    const logs = output.logs();
    const tables = await output.tables();
    // There is something to search, of every kind of change.
    const told = await output.knex()('deliveries').where({ test: false });
    expect(told.length).toBeGreaterThan(planted.length * PLATFORMS.length);
    expect(bodies).toContain('catch-up');
    expect(logs).toContain('refused');
    for (const audited of [
      'webhook-mutate',
      'webhook-test',
      'event-export',
      'access-denied',
      'succeeded',
      'failed',
    ]) {
      expect(logs).toContain(audited);
    }

    for (const secret of planted.flatMap(it => it.secrets)) {
      expect(findSecret(secret, tables)).toEqual([]);
      expect(findSecret(secret, logs)).toEqual([]);
      expect(findSecret(secret, answers)).toEqual([]);
      expect(findSecret(secret, sent)).toEqual([]);
    }
    const keys = [AUDIT_TOKEN, WRONG_TOKEN, HEADER_VALUE, NEXT_SECRET, ...KEYS];
    for (const key of keys) {
      expect(findSecret(key, tables)).toEqual([]);
      expect(findSecret(key, logs)).toEqual([]);
      expect(findSecret(key, answers)).toEqual([]);
      expect(findSecret(key, bodies)).toEqual([]);
    }
  }, 150_000);
});
