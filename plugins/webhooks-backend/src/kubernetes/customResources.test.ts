import { mockServices } from '@backstage/backend-test-utils';
import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { createProjector } from '../changes/projector';
import {
  createCustom,
  define,
  definition,
  nameOfKind,
  undefine,
} from './__testUtils__/definition';
import { MemoryWatchStore } from './MemoryWatchStore.fixture';
import { ProxyTransport } from './ProxyTransport';
import { until } from './until.fixture';
import { WantedFilters } from './wanted';
import { WatchSupervisor, WatchSupervisorOptions } from './WatchSupervisor';

const CERTIFICATE = { group: 'cert-manager.io', kind: 'Certificate' };
const CERTIFICATES = nameOfKind(CERTIFICATE);
const DEFINITIONS = 'customresourcedefinitions';

let simulator: Simulator;
let store: MemoryWatchStore;
let filters: WantedFilters[];
let now: number;
let logger: ReturnType<typeof mockServices.logger.mock>;
let supervisor: WatchSupervisor;

beforeEach(async () => {
  simulator = await startCluster({ name: 'prod-us' });
  store = MemoryWatchStore.create();
  logger = mockServices.logger.mock();
  filters = [{ resources: ['Certificate'] }];
  now = Date.parse('2026-03-05T10:23:00Z');
});

afterEach(async () => {
  await supervisor.stop();
  await simulator.stop();
});

function createTransport() {
  return ProxyTransport.create({
    target: async () => ({
      baseUrl: simulator.url,
      headers: { Authorization: `Bearer ${simulator.token}` },
    }),
  });
}

function supervise(options: Partial<WatchSupervisorOptions> = {}) {
  supervisor = WatchSupervisor.create({
    clusters: async () => [{ name: 'prod-us', authProvider: 'serviceAccount' }],
    transport: createTransport(),
    store,
    project: createProjector({ hmacKey: Buffer.alloc(32, 7) }),
    logger,
    wanted: async () => filters.map(it => ({ filters: it })),
    now: () => new Date(now),
    random: () => 1,
    ...options,
  });
  supervisor.start();
}

const cluster = () => supervisor.describe()[0];
const watches = (): Record<string, WatchInfo> =>
  Object.fromEntries(
    (cluster()?.watches ?? []).map(watch => [
      `${watch.kind} ${watch.apiVersion}`,
      watch,
    ]),
  );
const stateOf = (watch: string) => watches()[watch]?.state;
const isWatching = (watch = 'Certificate cert-manager.io/v1') =>
  until(() => stateOf(watch) === 'watching');
/** The watch of the definitions is one of them. */
const followsDefinitions = (open = 1) =>
  until(() => simulator.openWatches >= open);
const told = () =>
  store.events.map(
    ({ event, resource, name, apiVersion }) =>
      `${event} ${resource} ${name} ${apiVersion}`,
  );
const storedResources = async () =>
  (await store.keys()).map(({ resource }) => resource);

function patch(resource: string, name: string, spec: object) {
  simulator.patch({ resource, namespace: 'team-alpha', name }, { spec });
}

it('watches a custom resource from the moment it is defined', async () => {
  supervise();
  await followsDefinitions();
  expect(cluster().kinds).not.toContain('Certificate.cert-manager.io');

  define(simulator, CERTIFICATE);
  await isWatching();
  expect(cluster().kinds).toContain('Certificate.cert-manager.io');
  createCustom(simulator, CERTIFICATE, 'web');
  await until(() => store.events.length > 0);
  expect(told()).toEqual(['create Certificate web cert-manager.io/v1']);
});

it('ends a watch without noise when its definition is deleted, and tells the deletions once', async () => {
  define(simulator, CERTIFICATE);
  createCustom(simulator, CERTIFICATE, 'web');
  createCustom(simulator, CERTIFICATE, 'api');
  supervise();
  await isWatching();
  await followsDefinitions(2);

  undefine(simulator, CERTIFICATE);
  await until(() => Object.keys(watches()).length === 0);
  await until(async () => (await storedResources()).length === 0);
  const ids = store.events.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(new Set(told())).toEqual(
    new Set([
      'delete Certificate api cert-manager.io/v1',
      'delete Certificate web cert-manager.io/v1',
    ]),
  );
  expect(cluster().kinds).not.toContain('Certificate.cert-manager.io');
  expect(logger.warn).not.toHaveBeenCalled();

  // Its next life begins silently.
  define(simulator, CERTIFICATE);
  await isWatching();
  expect(new Set(store.events.map(({ id }) => id)).size).toBe(2);
});

