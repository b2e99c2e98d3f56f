import { Cluster, startCluster } from '../Cluster';
import { JsonObject } from '../objects';
import { ask, configMap, deployment } from '../testing';
import { database, databaseDefinition } from '../worlds/manifests';

const CONFIGS = '/api/v1/namespaces/default/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/team-alpha/deployments';
const WEB = `${DEPLOYMENTS}/web`;

describe('writes', () => {
  let cluster: Cluster;
  const post = (path: string, body: string | object | undefined) =>
    ask(cluster, path, { method: 'POST', body });
  const put = (path: string, body: string | object | undefined) =>
    ask(cluster, path, { method: 'PUT', body });
  const patch = (path: string, type: string, body: object) =>
    ask(cluster, path, {
      method: 'PATCH',
      body,
      headers: { 'content-type': `application/${type}-patch+json` },
    });

  beforeEach(async () => {
    cluster = await startCluster({ name: 'test', firstRevision: 100 });
    cluster.ensureNamespace('team-alpha');
  });
  afterEach(() => cluster.stop());

  it('fills in what the server knows', async () => {
    const { status, body } = await post(DEPLOYMENTS, {
      ...deployment('web'),
      metadata: { name: 'web', uid: 'chosen-by-the-client' },
      status: { replicas: 7 },
    });
    expect(status).toBe(201);
    expect(body.metadata).toMatchObject({
      name: 'web',
      namespace: 'team-alpha',
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: cluster.resourceVersion,
      generation: 1,
      creationTimestamp: expect.stringMatching(/^[\d-]+T[\d:]+Z$/),
    });
    expect(body.spec.strategy.type).toBe('RollingUpdate');
    // Status is written through its subresource only.
    expect(body.status).toBeUndefined();
    expect((await ask(cluster, WEB)).body).toEqual(body);
  });

  it.each([
    ['a name that is taken', CONFIGS, configMap('taken'), 409],
    ['another kind', CONFIGS, { ...configMap('x'), kind: 'Secret' }, 400],
    [
      'another namespace',
      '/api/v1/namespaces/team-alpha/configmaps',
      configMap('x'),
      400,
    ],
    ['a name that is none', CONFIGS, configMap('Not A Name'), 422],
    [
      'a namespace that is not there',
      '/api/v1/namespaces/nowhere/configmaps',
      { ...configMap('x'), metadata: { name: 'x' } },
      404,
    ],
    ['a body that is no JSON', CONFIGS, '{', 400],
    ['no body', CONFIGS, undefined, 400],
    [
      'an object without metadata',
      CONFIGS,
      { apiVersion: 'v1', kind: 'ConfigMap' },
      400,
    ],
    [
      'an object without what its kind cannot be without',
      DEPLOYMENTS,
      deployment('web', { template: undefined }),
      422,
    ],
  ])('refuses %s', async (_, path, body, status) => {
    cluster.create(configMap('taken'));
    const before = cluster.resourceVersion;
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure' });
    expect(cluster.resourceVersion).toBe(before);
  });

  it('answers with text, as a real server does, where nothing is served', async () => {
    const answer = await post('/apis/nothing/v1/things', {});
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('404 page not found\n');
  });

  it('lets a PUT win only over the version it was made from', async () => {
    const { body } = await post(CONFIGS, configMap('a', { key: '1' }));
    const changed = { ...body, data: { key: '2' } };
    expect((await put(`${CONFIGS}/a`, changed)).status).toBe(200);
    const late = await put(`${CONFIGS}/a`, { ...body, data: { key: '3' } });
    expect(late.status).toBe(409);
    expect(late.body.reason).toBe('Conflict');
    expect(late.body.message).toContain('the object has been modified');
    expect((await ask(cluster, `${CONFIGS}/a`)).body.data).toEqual({
      key: '2',
    });
    expect((await put(`${CONFIGS}/b`, configMap('b'))).status).toBe(404);
  });

  it('patches in three ways', async () => {
    await post(DEPLOYMENTS, deployment('web'));
    const container = async () =>
      (await ask(cluster, WEB)).body.spec.template.spec.containers;
    const containers = (list: JsonObject[]) => ({
      spec: { template: { spec: { containers: list } } },
    });

    // Strategic: containers by name, env by name, ports by containerPort.
    await patch(
      WEB,
      'strategic-merge',
      containers([
        {
          name: 'web',
          image: 'web:2',
          env: [{ name: 'NEW', value: '1' }],
          ports: [{ containerPort: 80, name: 'http' }],
        },
        { name: 'side', image: 'side:1' },
      ]),
    );
    expect(await container()).toEqual([
      {
        name: 'web',
        image: 'web:2',
        env: [
          { name: 'LEVEL', value: 'info' },
          { name: 'NEW', value: '1' },
        ],
        ports: [{ containerPort: 80, name: 'http' }],
      },
      { name: 'side', image: 'side:1' },
    ]);
    await patch(
      WEB,
      'strategic-merge',
      containers([{ name: 'web', $patch: 'delete' } as JsonObject]),
    );
    expect(await container()).toEqual([{ name: 'side', image: 'side:1' }]);

    // Merge: lists are replaced.
    await patch(WEB, 'merge', containers([{ name: 'web', image: 'web:3' }]));
    expect(await container()).toEqual([{ name: 'web', image: 'web:3' }]);

    await patch(WEB, 'json', [
      {
        op: 'replace',
        path: '/spec/template/spec/containers/0/image',
        value: 'web:4',
      },
    ]);
    expect(await container()).toEqual([{ name: 'web', image: 'web:4' }]);
    expect(
      (await patch(WEB, 'json', [{ op: 'remove', path: '/nowhere' }])).status,
    ).toBe(422);
    expect((await patch(WEB, 'unknown', {})).status).toBe(415);
  });

  it('counts generations for changes of the desired state only', async () => {
    await post(DEPLOYMENTS, deployment('web'));
    const generation = async () =>
      (await ask(cluster, WEB)).body.metadata.generation;
    await patch(WEB, 'merge', { metadata: { labels: { a: 'b' } } });
    await patch(`${WEB}/status`, 'merge', {
      status: { replicas: 3 },
      spec: { replicas: 9 },
    });
    expect(await generation()).toBe(1);
    await patch(WEB, 'merge', {
      spec: { replicas: 4 },
      status: { replicas: 9 },
    });
    expect(await generation()).toBe(2);
    expect((await ask(cluster, WEB)).body).toMatchObject({
      spec: { replicas: 4 },
      status: { replicas: 3 },
    });
  });

  it('persists nothing when nothing changes', async () => {
    await post(DEPLOYMENTS, deployment('web'));
    const { resourceVersion } = cluster;
    const answer = await patch(WEB, 'merge', { spec: { replicas: 3 } });
    expect(answer.body.metadata.resourceVersion).toBe(resourceVersion);
    expect(cluster.resourceVersion).toBe(resourceVersion);
  });

  it('persists nothing in a dry run', async () => {
    const answer = await post(`${CONFIGS}?dryRun=All`, configMap('a'));
    expect(answer.status).toBe(201);
    expect((await ask(cluster, `${CONFIGS}/a`)).status).toBe(404);
  });

  it('scales through the subresource', async () => {
    await post(DEPLOYMENTS, deployment('web'));
    const scaled = await patch(`${WEB}/scale`, 'merge', {
      spec: { replicas: 5 },
    });
    expect(scaled.body).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 5 },
      status: { selector: 'app=web' },
    });
    const { body } = await ask(cluster, WEB);
    expect(body.spec.replicas).toBe(5);
    expect(body.metadata.generation).toBe(2);
    const scale = (await ask(cluster, `${WEB}/scale`)).body;
    expect(
      (await put(`${WEB}/scale`, { ...scale, spec: { replicas: 6 } })).status,
    ).toBe(200);
    expect(
      (await put(`${WEB}/scale`, { ...scale, spec: { replicas: 7 } })).status,
    ).toBe(409);
    expect(
      (await patch(`${WEB}/scale`, 'merge', { spec: { replicas: -1 } })).status,
    ).toBe(422);
    expect((await patch(`${CONFIGS}/a/scale`, 'merge', {})).status).toBe(404);
  });

  it('scales a custom kind at the path of its definition', async () => {
    cluster.create(databaseDefinition());
    const path =
      '/apis/databases.example.com/v1/namespaces/team-alpha/databases';
    await post(path, database('team-alpha', 'orders'));
    await patch(`${path}/orders/scale`, 'merge', { spec: { replicas: 3 } });
    const { body } = await ask(cluster, `${path}/orders`);
    expect(body.spec.replicas).toBe(3);
    expect((await patch(`${path}/orders`, 'strategic-merge', {})).status).toBe(
      415,
    );
  });

  it('encodes the text of Secrets', async () => {
    const { body } = await post('/api/v1/namespaces/default/secrets', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { generateName: 'token-' },
      stringData: { key: 'hello' },
    });
    expect(body.metadata.name).toMatch(/^token-.+/);
    expect(body.data).toEqual({ key: 'aGVsbG8=' });
    expect(body.stringData).toBeUndefined();
  });
});
