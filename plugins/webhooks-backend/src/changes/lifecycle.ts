import { controllerOf } from './controllerOf';
import { KubernetesObject, ResourceType, resourceName, specOf } from './types';

/**
 * Where an object is in its life, as far as that decides what of it is told, and when:
 * - `progressing`: a workload whose Pods are being brought to its newest template or count;
 * - `complete`: one whose Pods are all of it, and available;
 * - `failed`: one that has made no progress for its `progressDeadlineSeconds`;
 * - `paused`: one that keeps its Pods as they are until someone resumes it;
 * - `terminating`: a Pod that is being deleted.
 */
export type Lifecycle =
  | 'progressing'
  | 'complete'
  | 'failed'
  | 'paused'
  | 'terminating';

/** The kinds that are rolled out, by the resource they are, which is how objects are keyed. */
export const WORKLOAD_RESOURCES: Readonly<Record<string, string>> = {
  Deployment: 'deployments.apps',
  StatefulSet: 'statefulsets.apps',
  DaemonSet: 'daemonsets.apps',
};

/** What of a workload and its status is looked at. An absent count is 0. */
interface Workload {
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly updateStrategy?: {
      readonly type?: string;
      readonly rollingUpdate?: { readonly partition?: number };
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly conditions?: readonly {
      readonly type?: string;
      readonly status?: string;
      readonly reason?: string;
    }[];
  };
}

type Spec = NonNullable<Workload['spec']>;
type Status = NonNullable<Workload['status']>;

/** Whether the Pods are on their way, once the controller has seen the newest spec. */
type Progress = (spec: Spec, status: Status) => Lifecycle | undefined;

const progressingIf = (isProgressing: boolean): Lifecycle =>
  isProgressing ? 'progressing' : 'complete';

/**
 * As `kubectl rollout status` decides it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
const deployment: Progress = (spec, status) => {
  const failed = status.conditions?.some(
    ({ type, reason, ...condition }) =>
      type === 'Progressing' &&
      condition.status === 'False' &&
      reason === 'ProgressDeadlineExceeded',
  );
  if (failed) return 'failed';
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  return progressingIf(
    updatedReplicas < (spec.replicas ?? 1) ||
      replicas > updatedReplicas ||
      availableReplicas < updatedReplicas,
  );
};

/** With `OnDelete`, Pods change when someone deletes them: there is no end to wait for. */
const isOnDelete = (spec: Spec) => spec.updateStrategy?.type === 'OnDelete';

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies */
const statefulSet: Progress = (spec, status) => {
  if (isOnDelete(spec)) return undefined;
  const { replicas = 1 } = spec;
  const { updatedReplicas = 0, readyReplicas = 0 } = status;
  const partition = spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  return progressingIf(
    readyReplicas < replicas ||
      updatedReplicas < Math.max(0, replicas - partition) ||
      (partition === 0 && status.currentRevision !== status.updateRevision),
  );
};

/** https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/ */
const daemonSet: Progress = (spec, status) => {
  if (isOnDelete(spec)) return undefined;
  const {
    desiredNumberScheduled = 0,
    updatedNumberScheduled = 0,
    numberAvailable = 0,
  } = status;
  return progressingIf(
    updatedNumberScheduled < desiredNumberScheduled ||
      numberAvailable < desiredNumberScheduled,
  );
};

const rollout =
  (progress: Progress) =>
  (object: KubernetesObject): Lifecycle | undefined => {
    const spec = (specOf(object) ?? {}) as Spec;
    const { status = {} } = object as Workload;
    const { generation = 0 } = object.metadata;
    // Without it, no controller is at work, and nothing would ever end.
    if (status.observedGeneration === undefined) return undefined;
    if (spec.paused) return 'paused';
    const state = progress(spec, status);
    const isSeen = status.observedGeneration >= generation;
    return state && !isSeen ? 'progressing' : state;
  };

const LIFECYCLES: Readonly<
  Record<string, (object: KubernetesObject) => Lifecycle | undefined>
> = {
  'deployments.apps': rollout(deployment),
  'statefulsets.apps': rollout(statefulSet),
  'daemonsets.apps': rollout(daemonSet),
  pods: ({ metadata }) =>
    metadata.deletionTimestamp ? 'terminating' : undefined,
};

/** Undefined for kinds that have none, and where nothing tells. */
export function lifecycleOf(
  object: KubernetesObject,
  type: ResourceType,
): Lifecycle | undefined {
  return LIFECYCLES[resourceName(type)]?.(object);
}

/**
 * What people made that owns an object, e.g. `Deployment/web` of a Pod whose controller is
 * `ReplicaSet/web-5d4f`: a Deployment names its ReplicaSets by the hash of their template, which
 * it also labels their Pods with.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export function workloadOf(object: KubernetesObject): string | undefined {
  const owner = controllerOf(object);
  const hash = object.metadata.labels?.['pod-template-hash'];
  const set = 'ReplicaSet/';
  if (!hash || !owner?.startsWith(set) || !owner.endsWith(`-${hash}`)) {
    return owner;
  }
  return `Deployment/${owner.slice(set.length, -hash.length - 1)}`;
}
