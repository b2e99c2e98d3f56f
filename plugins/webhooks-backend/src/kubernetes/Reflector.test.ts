import { mockServices } from '@backstage/backend-test-utils';
import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { createProjector } from '../changes/projector';
import { resourceName } from '../changes/types';
import { ClusterError } from './ClusterError';
import { MemoryWatchStore } from './MemoryWatchStore.fixture';
import { ProxyTransport } from './ProxyTransport';
import { Reflector } from './Reflector';
import { DEFAULT_RESOURCES } from './resources';
import { until } from './until.fixture';
import { WatchStatus } from './WatchStatus';
import { WatchEvent, WatchTransport } from './WatchTransport';

const CLUSTER = { name: 'prod-us', authProvider: 'serviceAccount' };
const API_SERVER = {
  resource: 'deployments',
  namespace: 'team-alpha',
  name: 'api-server',
};
const project = createProjector({ hmacKey: Buffer.alloc(32, 7) });

let simulator: Simulator;
let store: MemoryWatchStore;
let running: { stop(): Promise<void> }[];

beforeEach(async () => {
  simulator = await startCluster({ name: 'prod-us', bookmarkIntervalMs: 50 });
  store = MemoryWatchStore.create();
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map(reflector => reflector.stop()));
  await simulator.stop();
});

function transport(
  options: { silenceMs?: number; watchSeconds?: number } = {},
): ProxyTransport {
  return ProxyTransport.create({
    target: async () => ({
      baseUrl: simulator.url,
      headers: { Authorization: `Bearer ${simulator.token}` },
    }),
    pageSize: 2,
    ...options,
  });
}

/** Some of the real transport, replaced. */
function transportWith(
  replace: (real: ProxyTransport) => Partial<WatchTransport>,
): WatchTransport {
  const real = transport();
  return {
    get: real.get.bind(real),
    list: real.list.bind(real),
    watch: real.watch.bind(real),
    ...replace(real),
  };
}

function watch(
  resource: string,
  options: { transport?: WatchTransport; now?: () => Date } = {},
) {
  const type = DEFAULT_RESOURCES.find(it => resourceName(it) === resource)!;
  const logger = mockServices.logger.mock();
  const { now = () => new Date() } = options;
  const key = { cluster: CLUSTER.name, resource };
  const reflector = Reflector.create({
    cluster: CLUSTER,
    type,
    transport: options.transport ?? transport(),
    store,
    project,
    status: WatchStatus.create({ key, logger, now }),
    now,
    // The longest jitter, so that a test waits as little as can be.
    random: () => 1,
  });
  const controller = new AbortController();
  const ended = reflector.run(controller.signal);
  const started = {
    reflector,
    logger,
    stop: async () => {
      controller.abort();
      await ended;
    },
    isWatching: () =>
      until(
        () =>
          reflector.describe().info.state === 'watching' &&
          simulator.openWatches > 0,
      ),
    isFailing: () =>
      until(
        () =>
          reflector.describe().info.state === 'failing' &&
          reflector.describe().info.reason,
      ),
  };
  running.push(started);
  return started;
}

function createDeployment(name = 'api-server', replicas = 3) {
  return simulator.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'team-alpha' },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'web', image: 'web:1.2' }] },
      },
    },
  });
}

const told = () =>
  store.events.map(
    ({ event, name, observed }) => `${observed}: ${event} ${name}`,
  );
const untilTold = (count: number) => until(() => told().length >= count);
const cursor = async () =>
  (await store.load({ cluster: 'prod-us', resource: 'deployments.apps' }))
    .resourceVersion;

it('takes the first list as a silent baseline, and tells what changes then', async () => {
  for (const name of ['api-server', 'a', 'b', 'c', 'd']) createDeployment(name);
  const { isWatching, reflector } = watch('deployments.apps');
  await isWatching();

  simulator.scale(API_SERVER, 5);
  createDeployment('new');
  simulator.delete({ ...API_SERVER, name: 'a' });
  await untilTold(3);

  expect(told()).toEqual([
    'watch: scale api-server',
    'watch: create new',
    'watch: delete a',
  ]);
  expect(store.events[0]).toMatchObject({
    cluster: 'prod-us',
    namespace: 'team-alpha',
    resource: 'Deployment',
    actor: 'kubectl',
    actorSource: 'field-manager',
    detail: { field: 'spec.replicas', old: 3, new: 5 },
  });
  expect([...reflector.namespaces()]).toEqual(['team-alpha']);
});

