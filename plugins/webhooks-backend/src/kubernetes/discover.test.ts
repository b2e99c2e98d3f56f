import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { define } from './__testUtils__/definition';
import { discover } from './discover';
import { ProxyTransport } from './ProxyTransport';

const CLUSTER = { name: 'prod-us', authProvider: 'serviceAccount' };
const CERTIFICATE = { group: 'cert-manager.io', kind: 'Certificate' };
const { signal } = new AbortController();

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startCluster({ name: 'prod-us' });
});

afterEach(() => simulator.stop());

function ask() {
  const transport = ProxyTransport.create({
    target: async () => ({
      baseUrl: simulator.url,
      headers: { Authorization: `Bearer ${simulator.token}` },
    }),
  });
  return discover({ transport, cluster: CLUSTER, signal });
}

describe.each([
  ['aggregated', false],
  ['group by group, as of an old server', true],
])('discovery %s', (_name, noAggregatedDiscovery) => {
  beforeEach(() => simulator.faults.set({ noAggregatedDiscovery }));

  it("tells Kubernetes' own resources", async () => {
    const { resources, staleGroups } = await ask();
    expect(resources.get('pods')).toEqual({
      group: '',
      plural: 'pods',
      kind: 'Pod',
      namespaced: true,
      versions: ['v1'],
      canWatch: true,
      hasScale: false,
    });
    expect(resources.get('deployments.apps')).toMatchObject({
      kind: 'Deployment',
      hasScale: true,
    });
    expect(resources.get('nodes')?.namespaced).toBe(false);
    expect([...resources.keys()].join()).not.toContain('/');
    expect(staleGroups.size).toBe(0);
  });

  it('tells a custom resource once, with the preferred version first', async () => {
    const versions = ['v1alpha1', 'v1', 'v1beta1'];
    define(simulator, { ...CERTIFICATE, versions });
    const { resources } = await ask();
    expect(resources.get('certificates.cert-manager.io')).toMatchObject({
      kind: 'Certificate',
      versions: ['v1', 'v1beta1', 'v1alpha1'],
    });
  });

  it('tells which groups nothing is known of now', async () => {
    define(simulator, CERTIFICATE);
    simulator.faults.set({ staleGroups: ['cert-manager.io'] });
    const { resources, staleGroups } = await ask();
    expect([...staleGroups]).toEqual(['cert-manager.io']);
    expect(resources.has('certificates.cert-manager.io')).toBe(false);
    expect(resources.has('pods')).toBe(true);
  });

  it('fails when the groups cannot be told', async () => {
    simulator.faults.set({ answers: [{ code: 503 }] });
    await expect(ask()).rejects.toMatchObject({ name: 'ClusterError' });
  });
});
