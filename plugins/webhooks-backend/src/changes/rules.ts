import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { controllerOf } from './controllerOf';
import { KubernetesObject, ResourceType, resourceName } from './types';

/** Whether a change from one value to another is worth telling; `null` is an absent field. */
type Transition = (old: FieldValue, next: FieldValue) => boolean;

/** A pattern of fields (see `fieldPattern.ts`), and which of their changes are worth telling. */
export interface FieldRule {
  readonly field: string;
  readonly when: Transition;
}

/** What of a kind is significant. */
export interface KindRule {
  /** A plain pattern means that any change is worth telling. */
  readonly fields: readonly (string | FieldRule)[];
  /** Fields whose value is shown as `***` and kept only as a keyed mark. */
  readonly masked?: readonly string[];
  /** Path of the desired count. Changing it is a scale. */
  readonly scalePath?: string;
  /** Objects that are nobody's news: not kept, no events. */
  readonly ignores?: (object: KubernetesObject) => boolean;
  /** Creating and deleting objects that a controller owns is the owner's news, not theirs. */
  readonly foldsIntoOwner?: boolean;
}

/** Names that stand for a path which says less. */
export const ALIASES: Readonly<Record<string, string>> = {
  'spec.template.metadata.annotations[kubectl.kubernetes.io/restartedAt]':
    'restart',
};

const NORMAL_WAITING: FieldValue[] = [
  null,
  'ContainerCreating',
  'PodInitializing',
];

const becomes =
  (...values: FieldValue[]): Transition =>
  (_old, next) =>
    values.includes(next);
const leaves =
  (value: FieldValue): Transition =>
  old =>
    old === value;
/** Not the first appearance of a condition, which every new object has. */
const flips: Transition = (old, next) => old !== null && next !== null;
const grows: Transition = (old, next) => Number(next) > Number(old ?? 0);
/** Kubelet swaps one trouble for another on every retry, so only the first one is told. */
const startsTrouble: Transition = (old, next) =>
  NORMAL_WAITING.includes(old) && !NORMAL_WAITING.includes(next);

const containerStatus = (list: string): FieldRule[] => [
  { field: `status.${list}[].restartCount`, when: grows },
  { field: `status.${list}[].state.waiting.reason`, when: startsTrouble },
  {
    field: `status.${list}[].state.terminated.reason`,
    when: becomes('OOMKilled'),
  },
  {
    field: `status.${list}[].lastState.terminated.reason`,
    when: becomes('OOMKilled'),
  },
];

const WORKLOAD_CONDITIONS: FieldRule[] = [
  { field: 'status.conditions[type=Available].status', when: flips },
  { field: 'status.conditions[type=Progressing].status', when: flips },
];

const isControlled = (object: KubernetesObject) =>
  controllerOf(object) !== undefined;

/**
 * The significant fields of each kind, by resource name. Whatever is not named here never causes
 * an event: counters, heartbeats, times, revisions, labels, and annotations, of which
 * `last-applied-configuration` can carry Secrets in clear.
 */
const RULES: Readonly<Record<string, KindRule>> = {
  'deployments.apps': {
    fields: ['spec.**', ...WORKLOAD_CONDITIONS],
    scalePath: 'spec.replicas',
  },
  'statefulsets.apps': {
    fields: ['spec.**', ...WORKLOAD_CONDITIONS],
    scalePath: 'spec.replicas',
  },
  'daemonsets.apps': { fields: ['spec.**', ...WORKLOAD_CONDITIONS] },
  'replicasets.apps': {
    fields: ['spec.**'],
    scalePath: 'spec.replicas',
    ignores: isControlled,
  },
  replicationcontrollers: {
    fields: ['spec.**'],
    scalePath: 'spec.replicas',
    ignores: isControlled,
  },
  'jobs.batch': {
    fields: [
      'spec.**',
      {
        field: 'status.conditions[type=Complete].status',
        when: becomes('True'),
      },
      { field: 'status.conditions[type=Failed].status', when: becomes('True') },
    ],
    scalePath: 'spec.parallelism',
  },
  'cronjobs.batch': { fields: ['spec.**'] },
  'horizontalpodautoscalers.autoscaling': {
    fields: [
      'spec.**',
      { field: 'status.conditions[type=AbleToScale].status', when: flips },
      { field: 'status.conditions[type=ScalingLimited].status', when: flips },
    ],
  },
  pods: {
    fields: [
      'spec.containers[].image',
      'spec.containers[].resources.**',
      'spec.initContainers[].image',
      { field: 'status.phase', when: becomes('Failed', 'Succeeded') },
      { field: 'status.reason', when: becomes('Evicted') },
      { field: 'status.conditions[type=Ready].status', when: leaves('True') },
      ...containerStatus('containerStatuses'),
      ...containerStatus('initContainerStatuses'),
    ],
    foldsIntoOwner: true,
  },
  services: {
    fields: [
      'spec.type',
      'spec.ports.**',
      'spec.selector.**',
      'spec.externalName',
      'status.loadBalancer.ingress',
    ],
  },
  'ingresses.networking.k8s.io': {
    fields: ['spec.**', 'status.loadBalancer.ingress'],
  },
  nodes: {
    fields: [
      'spec.unschedulable',
      'spec.taints.**',
      { field: 'status.conditions[].status', when: flips },
      'status.nodeInfo.kubeletVersion',
      'status.allocatable.**',
    ],
  },
  namespaces: { fields: ['metadata.labels.**', 'status.phase'] },
  configmaps: {
    fields: ['immutable'],
    masked: ['data.*', 'binaryData.*'],
    // Kubernetes writes one into every namespace.
    ignores: object => object.metadata.name === 'kube-root-ca.crt',
  },
  secrets: {
    fields: ['type', 'immutable'],
    masked: ['data.*', 'stringData.*'],
    ignores: object =>
      ['helm.sh/release.v1', 'kubernetes.io/service-account-token'].includes(
        String(object.type),
      ),
  },
  persistentvolumeclaims: {
    fields: [
      'spec.resources.**',
      'spec.storageClassName',
      'spec.accessModes',
      'status.phase',
      'status.capacity.storage',
    ],
  },
};

/** Custom resources, and the kinds of Kubernetes that have no rule of their own. */
const OTHER_KINDS: KindRule = {
  fields: [
    'spec.**',
    'status.phase',
    'status.conditions[].status',
    'rules.**',
    'subjects.**',
    'roleRef.**',
    'provisioner',
    'parameters.**',
  ],
  masked: ['data.*', 'binaryData.*', 'stringData.*'],
};

/** The path of the desired count of a built-in resource such as `deployments.apps`. */
export function scalePathOf(resource: string): string | undefined {
  return RULES[resource]?.scalePath;
}

/** The rule of a kind; a kind with its own `scalePath` (a custom resource) scales by that. */
export function ruleOf(type: ResourceType): KindRule {
  const rule = RULES[resourceName(type)] ?? OTHER_KINDS;
  return type.scalePath ? { ...rule, scalePath: type.scalePath } : rule;
}
