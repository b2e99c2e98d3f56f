import { Cluster, startCluster } from '../Cluster';
import { JsonObject } from '../objects';
import { ask, configMap, deployment } from '../testing';

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

describe('managedFields', () => {
  let cluster: Cluster;
  const web = { resource: 'deployments', namespace: 'team-alpha', name: 'web' };
  const CONFIG = '/api/v1/namespaces/default/configmaps/a';

  const entries = (place = web): JsonObject =>
    Object.fromEntries(
      cluster
        .get(place)
        .metadata.managedFields!.map(({ manager, ...entry }) => [
          manager,
          entry,
        ]),
    );
  const apply = (manager: string, data: JsonObject, query = '') =>
    ask(cluster, `${CONFIG}?fieldManager=${manager}${query}`, {
      method: 'PATCH',
      // As kubectl sends it: YAML.
      body: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: ${JSON.stringify(
        data,
      )}\n`,
      headers: { 'content-type': 'application/apply-patch+yaml' },
    });

  beforeEach(async () => {
    cluster = await startCluster({ name: 'test' });
    cluster.create(deployment('web'), { manager: 'helm' });
  });
  afterEach(() => cluster.stop());

  it('gives a new object to its creator, field by field', () => {
    expect(cluster.get(web).metadata.managedFields).toEqual([
      {
        manager: 'helm',
        operation: 'Update',
        apiVersion: 'apps/v1',
        time: TIME,
        fieldsType: 'FieldsV1',
        fieldsV1: {
          'f:spec': expect.objectContaining({
            'f:replicas': {},
            'f:selector': {},
            'f:template': {
              'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
              'f:spec': {
                'f:containers': {
                  'k:{"name":"web"}': {
                    '.': {},
                    'f:name': {},
                    'f:image': {},
                    'f:env': {
                      'k:{"name":"LEVEL"}': {
                        '.': {},
                        'f:name': {},
                        'f:value': {},
                      },
                    },
                    'f:ports': {
                      'k:{"containerPort":80,"protocol":"TCP"}': {
                        '.': {},
                        'f:containerPort': {},
                      },
                    },
                  },
                },
              },
            },
          }),
        },
      },
    ]);
  });

  it('moves a field to whoever changed it last', () => {
    cluster.patch(web, { spec: { replicas: 4 } }, { manager: 'kubectl-edit' });
    expect(entries()['kubectl-edit']).toMatchObject({
      time: TIME,
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    });
    expect(entries().helm.fieldsV1['f:spec']['f:replicas']).toBeUndefined();

    // Whoever owns nothing any more vanishes.
    cluster.patch(web, { spec: { replicas: 5 } }, { manager: 'kubectl-patch' });
    expect(Object.keys(entries()).sort()).toEqual(['helm', 'kubectl-patch']);
  });

  it('records a scale with its subresource and without a time', () => {
    cluster.scale(web, 5);
    const entry = cluster
      .get(web)
      .metadata.managedFields!.find(({ manager }) => manager === 'kubectl');
    expect(entry).toEqual({
      manager: 'kubectl',
      operation: 'Update',
      apiVersion: 'apps/v1',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
      subresource: 'scale',
    });
  });

  it('records a status with its subresource', () => {
    cluster.patch(
      web,
      { status: { conditions: [{ type: 'Available', status: 'True' }] } },
      { manager: 'kube-controller-manager', subresource: 'status' },
    );
    expect(entries()['kube-controller-manager']).toMatchObject({
      subresource: 'status',
      fieldsV1: {
        'f:status': {
          'f:conditions': {
            'k:{"type":"Available"}': {
              '.': {},
              'f:type': {},
              'f:status': {},
            },
          },
        },
      },
    });
  });

  it('takes the manager from fieldManager, or else from the User-Agent', async () => {
    const path = '/api/v1/namespaces/default/configmaps';
    const headers = { 'user-agent': 'mytool/v2.1 (linux/amd64)' };
    const method = 'POST';
    await ask(cluster, path, { method, headers, body: configMap('a') });
    await ask(cluster, `${path}?fieldManager=robot`, {
      method,
      headers,
      body: configMap('b', { key: 'x' }),
    });
    const config = { resource: 'configmaps', namespace: 'default' };
    cluster.patch(
      { ...config, name: 'a' },
      { data: { x: '1' } },
      { manager: 'x' },
    );
    expect(Object.keys(entries({ ...config, name: 'a' }))).toContain('x');
    expect(Object.keys(entries({ ...config, name: 'b' }))).toEqual(['robot']);
    await ask(cluster, `${path}/a`, {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/merge-patch+json' },
      body: { data: { y: '1' } },
    });
    expect(entries({ ...config, name: 'a' }).mytool.fieldsV1).toEqual({
      'f:data': { 'f:y': {} },
    });
  });

  describe('server-side apply', () => {
    const config = { resource: 'configmaps', namespace: 'default', name: 'a' };

    it('creates, and changes nothing when applied again', async () => {
      expect((await apply('one', { x: '1' })).status).toBe(201);
      const { resourceVersion } = cluster;
      expect((await apply('one', { x: '1' })).status).toBe(200);
      expect(cluster.resourceVersion).toBe(resourceVersion);
      expect(entries(config).one).toMatchObject({
        operation: 'Apply',
        fieldsV1: { 'f:data': { '.': {}, 'f:x': {} } },
      });
    });

    it('removes what its manager applies no more', async () => {
      await apply('one', { x: '1', y: '2' });
      await apply('one', { y: '2' });
      expect(cluster.get(config).data).toEqual({ y: '2' });
    });

    it('keeps what somebody else owns as well', async () => {
      await apply('one', { x: '1', y: '2' });
      await apply('two', { x: '1' });
      await apply('one', { y: '2' });
      expect(cluster.get(config).data).toEqual({ x: '1', y: '2' });
    });

    it('refuses to take a field from another manager, unless forced', async () => {
      await apply('one', { x: '1' });
      const refused = await apply('two', { x: '2' });
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "one": .data.x',
        details: {
          causes: [{ reason: 'FieldManagerConflict', field: '.data.x' }],
        },
      });
      expect((await apply('two', { x: '2' }, '&force=true')).status).toBe(200);
      expect(cluster.get(config).data).toEqual({ x: '2' });
      expect(entries(config).one.fieldsV1).toEqual({ 'f:data': {} });
    });

    it('needs a manager', async () => {
      expect((await apply('', {})).status).toBe(400);
    });
  });
});
