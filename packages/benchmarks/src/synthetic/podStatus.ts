import { BEAT, CONTAINERS, CREATED, image } from './podParts';
import { ObjectState, TOKENS } from './tokens';

/** As the kubelet keeps it up to date. */
export function podStatus(health: ObjectState['health']) {
  const isReady = health === 'ready' ? 'True' : 'False';
  const conditions = [
    ['PodReadyToStartContainers', 'True'],
    ['Initialized', 'True'],
    ['Ready', isReady],
    ['ContainersReady', isReady],
    ['PodScheduled', 'True'],
  ];
  return {
    phase: 'Running',
    conditions: conditions.map(([type, value]) => ({
      type,
      status: value,
      observedGeneration: 1,
      lastProbeTime: null,
      lastTransitionTime: BEAT,
      ...(value === 'False' && {
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [web]',
      }),
    })),
    hostIP: '10.0.42.17',
    hostIPs: [{ ip: '10.0.42.17' }],
    podIP: '10.244.17.93',
    podIPs: [{ ip: '10.244.17.93' }],
    startTime: CREATED,
    containerStatuses: CONTAINERS.map(name => containerStatus(name, health)),
    qosClass: 'Burstable',
  };
}

function containerStatus(name: string, health: ObjectState['health']) {
  const isWeb = name === 'web';
  const isCrashing = isWeb && health === 'crashing';
  return {
    name,
    state: isCrashing
      ? {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: 'back-off 40s restarting failed container=web',
          },
        }
      : { running: { startedAt: CREATED } },
    lastState: isCrashing
      ? {
          terminated: {
            exitCode: 1,
            reason: 'Error',
            startedAt: CREATED,
            finishedAt: BEAT,
          },
        }
      : {},
    ready: !isWeb || health === 'ready',
    restartCount: isWeb ? TOKENS.restarts : 0,
    image: image(name),
    imageID: `${image(
      name,
    )}@sha256:b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0`,
    containerID: `containerd://b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8${TOKENS.serial}`,
    started: !isCrashing,
  };
}