it('tells when a change was seen, however long nothing happened before', async () => {
  createDeployment();
  let time = Date.parse('2026-03-05T10:23:00Z');
  const now = () => new Date(time);
  await watch('deployments.apps', { now }).isWatching();
  simulator.scale(API_SERVER, 4);
  await untilTold(1);
  time += 60_000;
  simulator.scale(API_SERVER, 5);
  await untilTold(2);
  expect(store.events.map(({ timestamp }) => timestamp)).toEqual([
    '2026-03-05T10:23:00Z',
    '2026-03-05T10:24:00Z',
  ]);
});

it('resumes after a restart where it was, and neither floods nor forgets', async () => {
  createDeployment();
  const first = watch('deployments.apps');
  await first.isWatching();
  await first.stop();

  simulator.scale(API_SERVER, 5);
  const second = watch('deployments.apps');
  await untilTold(1);
  await second.isWatching();

  expect(told()).toEqual(['watch: scale api-server']);
});

it('compares a fresh list with what it knew when the cluster has forgotten', async () => {
  createDeployment('api-server');
  createDeployment('gone');
  createDeployment('again');
  const first = watch('deployments.apps');
  await first.isWatching();
  await first.stop();

  simulator.scale(API_SERVER, 5);
  simulator.delete({ ...API_SERVER, name: 'gone' });
  simulator.delete({ ...API_SERVER, name: 'again' });
  createDeployment('again');
  createDeployment('new');
  simulator.incidents.compact();
  await watch('deployments.apps').isWatching();
  await untilTold(5);

  expect(told().sort()).toEqual([
    'catch-up: create again',
    'catch-up: create new',
    'catch-up: delete again',
    'catch-up: delete gone',
    'catch-up: scale api-server',
  ]);
  const again = store.events.filter(({ name }) => name === 'again');
  expect(again.map(({ event }) => event)).toEqual(['delete', 'create']);
});

it.each([
  { verbs: ['list'], resource: 'deployments', code: 500, times: 3 },
  { verbs: ['watch'], resource: 'deployments', code: 410, times: 1 },
])('comes back after %j', async fault => {
  createDeployment();
  simulator.faults.set({ answers: [fault] });
  const { isWatching } = watch('deployments.apps');
  await isWatching();
  simulator.scale(API_SERVER, 5);
  await untilTold(1);
  expect(told()).toEqual(['watch: scale api-server']);
});

describe('a server that cannot stream lists', () => {
  it.each<[string, () => WatchTransport]>([
    ['refuses', () => transport()],
    [
      'takes no notice of that',
      () =>
        transportWith(real => ({
          watch: (cluster, type, options) =>
            real.watch(cluster, type, {
              ...options,
              resourceVersion: options.resourceVersion ?? '0',
            }),
        })),
    ],
  ])('and %s is asked page by page', async (_name, create) => {
    for (const name of ['a', 'b', 'c']) createDeployment(name);
    simulator.faults.set({ noInitialEvents: true });
    const { isWatching, reflector } = watch('deployments.apps', {
      transport: create(),
    });
    await isWatching();
    simulator.scale({ ...API_SERVER, name: 'a' }, 5);
    await untilTold(1);
    expect(told()).toEqual(['watch: scale a']);
    expect(reflector.describe().info.reason).toBeUndefined();
  });
});

it('does not take a streamed list that broke off for the whole', async () => {
  for (const name of ['a', 'b', 'c', 'd']) createDeployment(name);
  const first = watch('deployments.apps');
  await first.isWatching();
  await first.stop();

  let isBroken = false;
  createDeployment('new');
  simulator.incidents.compact();
  const { isWatching } = watch('deployments.apps', {
    transport: transportWith(real => ({
      async *watch(...args) {
        for await (const [event] of real.watch(...args)) {
          yield [event];
          if (isBroken || event.type !== 'ADDED') continue;
          isBroken = true;
          const error = new ClusterError('unreachable', { reason: 'reset' });
          yield [{ type: 'ERROR', error }];
          return;
        }
      },
    })),
  });
  await untilTold(1);
  await isWatching();
  expect(isBroken).toBe(true);
  expect(told()).toEqual(['catch-up: create new']);
});

it('takes no notice of what is sent twice or late', async () => {
  createDeployment();
  const { isWatching } = watch('deployments.apps', {
    transport: transportWith(real => ({
      async *watch(...args) {
        const sent: WatchEvent[] = [];
        for await (const events of real.watch(...args)) {
          yield events;
          sent.push(...events.filter(({ type }) => type === 'MODIFIED'));
          // Everything once more, in the order in which it came.
          if (sent.length > 1) yield sent;
        }
      },
    })),
  });
  await isWatching();
  simulator.scale(API_SERVER, 4);
  await untilTold(1);
  simulator.scale(API_SERVER, 5);
  simulator.scale(API_SERVER, 6);
  await untilTold(3);
  createDeployment('last');
  await untilTold(4);
  expect(store.events.map(({ detail }) => detail.new)).toEqual([
    4,
    5,
    6,
    expect.stringContaining('3 replicas'),
  ]);
});

