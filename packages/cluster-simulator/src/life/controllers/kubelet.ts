import { JsonObject, KubernetesObject, toTime } from '../../objects';
import { ageOf, LifeContext } from '../LifeContext';
import { nameOf, withConditions, writeStatus } from '../ownership';

/** An image whose tag ends like this starts and fails. */
export const BROKEN_SUFFIX = '-broken';

const JOB_TICKS = 6;
const CRASH_TICKS = 5;
const MAX_RESTARTS = 6;

function schedule({ cluster }: LifeContext, pod: KubernetesObject): void {
  const pods = cluster.list('pods');
  const load = ({ metadata }: KubernetesObject) =>
    pods.filter(({ spec }) => spec.nodeName === metadata.name).length;
  const [node] = cluster
    .list('nodes')
    .filter(({ spec }) => !spec?.unschedulable)
    .sort((a, b) => load(a) - load(b));
  if (node) {
    const nodeName = node.metadata.name;
    cluster.patch(
      nameOf('pods', pod),
      { spec: { nodeName } },
      { manager: 'kube-scheduler' },
    );
    return;
  }
  writeStatus(cluster, 'pods', pod, {
    manager: 'kube-scheduler',
    status: {
      ...pod.status,
      conditions: withConditions(pod, [
        { type: 'PodScheduled', status: false, reason: 'Unschedulable' },
      ]),
    },
  });
}

function containerStatus(
  pod: KubernetesObject,
  changes: JsonObject,
): JsonObject[] {
  return pod.spec.containers.map(({ name, image }: JsonObject) => ({
    name,
    image,
    imageID: '',
    restartCount: 0,
    ...pod.status?.containerStatuses?.find(
      (status: JsonObject) => status.name === name,
    ),
    ...changes,
  }));
}

/** Writes the status of a Pod and of its containers. */
export function writePodStatus(
  { cluster }: LifeContext,
  pod: KubernetesObject,
  options: { phase: string; ready: boolean; container: JsonObject },
): void {
  const { phase, ready, container } = options;
  const reason =
    phase === 'Succeeded'
      ? 'PodCompleted'
      : (!ready && 'ContainersNotReady') || undefined;
  writeStatus(cluster, 'pods', pod, {
    manager: 'kubelet',
    status: {
      ...pod.status,
      phase,
      startTime: pod.status?.startTime ?? toTime(new Date()),
      conditions: withConditions(pod, [
        { type: 'PodScheduled', status: true },
        { type: 'Initialized', status: true },
        { type: 'ContainersReady', status: ready, reason },
        { type: 'Ready', status: ready, reason },
      ]),
      containerStatuses: containerStatus(pod, {
        ready,
        started: ready,
        ...container,
      }),
    },
  });
}

const running = () => ({ running: { startedAt: toTime(new Date()) } });

function runJobPod(context: LifeContext, pod: KubernetesObject): void {
  const { phase } = pod.status;
  if (phase === 'Pending') {
    writePodStatus(context, pod, {
      phase: 'Running',
      ready: true,
      container: { state: running() },
    });
  } else if (
    phase === 'Running' &&
    ageOf(context, pod.metadata.uid) > JOB_TICKS
  ) {
    const state = {
      terminated: {
        exitCode: 0,
        reason: 'Completed',
        finishedAt: toTime(new Date()),
      },
    };
    writePodStatus(context, pod, {
      phase: 'Succeeded',
      ready: false,
      container: { state },
    });
  }
}

function crash(context: LifeContext, pod: KubernetesObject): void {
  const { restartCount = -1 } = pod.status?.containerStatuses?.[0] ?? {};
  const isDue = ageOf(context, pod.metadata.uid) % CRASH_TICKS === 1;
  if (!isDue || restartCount >= MAX_RESTARTS) return;
  const finishedAt = toTime(new Date());
  writePodStatus(context, pod, {
    phase: 'Running',
    ready: false,
    container: {
      restartCount: restartCount + 1,
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off restarting failed container ${pod.spec.containers[0].name}`,
        },
      },
      lastState: { terminated: { exitCode: 1, reason: 'Error', finishedAt } },
    },
  });
}

function run(context: LifeContext, pod: KubernetesObject): void {
  const [status] = pod.status?.containerStatuses ?? [];
  const isBroken = pod.spec.containers.some(({ image }: JsonObject) =>
    image.endsWith(BROKEN_SUFFIX),
  );
  if (isBroken) {
    crash(context, pod);
  } else if (!status) {
    const state = { waiting: { reason: 'ContainerCreating' } };
    writePodStatus(context, pod, {
      phase: 'Pending',
      ready: false,
      container: { state },
    });
  } else if (!status.ready) {
    writePodStatus(context, pod, {
      phase: 'Running',
      ready: true,
      container: { state: running() },
    });
  }
}

/** Schedules Pods, starts their containers and ends those that are to be deleted. */
export function runPods(context: LifeContext): void {
  const { cluster, firstSeen } = context;
  for (const pod of cluster.list('pods')) {
    const age = ageOf(context, pod.metadata.uid);
    if (pod.metadata.deletionTimestamp) {
      cluster.delete(nameOf('pods', pod));
      firstSeen.delete(pod.metadata.uid);
    } else if (!pod.spec.nodeName) {
      schedule(context, pod);
    } else if (pod.spec.restartPolicy === 'Never') {
      runJobPod(context, pod);
    } else if (age > 0) {
      run(context, pod);
    }
  }
}
