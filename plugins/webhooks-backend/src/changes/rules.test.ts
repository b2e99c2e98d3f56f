import { isOwnersNews } from './isOwnersNews';
import {
  DEPLOYMENT,
  POD,
  Parts,
  eventOf,
  kind,
  object,
  stored,
} from './observe.fixture';

describe('scale', () => {
  const STATEFUL_SET = kind('apps', 'statefulsets', 'StatefulSet');
  const REPLICA_SET = kind('apps', 'replicasets', 'ReplicaSet');
  const JOB = kind('batch', 'jobs', 'Job');
  const CRD = kind('example.com', 'caches', 'Cache', {
    scalePath: 'spec.size',
  });
  const HPA = kind(
    'autoscaling',
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
  );

  it.each([
    [STATEFUL_SET, 'replicas', 'scale'],
    [REPLICA_SET, 'replicas', 'scale'],
    [JOB, 'parallelism', 'scale'],
    [JOB, 'completions', 'update'],
    [CRD, 'size', 'scale'],
    [CRD, 'replicas', 'update'],
    [kind('apps', 'daemonsets', 'DaemonSet'), 'minReadySeconds', 'update'],
    [HPA, 'minReplicas', 'update'],
    [HPA, 'maxReplicas', 'update'],
  ])('%j: a change of spec.%s is %s', (type, field, expected) => {
    const event = eventOf(
      type,
      object({ spec: { [field]: 1 } }),
      object({ spec: { [field]: 2 } }),
    );
    expect(event).toMatchObject({
      event: expected,
      detail: { field: `spec.${field}`, old: 1, new: 2 },
    });
  });
});

describe('what a controller owns', () => {
  const owner = {
    kind: 'ReplicaSet',
    name: 'web-1',
    uid: 'r',
    controller: true,
  };
  const owned = (parts: Parts = {}) =>
    object({ ...parts, metadata: { ownerReferences: [owner] } });

  it('ReplicaSets are not kept at all', () => {
    const type = kind('apps', 'replicasets', 'ReplicaSet');
    expect(stored(owned({ spec: { replicas: 1 } }), type)).toBeUndefined();
  });

  it.each([
    ['create', null, owned()],
    ['delete', owned(), null],
  ] as const)('the %s of a Pod is the news of its owner', (_, old, next) => {
    const event = eventOf(POD, old, next)!;
    expect(event.controller).toMatch('/');
    expect(isOwnersNews(event)).toBe(true);
  });

  it('Pods that nobody owns come and go with news of their own', () => {
    const create = eventOf(POD, null, object())!;
    const remove = eventOf(POD, object(), null)!;
    expect([create.event, remove.event]).toEqual(['create', 'delete']);
    expect([create, remove].map(isOwnersNews)).toEqual([false, false]);
  });

  it('Pods in trouble are told', () => {
    const event = eventOf(
      POD,
      owned({ status: { phase: 'Running' } }),
      owned({ status: { phase: 'Failed' } }),
    );
    expect(event).toMatchObject({
      event: 'update',
      detail: { field: 'status.phase', old: 'Running', new: 'Failed' },
    });
  });
});

describe('the trouble of a Pod', () => {
  const pod = (status: object) => object({ status });
  const container = (status: object) =>
    pod({ containerStatuses: [{ name: 'web', ...status }] });
  const waiting = (reason: string) =>
    container({ state: { waiting: { reason } } });
  const ready = (status: string) =>
    pod({ conditions: [{ type: 'Ready', status, lastTransitionTime: 'x' }] });
  const running = container({ state: { running: { startedAt: 'x' } } });

  it.each([
    ['phase Succeeded', pod({ phase: 'Running' }), pod({ phase: 'Succeeded' })],
    ['Ready lost', ready('True'), ready('False')],
    ['CrashLoopBackOff', running, waiting('CrashLoopBackOff')],
    [
      'ImagePullBackOff',
      waiting('ContainerCreating'),
      waiting('ImagePullBackOff'),
    ],
    [
      'OOMKilled',
      running,
      container({ state: { terminated: { reason: 'OOMKilled' } } }),
    ],
    [
      'a restart',
      container({ restartCount: 0 }),
      container({ restartCount: 1 }),
    ],
  ])('%s is an update', (_name, before, after) => {
    expect(eventOf(POD, before, after)?.event).toBe('update');
  });

  it.each([
    ['phase Running', pod({ phase: 'Pending' }), pod({ phase: 'Running' })],
    ['Ready gained', ready('False'), ready('True')],
    ['starting', pod({}), waiting('ContainerCreating')],
    ['started', waiting('ContainerCreating'), running],
    [
      'another try at the image',
      waiting('ErrImagePull'),
      waiting('ImagePullBackOff'),
    ],
    [
      'an end without error',
      running,
      container({ state: { terminated: { reason: 'Completed' } } }),
    ],
    ['an address', pod({}), pod({ podIP: '10.0.0.4', startTime: 'x' })],
  ])('%s is no event', (_name, before, after) => {
    expect(eventOf(POD, before, after)).toBeUndefined();
  });
});

