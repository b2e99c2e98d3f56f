import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { ClusterError } from './ClusterError';
import { KubernetesBackend } from './KubernetesBackend';
import { ProxyTransport } from './ProxyTransport';
import { webhooksKubernetesModuleProxyGuard } from './proxyGuard';
import { DEFAULT_RESOURCES } from './resources';
import { until } from './until.fixture';
import { Cluster, WatchEvent } from './WatchTransport';

const [DEPLOYMENTS] = DEFAULT_RESOURCES;

/**
 * The real Kubernetes backend with its real proxy, in front of simulated clusters. It imports its
 * client library as an ES module, which Jest can do under `NODE_OPTIONS=--experimental-vm-modules`.
 */
describe('watches through the proxy of the Kubernetes backend', () => {
  let simulator: Simulator;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let kubernetes: KubernetesBackend;
  let transport: ProxyTransport;
  let clusters: Cluster[];
  const signal = new AbortController().signal;

  beforeAll(async () => {
    simulator = await startCluster({ name: 'prod-us' });
    const located = (name: string, more: object = {}) => ({
      name,
      url: simulator.url,
      authProvider: 'serviceAccount',
      serviceAccountToken: simulator.token,
      ...more,
    });
    backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        webhooksKubernetesModuleProxyGuard,
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    located('prod-us', { title: 'Production' }),
                    located('expired', { serviceAccountToken: 'expired' }),
                    located('away', { url: 'http://127.0.0.1:1' }),
                    located('untrusted', { url: simulator.httpsUrl }),
                    { ...located('lab'), authProvider: 'google' },
                  ],
                },
              ],
            },
          },
        }),
      ],
    });
    kubernetes = KubernetesBackend.create({
      auth: mockServices.auth({ pluginId: 'webhooks' }),
      discovery: {
        getBaseUrl: async id =>
          `http://127.0.0.1:${backend.server.port()}/api/${id}`,
        getExternalBaseUrl: async () => '',
      },
    });
    transport = ProxyTransport.create({
      target: cluster => kubernetes.target(cluster),
    });
    clusters = await kubernetes.clusters(signal);
  });

  afterAll(async () => {
    await backend.stop();
    await simulator.stop();
  });

  const find = (name: string) => clusters.find(it => it.name === name)!;

  /** A watch in which nothing happens, once the cluster has accepted it. */
  async function openWatch() {
    const controller = new AbortController();
    let isOpen = false;
    const events: WatchEvent[] = [];
    const watch = async () => {
      const stream = transport.watch(find('prod-us'), DEPLOYMENTS, {
        resourceVersion: simulator.resourceVersion,
        signal: controller.signal,
        onOpen: () => {
          isOpen = true;
        },
      });
      for await (const batch of stream) events.push(...batch);
    };
    const ended = watch();
    await until(() => isOpen);
    return { events, ended, abort: () => controller.abort() };
  }

  it('lists the clusters, and which of them need a user', () => {
    expect(clusters).toEqual([
      { name: 'prod-us', title: 'Production', authProvider: 'serviceAccount' },
      { name: 'expired', authProvider: 'serviceAccount' },
      { name: 'away', authProvider: 'serviceAccount' },
      { name: 'untrusted', authProvider: 'serviceAccount' },
      {
        name: 'lab',
        authProvider: 'google',
        notWatchable: expect.objectContaining({
          reason: expect.stringContaining('token of a user'),
        }),
        remedy: expect.stringContaining('googleServiceAccount'),
        remedyParts: [expect.objectContaining({ code: 'use-auth-provider' })],
      },
    ]);
  });

  it('passes the headers of an idle watch on at once, and then its events', async () => {
    const { events, ended, abort } = await openWatch();
    expect(events).toEqual([]);
    simulator.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      },
    });
    await until(() => events.length > 0);
    expect(events[0]).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'web' } },
    });
    abort();
    await ended;
  });

  it.each<[string, () => void]>([
    ['resets the connection', () => simulator.incidents.reset()],
    ['closes it in the middle', () => simulator.incidents.closeAbruptly()],
  ])('tells the client when the cluster %s', async (_name, incident) => {
    const { events, ended } = await openWatch();
    incident();
    await ended;
    expect(events).toMatchObject([
      { type: 'ERROR', error: { kind: 'unreachable' } },
    ]);
  });

  it('leaves no connection to the cluster when clients leave', async () => {
    const watches = await Promise.all(Array.from({ length: 5 }, openWatch));
    expect(simulator.openWatches).toBe(5);
    for (const { abort } of watches) abort();
    await Promise.all(watches.map(({ ended }) => ended));
    await until(() => simulator.openWatches === 0);
    await until(() => simulator.openSockets === 0);
  });

  it.each([
    ['expired', 'unauthorized', /Renew the token/],
    ['away', 'unreachable', /ECONNREFUSED/],
    ['untrusted', 'untrusted', /its caData or caFile/],
  ])('says why the cluster "%s" cannot be asked', async (name, kind, words) => {
    const answer = transport.get(find(name), '/version', signal);
    const error = (await answer.catch(thrown => thrown)) as ClusterError;
    expect(error.kind).toBe(kind);
    expect(`${error.message}. ${error.remedy}`).toMatch(words);
  });

  it('says that the Kubernetes backend does not know a cluster', async () => {
    const unknown = { name: 'nosuch', authProvider: 'serviceAccount' };
    await expect(
      transport.get(unknown, '/version', signal),
    ).rejects.toMatchObject({ message: expect.stringMatching('nosuch') });
  });
});

it('never sends our own token through kubectl proxy', async () => {
  const kubernetes = KubernetesBackend.create({
    auth: mockServices.auth({ pluginId: 'webhooks' }),
    discovery: mockServices.discovery(),
  });
  const headersOf = async (authProvider: string) =>
    (await kubernetes.target({ name: 'local', authProvider })).headers;
  expect(await headersOf('localKubectlProxy')).toHaveProperty(
    'Backstage-Kubernetes-Authorization',
    '',
  );
  expect(await headersOf('serviceAccount')).not.toHaveProperty(
    'Backstage-Kubernetes-Authorization',
  );
});
