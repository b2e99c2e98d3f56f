import { Cluster, startCluster } from '../Cluster';
import { ask, configMap, TestWatch, until } from '../testing';
import { database, databaseDefinition } from '../worlds/manifests';

const PATH = '/api/v1/namespaces/default/configmaps';

describe('watch', () => {
  let cluster: Cluster;
  const place = (name: string) => ({
    resource: 'configmaps',
    namespace: 'default',
    name,
  });
  const watch = (query = '', path = PATH) =>
    TestWatch.open(cluster, query ? `${path}?${query}` : path);

  beforeEach(async () => {
    cluster = await startCluster({ name: 'test', bookmarkIntervalMs: 20 });
  });
  afterEach(() => cluster.stop());

  it('tells every write after a version once, in order, and goes on', async () => {
    const version = cluster.resourceVersion;
    cluster.create(configMap('a'));
    cluster.patch(place('a'), { data: { key: '1' } });
    const open = await watch(`resourceVersion=${version}`);
    cluster.patch(place('a'), { data: { key: '2' } });
    const removed = cluster.delete(place('a'));

    await open.until(({ events }) => events.length === 4);
    expect(open.names).toEqual([
      'ADDED a',
      'MODIFIED a',
      'MODIFIED a',
      'DELETED a',
    ]);
    expect(open.events[2].object).toMatchObject({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      data: { key: '2' },
    });
    // A deletion is a write with a version of its own.
    expect(open.events[3].object.metadata.resourceVersion).toBe(
      removed.metadata.resourceVersion,
    );
    expect(removed.metadata.resourceVersion).toBe(cluster.resourceVersion);
  });

  it('starts with the state of now when no version is given', async () => {
    cluster.create(configMap('a'));
    const open = await watch();
    cluster.create(configMap('b'));
    await open.until(({ events }) => events.length === 2);
    expect(open.names).toEqual(['ADDED a', 'ADDED b']);
  });

  it('tells of an object that stops being selected as of a deleted one', async () => {
    const labelled = configMap('a');
    cluster.create({
      ...labelled,
      metadata: { ...labelled.metadata, labels: { app: 'web' } },
    });
    const version = cluster.resourceVersion;
    const open = await watch(
      `labelSelector=app%3Dweb&resourceVersion=${version}`,
    );
    const setLabel = (app: string) =>
      cluster.patch(place('a'), { metadata: { labels: { app } } });
    setLabel('other');
    const left = cluster.resourceVersion;
    setLabel('web');
    await open.until(({ events }) => events.length === 2);
    expect(open.names).toEqual(['DELETED a', 'ADDED a']);
    expect(open.events[0].object.metadata).toMatchObject({
      labels: { app: 'web' },
      resourceVersion: left,
    });
  });

  it('watches one object by its name', async () => {
    const version = cluster.resourceVersion;
    const open = await watch(
      `fieldSelector=metadata.name%3Db&resourceVersion=${version}`,
    );
    cluster.create(configMap('a'));
    cluster.create(configMap('b'));
    await open.until(({ events }) => events.length === 1);
    expect(open.names).toEqual(['ADDED b']);
  });

  it('sends bookmarks to those who want them', async () => {
    const query = `allowWatchBookmarks=true&resourceVersion=${cluster.resourceVersion}`;
    const open = await watch(query);
    await open.until(({ events }) => events.length === 1);
    // A write to another kind moves the version on, too.
    cluster.ensureNamespace('other');
    const version = cluster.resourceVersion;
    await open.until(({ events }) =>
      events.some(({ object }) => object.metadata.resourceVersion === version),
    );
    expect(open.events[0]).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        apiVersion: 'v1',
        metadata: {
          resourceVersion: expect.any(String),
          creationTimestamp: null,
        },
      },
    });
  });

  it('ends cleanly after the timeout, with a last bookmark before', async () => {
    await cluster.stop();
    cluster = await startCluster({ name: 'rare', bookmarkIntervalMs: 1e8 });
    const query = `allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${cluster.resourceVersion}`;
    const open = await watch(query);
    expect(await open.ended).toBe('end');
    expect(open.events.map(({ type }) => type)).toEqual(['BOOKMARK']);
    await until(() => cluster.openWatches === 0);
  });

  it('answers an expired version with an error event in an answer of 200', async () => {
    const version = cluster.resourceVersion;
    cluster.create(configMap('a'));
    cluster.incidents.compact();
    const open = await watch(`resourceVersion=${version}`);
    expect(open.status).toBe(200);
    expect(await open.ended).toBe('end');
    expect(open.events).toEqual([
      {
        type: 'ERROR',
        object: expect.objectContaining({
          kind: 'Status',
          code: 410,
          reason: 'Expired',
        }),
      },
    ]);
  });

  it('waits for a version from the future', async () => {
    const future = Number(cluster.resourceVersion) + 2;
    const open = await watch(
      `allowWatchBookmarks=true&resourceVersion=${future}`,
    );
    for (const name of ['a', 'b', 'c']) cluster.create(configMap(name));
    await open.until(({ names }) => names.length > 0);
    expect(open.names).toEqual(['ADDED c']);
    for (const { object } of open.events) {
      expect(Number(object.metadata.resourceVersion)).toBeGreaterThanOrEqual(
        future,
      );
    }
  });

  it('sends the state first and says where it ends', async () => {
    cluster.create(configMap('a'));
    cluster.create(configMap('b'));
    const open = await watch(
      'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
    );
    await open.until(({ events }) => events.length >= 3);
    expect(open.names).toEqual(['ADDED a', 'ADDED b']);
    expect(open.events[2]).toMatchObject({
      type: 'BOOKMARK',
      object: {
        metadata: {
          resourceVersion: cluster.resourceVersion,
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    });
  });

  it('acts like a server that does not know initial events', async () => {
    cluster.faults.set({ noInitialEvents: true, noBookmarks: true });
    cluster.create(configMap('a'));
    const query = 'sendInitialEvents=true&allowWatchBookmarks=true';
    const ignored = await watch(query);
    cluster.create(configMap('b'));
    await ignored.until(({ events }) => events.length === 2);
    expect(ignored.names).toEqual(['ADDED a', 'ADDED b']);
    expect(
      (
        await ask(
          cluster,
          `${PATH}?watch=true&${query}&resourceVersionMatch=NotOlderThan`,
        )
      ).status,
    ).toBe(422);
  });

  it.each([
    ['sendInitialEvents=true', 422],
    ['resourceVersion=1&resourceVersionMatch=NotOlderThan', 422],
    ['resourceVersion=nonsense', 500],
    ['labelSelector=%3D', 400],
  ])('refuses ?%s with %i', async (query, status) => {
    const answer = await ask(cluster, `${PATH}?watch=true&${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body.kind).toBe('Status');
  });

  it('ends the watch of a kind whose definition goes', async () => {
    cluster.create(databaseDefinition());
    cluster.create(database('default', 'orders'));
    const open = await watch('', '/apis/databases.example.com/v1/databases');
    await open.until(({ events }) => events.length === 1);
    cluster.delete({
      resource: 'customresourcedefinitions',
      name: 'databases.databases.example.com',
    });
    expect(await open.ended).toBe('end');
    expect(open.names).toEqual(['ADDED orders', 'DELETED orders']);
  });

  it('cuts off a client that falls too far behind', async () => {
    const open = await watch(`resourceVersion=${cluster.resourceVersion}`);
    cluster.faults.set({ silence: true });
    cluster.create(configMap('a'));
    for (let count = 0; count < 20_000; count++) {
      cluster.patch(place('a'), { data: { count: String(count) } });
    }
    expect(await open.ended).toBe('ECONNRESET');
  });

  it('counts its watches and connections', async () => {
    const open = await watch();
    expect(cluster.openWatches).toBe(1);
    expect(cluster.openSockets).toBe(1);
    open.close();
    await until(() => cluster.openWatches === 0 && cluster.openSockets === 0);
  });
});
