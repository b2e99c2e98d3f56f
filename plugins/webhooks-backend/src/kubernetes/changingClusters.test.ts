import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  ClusterDetails,
  kubernetesClusterSupplierExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { createProjector } from '../changes/projector';
import { createCustom, define } from './__testUtils__/definition';
import { KubernetesBackend } from './KubernetesBackend';
import { MemoryWatchStore } from './MemoryWatchStore.fixture';
import { ProxyTransport } from './ProxyTransport';
import { webhooksKubernetesModuleProxyGuard } from './proxyGuard';
import { until } from './until.fixture';
import { WatchSupervisor } from './WatchSupervisor';

const CERTIFICATE = { group: 'cert-manager.io', kind: 'Certificate' };

let simulators: Simulator[];
/** What the cluster locator of the Kubernetes backend answers. */
let located: ClusterDetails[];
let backend: Awaited<ReturnType<typeof startTestBackend>>;
let supervisor: WatchSupervisor;
let store: MemoryWatchStore;

const locate = ({ name, url, token }: Simulator): ClusterDetails => ({
  name,
  url,
  authMetadata: {
    'kubernetes.io/auth-provider': 'serviceAccount',
    serviceAccountToken: token,
  },
});

const locator = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'test-locator',
  register(env) {
    env.registerInit({
      deps: { clusters: kubernetesClusterSupplierExtensionPoint },
      async init({ clusters }) {
        clusters.addClusterSupplier({ getClusters: async () => located });
      },
    });
  },
});

beforeEach(async () => {
  simulators = [
    await startCluster({ name: 'prod-us' }),
    await startCluster({ name: 'staging' }),
  ];
  located = [locate(simulators[0])];
  store = MemoryWatchStore.create();
  backend = await startTestBackend({
    features: [
      kubernetesPlugin,
      webhooksKubernetesModuleProxyGuard,
      locator,
      mockServices.rootConfig.factory({
        data: {
          kubernetes: {
            serviceLocatorMethod: { type: 'multiTenant' },
            clusterLocatorMethods: [],
          },
        },
      }),
    ],
  });
  const kubernetes = KubernetesBackend.create({
    auth: mockServices.auth({ pluginId: 'webhooks' }),
    discovery: {
      getBaseUrl: async id =>
        `http://127.0.0.1:${backend.server.port()}/api/${id}`,
      getExternalBaseUrl: async () => '',
    },
  });
  supervisor = WatchSupervisor.create({
    clusters: signal => kubernetes.clusters(signal),
    transport: ProxyTransport.create({
      target: cluster => kubernetes.target(cluster),
    }),
    store,
    project: createProjector({ hmacKey: Buffer.alloc(32, 7) }),
    logger: mockServices.logger.mock(),
    wanted: async () => [{ filters: { resources: ['Certificate'] } }],
    random: () => 1,
  });
});

afterEach(async () => {
  await supervisor.stop();
  await backend.stop();
  await Promise.all(simulators.map(it => it.stop()));
});

it('follows the clusters and custom resources of the real Kubernetes backend', async () => {
  const [prod, staging] = simulators;
  const names = () => supervisor.describe().map(({ name }) => name);
  define(prod, CERTIFICATE);
  supervisor.start();
  await until(() => prod.openWatches === 2);
  expect(names()).toEqual(['prod-us']);

  located = [locate(prod), locate(staging)];
  supervisor.refresh();
  await until(() => staging.openWatches === 1);
  define(staging, CERTIFICATE);
  await until(() => staging.openWatches === 2);
  createCustom(staging, CERTIFICATE, 'web');
  await until(() => store.events.length > 0);
  expect(store.events[0]).toMatchObject({
    event: 'create',
    cluster: 'staging',
    resource: 'Certificate',
    apiVersion: 'cert-manager.io/v1',
  });

  located = [locate(staging)];
  supervisor.refresh();
  await until(() => prod.openWatches === 0);
  expect(names()).toEqual(['staging']);
  expect(staging.openWatches).toBe(2);
});