it('tells the deletions too when definitions may not be read', async () => {
  simulator.faults.deny(DEFINITIONS);
  define(simulator, CERTIFICATE);
  createCustom(simulator, CERTIFICATE, 'web');
  supervise();
  await isWatching();
  await until(() => simulator.openWatches === 1);

  undefine(simulator, CERTIFICATE);
  await until(() => Object.keys(watches()).length === 0);
  await until(async () => (await storedResources()).length === 0);
  expect(new Set(told())).toEqual(
    new Set(['delete Certificate web cert-manager.io/v1']),
  );
  expect(logger.warn).not.toHaveBeenCalled();
});

it('tells what was deleted with its definition while nobody watched', async () => {
  define(simulator, CERTIFICATE);
  createCustom(simulator, CERTIFICATE, 'web');
  supervise();
  await isWatching();
  await supervisor.stop();

  undefine(simulator, CERTIFICATE);
  supervise();
  await until(() => store.events.length > 0);
  await until(async () => (await storedResources()).length === 0);
  expect(told()).toEqual(['delete Certificate web cert-manager.io/v1']);
  expect(store.events[0].observed).toBe('catch-up');
});

describe('what is no evidence that a resource is gone', () => {
  beforeEach(async () => {
    define(simulator, CERTIFICATE);
    createCustom(simulator, CERTIFICATE, 'web');
    supervise();
    await isWatching();
    await followsDefinitions(2);
  });

  const kept = async () => ({
    state: stateOf('Certificate cert-manager.io/v1'),
    isStored: (await storedResources()).includes(CERTIFICATES),
    events: told(),
  });
  const KEPT = { state: 'watching', isStored: true, events: [] };
  /** Another definition is seen only when a discovery was made under the fault. */
  const ISSUER = { group: 'example.com', kind: 'Issuer' };

  it.each([
    ['a group that is stale', { staleGroups: [CERTIFICATE.group] }],
    [
      'a group that an old server cannot tell',
      { staleGroups: [CERTIFICATE.group], noAggregatedDiscovery: true },
    ],
  ])('%s', async (_name, faults) => {
    simulator.faults.set(faults);
    define(simulator, ISSUER);
    await until(() => cluster().kinds.includes('Issuer.example.com'));
    expect(await kept()).toEqual(KEPT);
  });

  it('a discovery that fails', async () => {
    simulator.faults.set({ answers: [{ code: 503, verbs: ['get'] }] });
    define(simulator, ISSUER);
    await until(() =>
      cluster().notes?.some(note => note.includes('cannot be looked up')),
    );
    expect(await kept()).toEqual(KEPT);
    simulator.faults.clear();
    await until(() => cluster().kinds.includes('Issuer.example.com'));
    expect(cluster().notes).toBeUndefined();
  });

  it('an API server that does not name it, but has its definition', async () => {
    await supervisor.stop();
    const transport = createTransport();
    supervise({
      transport: {
        get: (...args) => transport.get(...args),
        list: (...args) => transport.list(...args),
        watch: (...args) => transport.watch(...args),
        accepting: mediaType => {
          const accepting = transport.accepting(mediaType);
          return {
            list: (...args) => accepting.list(...args),
            watch: (...args) => accepting.watch(...args),
            get: async (...args) => {
              const body = (await accepting.get(...args)) as { items: any[] };
              const isNamed = ({ metadata }: any) =>
                metadata.name !== CERTIFICATE.group;
              return { ...body, items: body.items.filter(isNamed) };
            },
          };
        },
      },
    });
    define(simulator, ISSUER);
    await until(() => cluster()?.kinds.includes('Issuer.example.com'));
    supervisor.refresh();
    define(simulator, { group: 'example.com', kind: 'Widget' });
    await until(() => cluster().kinds.includes('Widget.example.com'));
    expect(await storedResources()).toContain(CERTIFICATES);
    expect(store.events).toEqual([]);
  });

  it('a restart while its group is stale', async () => {
    await supervisor.stop();
    simulator.faults.set({ staleGroups: [CERTIFICATE.group] });
    supervise();
    await until(() => cluster()?.kinds.length > 0);
    define(simulator, ISSUER);
    await until(() => cluster().kinds.includes('Issuer.example.com'));
    supervisor.refresh();
    createCustom(simulator, CERTIFICATE, 'meanwhile');
    simulator.faults.clear();
    define(simulator, { group: 'example.com', kind: 'Widget' });
    await isWatching();
    await until(() => store.events.length > 0);
    expect(told()).toEqual(['create Certificate meanwhile cert-manager.io/v1']);
  });
});

