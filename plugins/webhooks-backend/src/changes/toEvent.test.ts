import { DEPLOYMENT, Parts, eventOf, kind, object } from './observe.fixture';

function deployment(spec: object, more: Parts = {}) {
  return object({
    ...more,
    spec: {
      replicas: 3,
      template: {
        spec: { containers: [{ name: 'web', image: 'registry.io/t/web:1.2' }] },
      },
      ...spec,
    },
  });
}

describe('the documented example', () => {
  const event = eventOf(
    DEPLOYMENT,
    deployment({ replicas: 3 }),
    deployment(
      { replicas: 5 },
      {
        metadata: {
          resourceVersion: '101',
          managedFields: [
            {
              manager: 'alice',
              operation: 'Update',
              subresource: 'scale',
              fieldsV1: { 'f:spec': { 'f:replicas': {} } },
            },
          ],
        },
      },
    ),
  );

  it('is a scale, written as the contract writes it', () => {
    expect(event).toEqual({
      event: 'scale',
      cluster: 'prod-us',
      namespace: 'team-alpha',
      resource: 'Deployment',
      name: 'api-server',
      actor: 'alice',
      timestamp: '2026-03-05T10:23:00Z',
      detail: { field: 'spec.replicas', old: 3, new: 5 },
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      apiVersion: 'apps/v1',
      uid: 'uid-1',
      resourceVersion: '101',
      actorSource: 'field-manager',
      observed: 'watch',
      changes: [{ field: 'spec.replicas', old: 3, new: 5 }],
      truncated: false,
      severity: 'info',
      labels: {},
      entities: [],
    });
  });

  it('has the documented keys first, in the documented order', () => {
    expect(Object.keys(event!)).toEqual([
      'event',
      'cluster',
      'namespace',
      'resource',
      'name',
      'actor',
      'timestamp',
      'detail',
      'id',
      'apiVersion',
      'uid',
      'resourceVersion',
      'actorSource',
      'observed',
      'changes',
      'truncated',
      'severity',
      'labels',
      'entities',
    ]);
    expect(Object.keys(event!.detail)).toEqual(['field', 'old', 'new']);
  });
});

describe('create and delete', () => {
  it('say in a few words what came', () => {
    expect(eventOf(DEPLOYMENT, null, deployment({}))).toMatchObject({
      event: 'create',
      detail: { field: 'object', old: null, new: '3 replicas, web:1.2' },
    });
  });

  it('say in a few words what went, and never by whom', () => {
    const owner = { kind: 'CronJob', name: 'c', uid: 'u', controller: true };
    const before = deployment({}, { metadata: { ownerReferences: [owner] } });
    expect(eventOf(DEPLOYMENT, before, null)).toMatchObject({
      event: 'delete',
      actor: 'unknown',
      actorSource: 'unknown',
      detail: { field: 'object', old: '3 replicas, web:1.2', new: null },
    });
  });

  it.each([
    [
      'one replica',
      DEPLOYMENT,
      deployment({ replicas: 1 }),
      '1 replica, web:1.2',
    ],
    [
      'a Service',
      kind('', 'services', 'Service'),
      object({ spec: { type: 'ClusterIP', clusterIP: '10.0.0.1' } }),
      'ClusterIP',
    ],
    [
      'a Secret',
      kind('', 'secrets', 'Secret'),
      object({ type: 'Opaque', data: { user: 'eA==', password: 'eQ==' } }),
      'Opaque, 2 keys',
    ],
    [
      'a CronJob',
      kind('batch', 'cronjobs', 'CronJob'),
      object({ spec: { schedule: '*/5 * * * *' } }),
      'schedule */5 * * * *',
    ],
    [
      'an Ingress',
      kind('networking.k8s.io', 'ingresses', 'Ingress'),
      object({
        spec: {
          rules: [
            { host: 'a.example', http: { paths: [{ path: '/' }] } },
            { host: 'b.example' },
          ],
        },
      }),
      'a.example, b.example',
    ],
    [
      'a Namespace',
      kind('', 'namespaces', 'Namespace'),
      object({ status: { phase: 'Active' } }),
      'Namespace',
    ],
  ])('summarize %s', (_name, type, after, summary) => {
    expect(eventOf(type, null, after)?.detail.new).toBe(summary);
  });

  it('have one id each, however they were observed', () => {
    const seen = deployment({});
    const later = deployment({}, { metadata: { resourceVersion: '105' } });
    const created = eventOf(DEPLOYMENT, null, seen)!;
    const deleted = eventOf(DEPLOYMENT, seen, null)!;
    expect(eventOf(DEPLOYMENT, null, later, 'catch-up')!.id).toBe(created.id);
    expect(eventOf(DEPLOYMENT, later, null, 'catch-up')!.id).toBe(deleted.id);
    expect(created.id).not.toBe(deleted.id);
  });
});

