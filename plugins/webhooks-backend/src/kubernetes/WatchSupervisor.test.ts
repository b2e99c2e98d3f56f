import { mockServices } from '@backstage/backend-test-utils';
import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { createProjector } from '../changes/projector';
import { ExtraResource } from './chooseResources';
import { LeaseKeeper } from './LeaseKeeper';
import { MemoryWatchStore } from './MemoryWatchStore.fixture';
import { ProxyTransport } from './ProxyTransport';
import { until } from './until.fixture';
import { WantedFilters } from './wanted';
import { WatchSupervisor } from './WatchSupervisor';
import { Cluster } from './WatchTransport';

const PROD: Cluster = { name: 'prod-us', authProvider: 'serviceAccount' };
const OIDC: Cluster = {
  name: 'lab',
  authProvider: 'oidc',
  notWatchable: { reason: 'needs the token of a user' },
};

let simulator: Simulator;
let store: MemoryWatchStore;
let clusters: Cluster[];
let filters: WantedFilters[];
let isBackendAway: boolean;
let now: number;
let logger: ReturnType<typeof mockServices.logger.mock>;
let supervisor: WatchSupervisor;

beforeEach(async () => {
  simulator = await startCluster({ name: 'prod-us' });
  store = MemoryWatchStore.create();
  clusters = [PROD];
  isBackendAway = false;
  logger = mockServices.logger.mock();
  filters = [{ resources: ['Deployment'] }];
  now = Date.parse('2026-03-05T10:23:00Z');
});

afterEach(async () => {
  await supervisor.stop();
  await simulator.stop();
});

function supervise(extraResources: ExtraResource[] = [], leases?: LeaseKeeper) {
  supervisor = WatchSupervisor.create({
    clusters: async () => {
      if (isBackendAway) throw new Error('the Kubernetes backend is away');
      return clusters;
    },
    transport: ProxyTransport.create({
      target: async () => ({
        baseUrl: simulator.url,
        headers: { Authorization: `Bearer ${simulator.token}` },
      }),
    }),
    store,
    project: createProjector({ hmacKey: Buffer.alloc(32, 7) }),
    logger,
    wanted: async () => filters.map((it, id) => ({ id, filters: it })),
    extraResources,
    leases,
    now: () => new Date(now),
    random: () => 1,
  });
  supervisor.start();
}

const find = (name: string) =>
  supervisor.describe().find(cluster => cluster.name === name);
const kindsOf = (name: string) => find(name)?.watches.map(({ kind }) => kind);
const isWatching = (...kinds: string[]) =>
  until(
    () =>
      JSON.stringify(kindsOf('prod-us')) === JSON.stringify(kinds) &&
      find('prod-us')!.watches.every(({ state }) => state === 'watching') &&
      simulator.openWatches === kinds.length,
  );
const resources = async () => (await store.keys()).map(key => key.resource);

function createDeployment(name: string) {
  const labels = { app: name };
  simulator.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'team-alpha' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'web:1' }] },
      },
    },
  });
}

it('watches only what some enabled webhook wants', async () => {
  createDeployment('web');
  supervise();
  await isWatching('Deployment');
  expect(find('prod-us')).toMatchObject({
    state: 'watching',
    namespaces: ['team-alpha'],
    watches: [{ kind: 'Deployment', apiVersion: 'apps/v1' }],
  });
  expect(find('prod-us')?.kinds).toEqual([
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
    'Pod',
    'Service',
    'Ingress',
    'Node',
    'Namespace',
    'ConfigMap',
    'Secret',
    'HorizontalPodAutoscaler',
    'PersistentVolumeClaim',
  ]);
});

it('watches every default kind for a webhook that wants all', async () => {
  filters = [{ clusters: ['*'], resources: [] }];
  supervise();
  // One more is that of the definitions of custom resources.
  await until(() => simulator.openWatches === 16);
  expect(find('prod-us')?.state).toBe('watching');
});

it('follows the webhooks at once when told to', async () => {
  supervise();
  await isWatching('Deployment');

  filters = [{ resources: ['Pod'] }];
  supervisor.refresh();
  await isWatching('Pod');
  await until(async () => String(await resources()) === 'pods');

  filters = [];
  supervisor.refresh();
  await until(() => find('prod-us')?.state === 'idle');
  await until(() => simulator.openWatches === 0);
  expect(kindsOf('prod-us')).toEqual([]);
});