it('keeps two groups with the same kind apart', async () => {
  const other = { group: 'networking.example.com', kind: 'Certificate' };
  const service = { group: 'serving.knative.dev', kind: 'Service' };
  for (const it of [CERTIFICATE, other, service]) define(simulator, it);
  filters = [{ resources: ['Certificate.cert-manager.io', 'Service'] }];
  supervise();
  await isWatching();
  await isWatching('Service v1');
  expect(Object.keys(watches())).toEqual([
    'Service v1',
    'Certificate cert-manager.io/v1',
  ]);

  filters = [{ resources: ['Certificate'] }];
  supervisor.refresh();
  await isWatching('Certificate networking.example.com/v1');
  expect(Object.keys(watches())).toHaveLength(2);
  createCustom(simulator, other, 'web');
  createCustom(simulator, CERTIFICATE, 'web');
  await until(() => store.events.length === 2);
  expect(new Set(told())).toEqual(
    new Set([
      'create Certificate web networking.example.com/v1',
      'create Certificate web cert-manager.io/v1',
    ]),
  );
  expect(new Set(await storedResources())).toEqual(
    new Set([CERTIFICATES, nameOfKind(other)]),
  );
});

describe('the desired count of a custom resource', () => {
  const CACHE = { group: 'example.com', kind: 'Cache' };
  const CACHES = nameOfKind(CACHE);

  it('is where its definition says', async () => {
    define(simulator, { ...CACHE, specReplicasPath: '.spec.size' });
    createCustom(simulator, CACHE, 'web', { size: 1, replicas: 1 });
    filters = [{ resources: ['Cache'] }];
    supervise();
    await isWatching('Cache example.com/v1');
    patch(CACHES, 'web', { replicas: 2 });
    patch(CACHES, 'web', { size: 3 });
    await until(() => store.events.length === 2);
    expect(store.events.map(({ event, detail }) => [event, detail])).toEqual([
      ['update', { field: 'spec.replicas', old: 1, new: 2 }],
      ['scale', { field: 'spec.size', old: 1, new: 3 }],
    ]);
  });

  it('is taken to be spec.replicas when definitions may not be read, and that is said', async () => {
    simulator.faults.deny(DEFINITIONS);
    define(simulator, { ...CACHE, specReplicasPath: '.spec.replicas' });
    createCustom(simulator, CACHE, 'web', { replicas: 1 });
    filters = [{ resources: ['Cache'] }];
    supervise();
    await isWatching('Cache example.com/v1');
    patch(CACHES, 'web', { replicas: 2 });
    await until(() => store.events.length === 1);
    expect(store.events[0].event).toBe('scale');
    await until(() => cluster().notes);
    expect(cluster()).toMatchObject({
      state: 'watching',
      notes: [
        expect.stringContaining(`lacks get, list, watch on ${DEFINITIONS}`),
      ],
    });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('is not looked for in what has none', async () => {
    define(simulator, CACHE);
    createCustom(simulator, CACHE, 'web', { replicas: 1 });
    filters = [{ resources: ['Cache'] }];
    supervise();
    await isWatching('Cache example.com/v1');
    patch(CACHES, 'web', { replicas: 2 });
    await until(() => store.events.length === 1);
    expect(store.events[0].event).toBe('update');
  });
});

describe('a custom resource that may not be watched', () => {
  beforeEach(() => {
    define(simulator, CERTIFICATE);
    simulator.faults.deny(CERTIFICATES);
  });

  it('is shown as forbidden when it is only in all, and tried again later', async () => {
    filters = [{}];
    supervise();
    await until(
      () => stateOf('Certificate cert-manager.io/v1') === 'forbidden',
    );
    await isWatching('PersistentVolumeClaim v1');
    expect(cluster().state).toBe('watching');
    expect(watches()['Certificate cert-manager.io/v1'].reason).toMatch(
      `lacks get, list, watch on ${CERTIFICATES}`,
    );
    expect(logger.warn).not.toHaveBeenCalled();

    simulator.faults.clear();
    now += 10 * 60_000;
    supervisor.refresh();
    await isWatching();
    createCustom(simulator, CERTIFICATE, 'web');
    await until(() => store.events.some(({ name }) => name === 'web'));
  });

  it('fails when somebody names it', async () => {
    filters = [{}];
    supervise();
    await until(
      () => stateOf('Certificate cert-manager.io/v1') === 'forbidden',
    );
    filters = [{}, { resources: ['Certificate.cert-manager.io'] }];
    supervisor.refresh();
    await until(() => cluster().state === 'failing');
    expect(stateOf('Certificate cert-manager.io/v1')).toBe('failing');
    expect(cluster().reason).toMatch(`watch on ${CERTIFICATES} (403)`);
  });
});

describe('a new version of a custom resource', () => {
  const upgraded = { ...CERTIFICATE, versions: ['v1alpha1', 'v1'] };

  beforeEach(() => {
    define(simulator, { ...CERTIFICATE, versions: ['v1alpha1'] });
    createCustom(simulator, upgraded, 'web', { issuer: 'a' });
  });

  const upgrade = () =>
    simulator.patch(
      { resource: DEFINITIONS, name: CERTIFICATES },
      { spec: { versions: definition(upgraded).spec.versions } },
    );

  it('goes on silently in the version that is preferred now', async () => {
    supervise();
    await isWatching('Certificate cert-manager.io/v1alpha1');
    await followsDefinitions(2);
    upgrade();
    await isWatching();
    expect(Object.keys(watches())).toHaveLength(1);

    patch(CERTIFICATES, 'web', { issuer: 'b' });
    await until(() => store.events.length > 0);
    expect(told()).toEqual(['update Certificate web cert-manager.io/v1']);
    expect(store.events[0].detail).toEqual({
      field: 'spec.issuer',
      old: 'a',
      new: 'b',
    });
  });

  it('does the same after a restart, and tells what happened meanwhile', async () => {
    supervise();
    await isWatching('Certificate cert-manager.io/v1alpha1');
    await supervisor.stop();

    upgrade();
    createCustom(simulator, upgraded, 'meanwhile');
    supervise();
    await isWatching();
    await until(() => store.events.length > 0);
    expect(told()).toEqual(['create Certificate meanwhile cert-manager.io/v1']);
  });
});

describe('app-config', () => {
  const FOO = { group: 'example.com', kind: 'Foo' };

  beforeEach(() => {
    define(simulator, CERTIFICATE);
    define(simulator, FOO);
    filters = [{}];
  });

  it('can leave out custom resources', async () => {
    supervise({ excludedCustomResources: ['*.cert-manager.io'] });
    await isWatching('Foo example.com/v1');
    expect(cluster().kinds).toContain('Foo.example.com');
    expect(cluster().kinds).not.toContain('Certificate.cert-manager.io');
    expect(watches()).not.toHaveProperty(['Certificate cert-manager.io/v1']);
  });

  it('can leave out all but those that it names', async () => {
    supervise({ excludedCustomResources: ['*'], extraResources: [FOO] });
    await isWatching('Foo example.com/v1');
    expect(cluster().kinds).not.toContain('Certificate.cert-manager.io');
  });
});

it('watches the kinds of Kubernetes first, and hundreds of custom resources in the end', async () => {
  for (let i = 0; i < 120; i += 1) {
    define(simulator, { group: 'example.com', kind: `Kind${i}x` });
  }
  filters = [{}];
  supervise();
  await until(() => cluster()?.watches.length === 15 + 120);
  await until(() => cluster().watches.every(it => it.state === 'watching'));
  expect(cluster().watches[0].kind).toBe('Deployment');
  expect(cluster().watches[15].kind).toBe('Kind0x');
  // And one for the definitions.
  await until(() => simulator.openWatches === 15 + 120 + 1);
});
