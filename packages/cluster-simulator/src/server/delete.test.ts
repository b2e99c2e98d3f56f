import { Cluster, startCluster } from '../Cluster';
import { ask, configMap, TestWatch } from '../testing';

const CONFIGS = '/api/v1/namespaces/default/configmaps';

describe('deletions', () => {
  let cluster: Cluster;
  const post = (path: string, body: object) =>
    ask(cluster, path, { method: 'POST', body });
  const patch = (path: string, type: string, body: object) =>
    ask(cluster, path, {
      method: 'PATCH',
      body,
      headers: { 'content-type': `application/${type}-patch+json` },
    });

  beforeEach(async () => {
    cluster = await startCluster({ name: 'test' });
  });
  afterEach(() => cluster.stop());

  it('deletes, and says what it deleted', async () => {
    const { body } = await post(CONFIGS, configMap('a'));
    const wrong = { preconditions: { uid: 'another' } };
    const refused = await ask(cluster, `${CONFIGS}/a`, {
      method: 'DELETE',
      body: wrong,
    });
    expect(refused.status).toBe(409);
    const deleted = await ask(cluster, `${CONFIGS}/a`, { method: 'DELETE' });
    expect(deleted.body).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid: body.metadata.uid },
    });
    expect(
      (await ask(cluster, `${CONFIGS}/a`, { method: 'DELETE' })).status,
    ).toBe(404);
  });

  it('keeps an object until its last finalizer is gone', async () => {
    const manifest = configMap('a');
    const metadata = { ...manifest.metadata, finalizers: ['example.com/wait'] };
    await post(CONFIGS, { ...manifest, metadata });
    const watch = await TestWatch.open(
      cluster,
      `${CONFIGS}?resourceVersion=${cluster.resourceVersion}`,
    );
    const deleted = await ask(cluster, `${CONFIGS}/a`, { method: 'DELETE' });
    expect(deleted.body.metadata.deletionTimestamp).toBeDefined();
    expect((await ask(cluster, `${CONFIGS}/a`)).status).toBe(200);
    await patch(`${CONFIGS}/a`, 'merge', { metadata: { finalizers: null } });
    expect((await ask(cluster, `${CONFIGS}/a`)).status).toBe(404);
    await watch.until(({ events }) => events.length === 2);
    expect(watch.names).toEqual(['MODIFIED a', 'DELETED a']);
  });

  it('deletes a collection by its labels', async () => {
    for (const name of ['a', 'b']) {
      const manifest = configMap(name);
      await post(CONFIGS, {
        ...manifest,
        metadata: { ...manifest.metadata, labels: { app: name } },
      });
    }
    await ask(cluster, `${CONFIGS}?labelSelector=app%3Da`, {
      method: 'DELETE',
    });
    expect(
      cluster.list('configmaps').map(({ metadata }) => metadata.name),
    ).toEqual(['b']);
  });
});