it('starts silently again with a kind that was not wanted for a while', async () => {
  supervise();
  await isWatching('Deployment');
  filters = [];
  supervisor.refresh();
  await until(async () => (await resources()).length === 0);

  createDeployment('meanwhile');
  filters = [{ resources: ['Deployment'] }];
  supervisor.refresh();
  await isWatching('Deployment');
  createDeployment('later');
  await until(() => store.events.length > 0);
  expect(store.events.map(({ name }) => name)).toEqual(['later']);
});

it('shows a cluster that cannot be watched, with the reason, and never asks it', async () => {
  clusters = [PROD, OIDC];
  supervise();
  await isWatching('Deployment');
  expect(find('lab')).toMatchObject({
    state: 'not-watchable',
    reason: 'needs the token of a user',
    watches: [],
  });
});

it('shows which kind fails, while the others go on', async () => {
  filters = [{ resources: ['Deployment', 'Secret'] }];
  simulator.faults.deny('secrets');
  supervise();
  await until(() => find('prod-us')?.state === 'failing');
  await until(() => simulator.openWatches === 1);
  expect(find('prod-us')?.reason).toMatch('watch on secrets (403)');
  createDeployment('web');
  await until(() => store.events.length > 0);
});

it('holds its clusters while they cannot be listed', async () => {
  const asked: (readonly string[])[] = [];
  const leases: Pick<LeaseKeeper, 'keep' | 'release' | 'leave'> = {
    keep: async names => {
      asked.push(names);
      return {
        held: names.map(cluster => ({ cluster, token: 1 })),
        surplus: [],
      };
    },
    release: async () => {},
    leave: async () => {},
  };
  supervise([], leases as LeaseKeeper);
  await isWatching('Deployment');
  isBackendAway = true;
  supervisor.refresh();
  const before = asked.length;
  await until(() => asked.length > before + 1);
  expect(asked.at(-1)).toEqual(['prod-us']);
  expect(simulator.openWatches).toBe(1);
});

it('keeps what it knows of a cluster that is missing for a day', async () => {
  createDeployment('web');
  supervise();
  await isWatching('Deployment');

  clusters = [];
  supervisor.refresh();
  await until(() => simulator.openWatches === 0);
  expect(await resources()).toEqual(['deployments.apps']);

  createDeployment('meanwhile');
  clusters = [PROD];
  supervisor.refresh();
  await until(() => store.events.length > 0);
  expect(store.events.map(({ name }) => name)).toEqual(['meanwhile']);

  clusters = [];
  supervisor.refresh();
  await until(() => simulator.openWatches === 0);
  now += 25 * 60 * 60 * 1000;
  supervisor.refresh();
  await until(async () => (await resources()).length === 0);
});

it('goes on with what it watches when the clusters cannot be listed', async () => {
  supervise();
  await isWatching('Deployment');
  isBackendAway = true;
  supervisor.refresh();
  await until(() => logger.warn.mock.calls.length > 0);
  createDeployment('web');
  await until(() => store.events.length > 0);
  expect(logger.warn).toHaveBeenCalledWith(
    'Clusters cannot be looked at now, and are tried again: Error: the Kubernetes backend is away',
  );
});

describe('a kind of app-config', () => {
  const LEASE = { group: 'coordination.k8s.io', kind: 'Lease' };

  it('is watched as the cluster serves it', async () => {
    filters = [{ resources: ['Lease'] }];
    supervise([LEASE]);
    await isWatching('Lease');
    expect(find('prod-us')?.kinds).toContain('Lease');
    expect(find('prod-us')?.watches[0].apiVersion).toBe(
      'coordination.k8s.io/v1',
    );
    expect(find('prod-us')?.notes).toBeUndefined();
  });

  it('is said not to be there where the cluster does not serve it', async () => {
    const missing = { group: 'policy', kind: 'PodDisruptionBudget' };
    filters = [{ resources: ['Deployment', 'PodDisruptionBudget'] }];
    supervise([missing]);
    await until(() => find('prod-us')?.notes);
    await isWatching('Deployment');
    expect(find('prod-us')?.state).toBe('watching');
    expect(find('prod-us')?.notes).toEqual([
      expect.stringMatching(/does not serve PodDisruptionBudget.*app-config/),
    ]);
  });

  it('is not watched by default', async () => {
    filters = [{ resources: ['Lease', 'Pod'] }];
    supervise();
    await isWatching('Pod');
    expect(find('prod-us')?.kinds).not.toContain('Lease');
  });
});
