import { Cluster, startCluster } from '../Cluster';
import { JsonObject } from '../objects';
import { ask } from '../testing';
import { databaseDefinition } from '../worlds/manifests';
import { AGGREGATED_TYPE } from './discovery';

describe('discovery', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster({ name: 'test' });
  });
  afterAll(() => cluster.stop());

  it('tells its version to anyone, and everything else to those with the token', async () => {
    const headers = { authorization: '' };
    expect((await ask(cluster, '/version', { headers })).body).toMatchObject({
      major: '1',
      minor: '36',
    });
    for (const path of ['/api', '/apis', '/api/v1/pods', '/simulator/faults']) {
      const answer = await ask(cluster, path, { headers });
      expect(answer.body).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        reason: 'Unauthorized',
        code: 401,
      });
      expect(answer.status).toBe(401);
    }
    const wrong = { authorization: 'Bearer nonsense' };
    expect((await ask(cluster, '/version', { headers: wrong })).status).toBe(
      401,
    );
  });

  it('lists versions, groups and resources', async () => {
    expect((await ask(cluster, '/api')).body.versions).toEqual(['v1']);
    const { groups } = (await ask(cluster, '/apis')).body;
    expect(groups.map(({ name }: JsonObject) => name)).toEqual(
      expect.arrayContaining(['apps', 'batch', 'autoscaling']),
    );
    expect((await ask(cluster, '/apis/apps')).body).toMatchObject({
      kind: 'APIGroup',
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    });
    const { resources } = (await ask(cluster, '/apis/apps/v1')).body;
    expect(resources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'deployments',
          kind: 'Deployment',
          namespaced: true,
          shortNames: ['deploy'],
        }),
        expect.objectContaining({
          name: 'deployments/scale',
          group: 'autoscaling',
          kind: 'Scale',
        }),
      ]),
    );
    expect((await ask(cluster, '/apis/nothing/v1')).status).toBe(404);
  });

  it('answers all at once to clients that ask for it', async () => {
    const headers = { accept: `${AGGREGATED_TYPE},application/json` };
    const core = await ask(cluster, '/api', { headers });
    expect(core.headers['content-type']).toBe(AGGREGATED_TYPE);
    expect(core.body.items[0].versions[0].resources).toContainEqual(
      expect.objectContaining({ resource: 'pods', scope: 'Namespaced' }),
    );
    const named = await ask(cluster, '/apis', { headers });
    expect(
      named.body.items.map(({ metadata }: JsonObject) => metadata.name),
    ).toContain('apps');
  });

  it('marks groups about which it knows nothing now', async () => {
    cluster.faults.set({ staleGroups: ['apps'] });
    const headers = { accept: AGGREGATED_TYPE };
    const { items } = (await ask(cluster, '/apis', { headers })).body;
    expect(items).toContainEqual({
      metadata: { name: 'apps' },
      versions: [{ version: 'v1', resources: [], freshness: 'Stale' }],
    });
    expect((await ask(cluster, '/apis/apps/v1')).status).toBe(503);
    expect((await ask(cluster, '/apis/batch/v1')).status).toBe(200);
    cluster.faults.clear();
  });

  it('answers group by group where it is not aggregated', async () => {
    cluster.faults.set({ noAggregatedDiscovery: true });
    const headers = { accept: `${AGGREGATED_TYPE},application/json` };
    const { body } = await ask(cluster, '/apis', { headers });
    expect(body.kind).toBe('APIGroupList');
    cluster.faults.clear();
  });

  it('prefers stable versions of a definition, and of those the highest', async () => {
    const definition = databaseDefinition();
    const [version] = definition.spec.versions;
    const names = ['v1beta2', 'odd', 'v1', 'v2alpha1', 'v10', 'v1beta10'];
    const { metadata } = cluster.create({
      ...definition,
      spec: {
        ...definition.spec,
        versions: names.map(name => ({ ...version, name })),
      },
    });
    const group = (await ask(cluster, '/apis/databases.example.com')).body;
    expect(group.versions.map((it: JsonObject) => it.version)).toEqual([
      'v10',
      'v1',
      'v1beta10',
      'v1beta2',
      'v2alpha1',
      'odd',
    ]);
    expect(group.preferredVersion.version).toBe('v10');
    cluster.delete({
      resource: 'customresourcedefinitions',
      name: metadata.name,
    });
  });

  it('serves the kind of a definition until the definition is deleted', async () => {
    const path = '/apis/databases.example.com/v1';
    expect((await ask(cluster, path)).status).toBe(404);

    const created = await ask(
      cluster,
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      { method: 'POST', body: databaseDefinition() },
    );
    expect(created.status).toBe(201);
    expect(created.body.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'Established', status: 'True' }),
    );
    expect((await ask(cluster, path)).body.resources).toContainEqual(
      expect.objectContaining({ name: 'databases/scale' }),
    );
    expect((await ask(cluster, `${path}/databases`)).body).toMatchObject({
      kind: 'DatabaseList',
      items: [],
    });

    await ask(
      cluster,
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/databases.databases.example.com',
      { method: 'DELETE' },
    );
    expect((await ask(cluster, path)).status).toBe(404);
    expect((await ask(cluster, `${path}/databases`)).status).toBe(404);
  });
});