describe('update', () => {
  it('is every other significant change, the most significant first', () => {
    const event = eventOf(
      DEPLOYMENT,
      deployment({ paused: false }),
      deployment({
        paused: true,
        template: {
          spec: {
            containers: [
              {
                name: 'web',
                image: 'registry.io/t/web:1.3',
                resources: { limits: { memory: '1Gi' } },
              },
            ],
          },
        },
      }),
    );
    expect(event?.event).toBe('update');
    const container = 'spec.template.spec.containers[name=web]';
    expect(event?.changes.map(change => change.field)).toEqual([
      `${container}.image`,
      `${container}.resources.limits.memory`,
      'spec.paused',
    ]);
    expect(event?.detail).toEqual(event?.changes[0]);
  });

  it('is a scale when the desired count changed too', () => {
    const template = { spec: { containers: [{ name: 'web', image: 'w:2' }] } };
    const event = eventOf(
      DEPLOYMENT,
      deployment({}),
      deployment({ replicas: 4, template }),
    );
    expect(event).toMatchObject({
      event: 'scale',
      detail: { field: 'spec.replicas' },
    });
    expect(event?.changes).toHaveLength(2);
  });

  it('has one id for one write', () => {
    const before = deployment({});
    const write = (rv: string) =>
      eventOf(
        DEPLOYMENT,
        before,
        deployment({ replicas: 9 }, { metadata: { resourceVersion: rv } }),
      )!.id;
    expect(write('101')).toBe(write('101'));
    expect(write('101')).not.toBe(write('102'));
  });

  it('names containers by name, so that a new one first is not a change of all', () => {
    const container = (name: string) => ({ name, image: `${name}:1` });
    const template = (...names: string[]) => ({
      template: { spec: { containers: names.map(container) } },
    });
    const event = eventOf(
      DEPLOYMENT,
      deployment(template('web')),
      deployment(template('proxy', 'web')),
    );
    expect(event?.changes).toEqual([
      {
        field: 'spec.template.spec.containers[name=proxy].image',
        old: null,
        new: 'proxy:1',
      },
    ]);
  });

  it('holds twenty changes at most, and says that there were more', () => {
    const labels = (value: string) =>
      Object.fromEntries(
        Array.from({ length: 25 }, (_, i) => [`label${i}`, value]),
      );
    const type = kind('', 'namespaces', 'Namespace');
    const event = eventOf(
      type,
      object({ metadata: { labels: labels('a') } }),
      object({ metadata: { labels: labels('b') } }),
    );
    expect(event?.changes).toHaveLength(20);
    expect(event?.truncated).toBe(true);
  });

  it('cuts long values, and still sees a change behind the cut', () => {
    const type = kind('example.com', 'widgets', 'Widget');
    const event = eventOf(
      type,
      object({ spec: { text: `${'é'.repeat(400)}1` } }),
      object({ spec: { text: `${'é'.repeat(400)}2` } }),
    );
    const { old } = event!.detail;
    expect(Buffer.byteLength(String(old))).toBeLessThanOrEqual(256);
    expect(old).toMatch(/^é+…$/);
  });

  it('tells that deletion was requested when finalizers hold the object', () => {
    const metadata = {
      deletionTimestamp: '2026-03-05T10:22:59Z',
      finalizers: ['foregroundDeletion'],
    };
    expect(
      eventOf(DEPLOYMENT, deployment({}), deployment({}, { metadata })),
    ).toMatchObject({
      event: 'update',
      detail: {
        field: 'metadata.deletionTimestamp',
        old: null,
        new: 'deletion requested',
      },
    });
    const unheld = { ...metadata, finalizers: [] };
    expect(
      eventOf(DEPLOYMENT, deployment({}), deployment({}, { metadata: unheld })),
    ).toBeUndefined();
  });

  it('calls a rollout restart a restart', () => {
    const restarted = (at: string) => ({
      template: {
        metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } },
      },
    });
    const event = eventOf(
      DEPLOYMENT,
      deployment(restarted('2026-03-04T09:00:00Z')),
      deployment(restarted('2026-03-05T10:23:00Z')),
    );
    expect(event?.detail).toEqual({
      field: 'restart',
      old: '2026-03-04T09:00:00Z',
      new: '2026-03-05T10:23:00Z',
    });
  });
});
