import { Cluster as Simulator, startCluster } from 'cluster-simulator';
import { Projection } from '../changes/Projection';
import { createProjector } from '../changes/projector';
import { RULES_VERSION } from '../changes/rules';
import { KubernetesObject, ResourceType } from '../changes/types';
import { createCustom, define } from './__testUtils__/definition';
import { MemoryWatchStore } from './MemoryWatchStore.fixture';
import { ProxyTransport } from './ProxyTransport';
import { rebase } from './rebase';
import { StoredType } from './WatchStore';
import { WatchTransport } from './WatchTransport';

const CLUSTER = { name: 'prod-us', authProvider: 'serviceAccount' };
const KEY = { cluster: 'prod-us', resource: 'certificates.cert-manager.io' };
const CERTIFICATE = {
  group: 'cert-manager.io',
  kind: 'Certificate',
  versions: ['v1alpha1', 'v1'],
};
const OLD: ResourceType = {
  group: 'cert-manager.io',
  version: 'v1alpha1',
  plural: 'certificates',
  kind: 'Certificate',
  namespaced: true,
};
const NEW: ResourceType = { ...OLD, version: 'v1' };
const STORED: StoredType = { ...NEW, rulesVersion: RULES_VERSION };
const { signal } = new AbortController();
const project = createProjector({ hmacKey: Buffer.alloc(32, 7) });
const now = () => new Date('2026-03-05T10:23:00Z');

let simulator: Simulator;
let store: MemoryWatchStore;

beforeEach(async () => {
  simulator = await startCluster({ name: 'prod-us' });
  store = MemoryWatchStore.create();
  define(simulator, CERTIFICATE);
  createCustom(simulator, CERTIFICATE, 'web', { issuer: 'a' });
  createCustom(simulator, CERTIFICATE, 'api', { issuer: 'a' });
});

afterEach(() => simulator.stop());

/** As a conversion webhook does: what was `issuer` is called `issuerRef` in v1. */
function convert(object: KubernetesObject, { version }: ResourceType) {
  const { issuer, ...spec } = object.spec as Record<string, unknown>;
  return version === 'v1'
    ? { ...object, spec: { ...spec, issuerRef: issuer } }
    : object;
}

function transport(): WatchTransport {
  const proxy = ProxyTransport.create({
    target: async () => ({
      baseUrl: simulator.url,
      headers: { Authorization: `Bearer ${simulator.token}` },
    }),
  });
  return {
    get: (...args) => proxy.get(...args),
    watch: (...args) => proxy.watch(...args),
    async *list(cluster, type, abort) {
      for await (const page of proxy.list(cluster, type, abort)) {
        const items = page.items.map(object => convert(object, type));
        yield { ...page, items };
      }
    },
  };
}

/** Stores everything there is, as a watch of a version does. */
async function storeAs(type: StoredType) {
  for await (const { resourceVersion, items } of transport().list(
    CLUSTER,
    type,
    signal,
  )) {
    await store.commit({
      key: KEY,
      type,
      resourceVersion,
      upserts: items.map(object => ({
        uid: object.metadata.uid,
        namespace: 'team-alpha',
        name: object.metadata.name,
        resourceVersion: object.metadata.resourceVersion,
        projection: project(object, type)!,
      })),
      deletes: [],
      events: [],
    });
  }
}

const run = (type: ResourceType) =>
  rebase({
    cluster: CLUSTER,
    type,
    transport: transport(),
    store,
    project,
    now,
    signal,
  });
const projections = async () =>
  (await store.load(KEY)).objects.map(({ name, projection }) => [
    name,
    projection.fields,
  ]);
const place = (name: string) => ({
  resource: KEY.resource,
  namespace: 'team-alpha',
  name,
});

it('stores objects anew that look different in another version, and tells nothing', async () => {
  await storeAs(OLD);
  await run(NEW);
  expect(await projections()).toEqual([
    ['api', { 'spec.issuerRef': 'a' }],
    ['web', { 'spec.issuerRef': 'a' }],
  ]);
  expect(await store.typeOf(KEY)).toMatchObject(NEW);
  expect(store.events).toEqual([]);
});

it.each([
  ['an older version of the plugin', { rulesVersion: RULES_VERSION - 1 }],
  ['a version that did not write down which it was', {}],
])('stores objects anew that were projected by %s', async (_name, by) => {
  await storeAs({ ...NEW, ...by });
  const { objects } = await store.load(KEY);
  const projection = Projection.of({ 'spec.before': 1 });
  await store.commit({
    key: KEY,
    resourceVersion: simulator.resourceVersion,
    upserts: objects.map(object => ({ ...object, projection })),
    deletes: [],
    events: [],
  });
  await run(NEW);
  expect(await projections()).toEqual([
    ['api', { 'spec.issuerRef': 'a' }],
    ['web', { 'spec.issuerRef': 'a' }],
  ]);
  expect(store.events).toEqual([]);
});

it('tells what happened since the place of the watch', async () => {
  await storeAs(OLD);
  simulator.patch(place('web'), { spec: { issuer: 'b' } });
  simulator.delete(place('api'));
  createCustom(simulator, CERTIFICATE, 'new');
  await run(NEW);
  expect(
    store.events.map(({ event, name, observed }) => [event, name, observed]),
  ).toEqual([
    ['delete', 'api', 'catch-up'],
    ['create', 'new', 'catch-up'],
    ['update', 'web', 'catch-up'],
  ]);
});

it('does nothing when the version is the same, or nothing is stored', async () => {
  await run(NEW);
  expect(await store.keys()).toEqual([]);
  await storeAs(STORED);
  const before = await store.load(KEY);
  simulator.patch(place('web'), { spec: { issuer: 'b' } });
  await run(NEW);
  expect(await store.load(KEY)).toEqual(before);
});

it('changes nothing when the list fails', async () => {
  await storeAs(OLD);
  const before = await store.load(KEY);
  simulator.faults.set({ answers: [{ code: 503 }] });
  await expect(run(NEW)).rejects.toMatchObject({ name: 'ClusterError' });
  expect(await store.load(KEY)).toEqual(before);
  expect(await store.typeOf(KEY)).toEqual(OLD);
});