describe('what is significant', () => {
  const condition = (type: string, status: string) => ({
    status: { conditions: [{ type, status, lastHeartbeatTime: status }] },
  });
  const NODE = kind('', 'nodes', 'Node', { namespaced: false });
  const SERVICE = kind('', 'services', 'Service');

  it.each([
    [
      DEPLOYMENT,
      condition('Available', 'True'),
      condition('Available', 'False'),
      'status.conditions[type=Available].status',
    ],
    [NODE, {}, { spec: { unschedulable: true } }, 'spec.unschedulable'],
    [
      NODE,
      {},
      {
        spec: {
          taints: [{ key: 'gpu', effect: 'NoSchedule', timeAdded: 'x' }],
        },
      },
      'spec.taints[key=gpu,effect=NoSchedule]',
    ],
    [
      NODE,
      condition('Ready', 'True'),
      condition('Ready', 'Unknown'),
      'status.conditions[type=Ready].status',
    ],
    [
      SERVICE,
      { spec: { ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] } },
      { spec: { ports: [{ port: 80, protocol: 'TCP', targetPort: 81 }] } },
      'spec.ports[port=80,protocol=TCP].targetPort',
    ],
    [
      SERVICE,
      {},
      { status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } } },
      'status.loadBalancer.ingress',
    ],
    [
      kind('batch', 'jobs', 'Job'),
      {},
      condition('Failed', 'True'),
      'status.conditions[type=Failed].status',
    ],
    [
      kind('batch', 'cronjobs', 'CronJob'),
      { spec: { suspend: false } },
      { spec: { suspend: true } },
      'spec.suspend',
    ],
    [
      kind('', 'persistentvolumeclaims', 'PersistentVolumeClaim'),
      { status: { phase: 'Pending' } },
      { status: { phase: 'Bound' } },
      'status.phase',
    ],
    [
      kind('example.com', 'widgets', 'Widget'),
      {},
      condition('Synced', 'False'),
      'status.conditions[type=Synced].status',
    ],
    [
      kind('rbac.authorization.k8s.io', 'clusterroles', 'ClusterRole'),
      { rules: [{ verbs: ['get'] }] },
      { rules: [{ verbs: ['*'] }] },
      'rules',
    ],
  ])('%j: %j → %j is a change of %s', (type, before, after, field) => {
    expect(eventOf(type, object(before), object(after))?.detail.field).toBe(
      field,
    );
  });

  it.each([
    [DEPLOYMENT, {}, { status: { readyReplicas: 3, observedGeneration: 4 } }],
    [DEPLOYMENT, {}, condition('Available', 'True')],
    [
      DEPLOYMENT,
      {},
      {
        metadata: { annotations: { 'deployment.kubernetes.io/revision': '2' } },
      },
    ],
    [
      NODE,
      condition('Ready', 'True'),
      {
        status: {
          conditions: [
            { type: 'Ready', status: 'True', lastHeartbeatTime: 'later' },
          ],
          images: [{}],
        },
      },
    ],
    [
      kind('batch', 'cronjobs', 'CronJob'),
      {},
      { status: { lastScheduleTime: 'x', active: [{}] } },
    ],
    [
      kind(
        'autoscaling',
        'horizontalpodautoscalers',
        'HorizontalPodAutoscaler',
      ),
      {},
      { status: { currentReplicas: 3, lastScaleTime: 'x' } },
    ],
    [
      kind('example.com', 'widgets', 'Widget'),
      {},
      { status: { counter: 3 }, metadata: { generation: 2 } },
    ],
  ])('%j: %j → %j is no event', (type, before, after) => {
    expect(
      eventOf(type, object(before as Parts), object(after as Parts)),
    ).toBeUndefined();
  });
});