it('compares with a list when a restored cluster has not reached the place yet', async () => {
  createDeployment();
  const first = watch('deployments.apps');
  await first.isWatching();
  await first.stop();
  await store.commit({
    key: first.reflector.key,
    resourceVersion: '99999999999999999999',
    upserts: [],
    deletes: [],
    events: [],
  });
  simulator.scale(API_SERVER, 5);
  watch('deployments.apps', { transport: transport({ silenceMs: 200 }) });
  await untilTold(1);
  expect(told()).toEqual(['catch-up: scale api-server']);
});

it('does not take a list that broke off for the whole', async () => {
  for (const name of ['a', 'b', 'c', 'd']) createDeployment(name);
  const first = watch('deployments.apps');
  await first.isWatching();
  await first.stop();

  let pages = 0;
  simulator.faults.set({ noInitialEvents: true });
  createDeployment('new');
  simulator.incidents.compact();
  const { isWatching } = watch('deployments.apps', {
    transport: transportWith(real => ({
      async *list(...args) {
        for await (const page of real.list(...args)) {
          pages += 1;
          yield page;
          if (pages === 1) throw new Error('the second page never came');
        }
      },
    })),
  });
  await untilTold(1);
  await isWatching();
  expect(told()).toEqual(['catch-up: create new']);
});

it('tells a recreated object as deleted and created', async () => {
  createDeployment();
  await watch('deployments.apps').isWatching();
  simulator.delete(API_SERVER);
  createDeployment();
  await untilTold(2);
  expect(told()).toEqual([
    'watch: delete api-server',
    'watch: create api-server',
  ]);
});

it('writes the place of a bookmark down', async () => {
  createDeployment();
  await watch('deployments.apps').isWatching();
  const before = await cursor();
  simulator.ensureNamespace('something-else');
  await until(async () => (await cursor()) !== before);
  expect(told()).toEqual([]);
});

it.each<[string, () => void]>([
  ['a reset', () => simulator.incidents.reset()],
  [
    'a connection closed in the middle',
    () => simulator.incidents.closeAbruptly(),
  ],
  ['the end of the watch', () => simulator.incidents.endWatches()],
  ['a malformed line', () => simulator.incidents.malformedLine()],
])('goes on after %s', async (_name, incident) => {
  createDeployment();
  const { isWatching } = watch('deployments.apps');
  await isWatching();
  simulator.scale(API_SERVER, 4);
  await untilTold(1);

  incident();
  simulator.scale(API_SERVER, 5);
  await untilTold(2);

  expect(told()).toEqual([
    'watch: scale api-server',
    'watch: scale api-server',
  ]);
});

it('asks again for an object of which a part is not JSON', async () => {
  createDeployment();
  let spoil = false;
  const spoiling = transportWith(real => ({
    async *watch(...options) {
      for await (const events of real.watch(...options)) {
        for (const event of events) {
          if (spoil && event.type === 'MODIFIED') {
            event.object.spec = Buffer.from('{"replicas":');
            spoil = false;
          }
        }
        yield events;
      }
    },
  }));
  await watch('deployments.apps', { transport: spoiling }).isWatching();
  spoil = true;
  simulator.scale(API_SERVER, 4);
  await untilTold(1);
  expect(told()).toEqual(['watch: scale api-server']);
  expect(spoil).toBe(false);
});

it('notices a stream that has gone silent', async () => {
  createDeployment();
  const { isWatching } = watch('deployments.apps', {
    transport: transport({ silenceMs: 300 }),
  });
  await isWatching();
  simulator.incidents.freeze();
  simulator.scale(API_SERVER, 5);
  await untilTold(1);
  expect(told()).toEqual(['watch: scale api-server']);
});

it('says that a cluster answers nothing at all', async () => {
  simulator.faults.set({ hang: true });
  const { isFailing } = watch('deployments.apps', {
    transport: transport({ silenceMs: 300 }),
  });
  expect(await isFailing()).toMatch('The cluster sent nothing for');
});

it('says that the cluster cannot be reached, and comes back', async () => {
  createDeployment();
  const { isFailing, isWatching, logger } = watch('deployments.apps');
  await isWatching();
  await simulator.incidents.refuseConnections();
  expect(await isFailing()).toMatch(/broke|reached/);
  await simulator.incidents.acceptConnections();
  simulator.scale(API_SERVER, 5);
  await untilTold(1);
  await isWatching();
  expect(logger.info).toHaveBeenCalledWith(
    'Watch of deployments.apps in prod-us: watching',
  );
});

