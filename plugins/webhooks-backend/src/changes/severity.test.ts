import {
  DEPLOYMENT,
  POD,
  Parts,
  eventOf,
  kind,
  object,
} from './observe.fixture';
import { ResourceType } from './types';

const NODE = kind('', 'nodes', 'Node', { namespaced: false });
const NAMESPACE = kind('', 'namespaces', 'Namespace', { namespaced: false });
const CLAIM = kind('', 'persistentvolumeclaims', 'PersistentVolumeClaim');
const JOB = kind('batch', 'jobs', 'Job');
const CRON_JOB = kind('batch', 'cronjobs', 'CronJob');
const WIDGET = kind('example.com', 'widgets', 'Widget');

const condition = (type: string, status: string) => ({
  status: { conditions: [{ type, status }] },
});
const container = (status: object) => ({
  status: { containerStatuses: [{ name: 'web', ...status }] },
});
const phase = (value: string) => ({ status: { phase: value } });

const severityOf = (
  type: ResourceType,
  before: Parts | null,
  after: Parts | null,
) => eventOf(type, before && object(before), after && object(after))?.severity;

describe('the severity of a change', () => {
  it.each<[string, ResourceType, Parts, Parts]>([
    [
      'a Node that is no longer ready',
      NODE,
      condition('Ready', 'True'),
      condition('Ready', 'Unknown'),
    ],
    [
      'a Deployment that is no longer available',
      DEPLOYMENT,
      condition('Available', 'True'),
      condition('Available', 'False'),
    ],
    [
      'a namespace that begins to go',
      NAMESPACE,
      phase('Active'),
      phase('Terminating'),
    ],
    ['a volume that is lost', CLAIM, phase('Bound'), phase('Lost')],
  ])('is critical for %s', (_name, type, before, after) => {
    expect(severityOf(type, before, after)).toBe('critical');
  });

  it.each<[string, ResourceType, Parts, Parts]>([
    [
      'a Node under pressure',
      NODE,
      condition('DiskPressure', 'False'),
      condition('DiskPressure', 'True'),
    ],
    [
      'a rollout that is stuck',
      DEPLOYMENT,
      condition('Progressing', 'True'),
      condition('Progressing', 'False'),
    ],
    ['a Job that failed', JOB, {}, condition('Failed', 'True')],
    [
      'a Pod that crashes again and again',
      POD,
      container({ state: { running: {} } }),
      container({ state: { waiting: { reason: 'CrashLoopBackOff' } } }),
    ],
    [
      'a container that took too much memory',
      POD,
      container({}),
      container({ lastState: { terminated: { reason: 'OOMKilled' } } }),
    ],
    ['a Pod that failed', POD, phase('Running'), phase('Failed')],
    ['an evicted Pod', POD, {}, { status: { reason: 'Evicted' } }],
  ])('is warning for %s', (_name, type, before, after) => {
    expect(severityOf(type, before, after)).toBe('warning');
  });

  it.each<[string, ResourceType, Parts, Parts]>([
    [
      'a Node that is ready again',
      NODE,
      condition('Ready', 'False'),
      condition('Ready', 'True'),
    ],
    [
      'a pressure that is over',
      NODE,
      condition('MemoryPressure', 'True'),
      condition('MemoryPressure', 'False'),
    ],
    [
      'a Deployment that is available again',
      DEPLOYMENT,
      condition('Available', 'False'),
      condition('Available', 'True'),
    ],
    ['a Pod that is done', POD, phase('Running'), phase('Succeeded')],
    [
      'a restart',
      POD,
      container({ restartCount: 0 }),
      container({ restartCount: 1 }),
    ],
    [
      'a new image',
      DEPLOYMENT,
      { spec: { image: 'web:1' } },
      { spec: { image: 'web:2' } },
    ],
    [
      'a condition of a kind without rules',
      WIDGET,
      condition('Ready', 'True'),
      condition('Ready', 'False'),
    ],
  ])('is info for %s', (_name, type, before, after) => {
    expect(severityOf(type, before, after)).toBe('info');
  });

  it.each([
    [DEPLOYMENT, 'warning'],
    [CRON_JOB, 'warning'],
    [NAMESPACE, 'critical'],
    [JOB, 'info'],
    [POD, 'info'],
    [WIDGET, 'info'],
  ] as const)('of the deletion of %j is %s', (type, expected) => {
    expect(severityOf(type, {}, null)).toBe(expected);
    expect(severityOf(type, null, {})).toBe('info');
  });

  it('is that of the worst of several changes', () => {
    const before = { ...condition('Available', 'True'), spec: { replicas: 1 } };
    const after = { ...condition('Available', 'False'), spec: { replicas: 2 } };
    const event = eventOf(DEPLOYMENT, object(before), object(after));
    expect(event).toMatchObject({ event: 'scale', severity: 'critical' });
  });
});
