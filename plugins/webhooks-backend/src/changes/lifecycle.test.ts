import { lifecycleOf, workloadOf } from './lifecycle';
import {
  DEPLOYMENT,
  POD,
  eventOf,
  kind,
  object,
  stored,
} from './observe.fixture';
import { LIFECYCLE_FIELD } from './projector';

const STATEFUL_SET = kind('apps', 'statefulsets', 'StatefulSet');
const DAEMON_SET = kind('apps', 'daemonsets', 'DaemonSet');

const workload = (spec: object, status: object, generation = 2) =>
  object({ spec, status, metadata: { generation } });

const done = {
  observedGeneration: 2,
  replicas: 3,
  updatedReplicas: 3,
  availableReplicas: 3,
  readyReplicas: 3,
};
const revisions = { currentRevision: 'web-2', updateRevision: 'web-2' };
const scheduled = {
  observedGeneration: 2,
  desiredNumberScheduled: 3,
  updatedNumberScheduled: 3,
  numberAvailable: 3,
};
const partition = (count: number) => ({
  updateStrategy: { rollingUpdate: { partition: count } },
});

describe('the lifecycle of a workload', () => {
  it.each([
    ['all is done', {}, done, 'complete'],
    [
      'the controller has not seen the newest spec',
      {},
      { ...done, observedGeneration: 1 },
      'progressing',
    ],
    ['Pods are missing', {}, { ...done, updatedReplicas: 2 }, 'progressing'],
    ['old Pods are left', {}, { ...done, replicas: 4 }, 'progressing'],
    [
      'new Pods are not available',
      {},
      { ...done, availableReplicas: 2 },
      'progressing',
    ],
    [
      'there is no progress any more',
      {},
      {
        ...done,
        updatedReplicas: 1,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
      'failed',
    ],
    [
      'someone paused it',
      { paused: true },
      { ...done, updatedReplicas: 1 },
      'paused',
    ],
    ['no controller is at work', {}, { replicas: 3 }, undefined],
  ])('of a Deployment: %s', (_, spec, status, expected) => {
    expect(
      lifecycleOf(workload({ replicas: 3, ...spec }, status), DEPLOYMENT),
    ).toBe(expected);
  });

  it('of a Deployment that is rolled out anew after it had failed', () => {
    const conditions = [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
      },
    ];
    const again = workload({ replicas: 3 }, { ...done, conditions }, 3);
    expect(lifecycleOf(again, DEPLOYMENT)).toBe('progressing');
  });

  it.each([
    ['all is done', {}, { ...done, ...revisions }, 'complete'],
    [
      'the revisions differ',
      {},
      { ...done, ...revisions, updateRevision: 'web-3' },
      'progressing',
    ],
    [
      'Pods are not ready',
      {},
      { ...done, ...revisions, readyReplicas: 2 },
      'progressing',
    ],
    [
      'only a part of it is to be updated',
      partition(2),
      { ...done, updatedReplicas: 1, updateRevision: 'web-3' },
      'complete',
    ],
    [
      'that part is not yet',
      partition(1),
      { ...done, updatedReplicas: 1, updateRevision: 'web-3' },
      'progressing',
    ],
    [
      'it waits for people',
      { updateStrategy: { type: 'OnDelete' } },
      { ...done, updatedReplicas: 0 },
      undefined,
    ],
  ])('of a StatefulSet: %s', (_, spec, status, expected) => {
    expect(
      lifecycleOf(workload({ replicas: 3, ...spec }, status), STATEFUL_SET),
    ).toBe(expected);
  });

  it.each([
    ['all is done', scheduled, 'complete'],
    [
      'Nodes have old Pods',
      { ...scheduled, updatedNumberScheduled: 2 },
      'progressing',
    ],
    [
      'Pods are not available',
      { ...scheduled, numberAvailable: 2 },
      'progressing',
    ],
  ])('of a DaemonSet: %s', (_, status, expected) => {
    expect(lifecycleOf(workload({}, status), DAEMON_SET)).toBe(expected);
  });

  it('is kept, and never told', () => {
    const before = workload({ replicas: 3 }, { ...done, replicas: 4 });
    const after = workload({ replicas: 3 }, done);
    expect(stored(before, DEPLOYMENT)!.projection.get(LIFECYCLE_FIELD)).toBe(
      'progressing',
    );
    expect(eventOf(DEPLOYMENT, before, after)).toBeUndefined();
  });
});

describe('a Pod that is being deleted', () => {
  const pod = (ready: string, metadata: object = {}) =>
    object({
      metadata,
      status: {
        conditions: [{ type: 'Ready', status: ready }],
        containerStatuses: [
          { name: 'web', restartCount: ready === 'True' ? 0 : 1 },
        ],
      },
    });

  it('may stop being ready without anyone being told', () => {
    const leaving = pod('False', { deletionTimestamp: '2026-03-05T10:23:00Z' });
    expect(eventOf(POD, pod('True'), pod('False'))).toBeDefined();
    expect(eventOf(POD, pod('True'), leaving)).toBeUndefined();
  });

  it('that waits for a finalizer is told to be leaving, and nothing else', () => {
    const leaving = pod('False', {
      deletionTimestamp: '2026-03-05T10:23:00Z',
      finalizers: ['example.com/drain'],
    });
    expect(eventOf(POD, pod('True'), leaving)!.changes).toEqual([
      {
        field: 'metadata.deletionTimestamp',
        old: null,
        new: 'deletion requested',
      },
    ]);
  });
});

describe('the workload of a Pod', () => {
  const owned = (owner: string, labels = {}) => {
    const [ownerKind, name] = owner.split('/');
    return object({
      metadata: {
        labels,
        ownerReferences: [
          { kind: ownerKind, name, uid: 'u', controller: true },
        ],
      },
    });
  };
  const hash = { 'pod-template-hash': '5d4f' };

  it.each([
    ['ReplicaSet/my-web-5d4f', hash, 'Deployment/my-web'],
    ['ReplicaSet/my-web-5d4f', {}, 'ReplicaSet/my-web-5d4f'],
    ['ReplicaSet/other', hash, 'ReplicaSet/other'],
    ['StatefulSet/web', {}, 'StatefulSet/web'],
    ['DaemonSet/web', {}, 'DaemonSet/web'],
  ])('%s with the labels %j is %s', (owner, labels, expected) => {
    expect(workloadOf(owned(owner, labels))).toBe(expected);
  });

  it('is none without a controller', () => {
    expect(workloadOf(object())).toBeUndefined();
  });
});