it('says which right is missing, and does not disturb other kinds', async () => {
  createDeployment();
  simulator.faults.deny('secrets');
  const secrets = watch('secrets');
  await watch('deployments.apps').isWatching();
  expect(await secrets.isFailing()).toBe(
    'The cluster role of Backstage lacks get, list, watch on secrets (403)',
  );
  simulator.scale(API_SERVER, 5);
  await untilTold(1);
  expect(secrets.logger.warn).toHaveBeenCalledWith(
    'Watch of secrets in prod-us: The cluster role of Backstage lacks get, list, watch on secrets (403). Give the cluster role of Backstage get, list and watch on the resource "secrets" of the core API group ""',
  );
});

it('says that the token has expired, without the token', async () => {
  simulator.faults.set({ answers: [{ code: 401 }] });
  const { isFailing, reflector } = watch('deployments.apps');
  const reason = await isFailing();
  expect(reason).toMatch('does not accept the credentials');
  expect(reason).not.toMatch(simulator.token);
  expect(reflector.describe().info.remedy).toMatch('Renew the token');
});

it('takes objects of 1.5 MB', async () => {
  const data = { blob: 'x'.repeat(1_500_000) };
  const configMap = (name: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'team-alpha' },
    data,
  });
  simulator.create(configMap('old'));
  const { isWatching } = watch('configmaps');
  await isWatching();
  simulator.create(configMap('new'));
  await untilTold(1);
  expect(told()).toEqual(['watch: create new']);
  const { objects } = await store.load({
    cluster: 'prod-us',
    resource: 'configmaps',
  });
  expect(JSON.stringify(objects).length).toBeLessThan(2000);
});

it('tells nothing twice and loses nothing when the store fails', async () => {
  createDeployment();
  const { isFailing, isWatching } = watch('deployments.apps');
  await isWatching();
  store.failures = 1;
  simulator.scale(API_SERVER, 5);
  expect(await isFailing()).toBe(
    'What the cluster sent could not be stored: SQLITE_BUSY',
  );
  await untilTold(1);
  expect(told()).toEqual(['watch: scale api-server']);
});

it('never keeps the value of a Secret', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', namespace: 'team-alpha' },
    type: 'Opaque',
    data: { password: 'aHVudGVyMg==' },
  };
  simulator.create(secret);
  await watch('secrets').isWatching();
  simulator.patch(
    { resource: 'secrets', namespace: 'team-alpha', name: 'db' },
    { data: { password: 'aHVudGVyMw==' } },
  );
  await untilTold(1);
  const { objects } = await store.load({
    cluster: 'prod-us',
    resource: 'secrets',
  });
  expect(store.events[0].detail).toEqual({
    field: 'data.password',
    old: '***',
    new: '***',
  });
  expect(JSON.stringify([objects, store.events])).not.toMatch('aHVudGVyM');
});

it('leaves nothing open when it stops', async () => {
  const { isWatching, stop } = watch('deployments.apps');
  await isWatching();
  await stop();
  await until(() => simulator.openWatches === 0);
  await until(() => simulator.openSockets === 0);
  expect(told()).toEqual([]);
});

it('takes no step back when a stream repeats what it told', async () => {
  createDeployment();
  const { isWatching } = watch('deployments.apps');
  await isWatching();

  simulator.faults.set({ silence: true, duplicate: true });
  simulator.scale(API_SERVER, 5);
  simulator.scale(API_SERVER, 6);
  simulator.faults.set({ silence: false });
  simulator.scale(API_SERVER, 7);
  await until(() => store.events.at(-1)?.detail.new === 7);

  expect(store.events.map(({ detail }) => [detail.old, detail.new])).toEqual([
    [3, 5],
    [5, 6],
    [6, 7],
  ]);
});

it('counts what it tells, what it knows, and how late it was', async () => {
  createDeployment();
  const { isWatching, reflector } = watch('deployments.apps');
  await isWatching();
  expect(reflector.describe()).toEqual({
    info: {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      resource: 'deployments.apps',
      state: 'watching',
      lastSeenAt: expect.any(String),
      lastRelist: { at: expect.any(String), cause: 'first' },
      gaps: { count: 0, since: expect.any(String) },
      objects: 1,
    },
  });
  createDeployment('later');
  await untilTold(1);
  await until(() => reflector.describe().info.lastEventAt);
  const { info } = reflector.describe();
  expect(info.objects).toBe(2);
  expect(info.lagMs).toBeGreaterThanOrEqual(0);
});

it('counts a list after a gap, and says what it was for', async () => {
  createDeployment();
  const { isWatching, reflector } = watch('deployments.apps');
  await isWatching();
  simulator.incidents.reset();
  createDeployment('later');
  simulator.incidents.compact();
  await until(() => reflector.describe().info.gaps.count > 0);
  expect(reflector.describe().info).toMatchObject({
    lastRelist: { cause: 'expired' },
    gaps: { count: 1 },
  });
});
