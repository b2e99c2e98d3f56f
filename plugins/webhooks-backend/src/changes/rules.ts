import { FieldValue } from '@kubevision/backstage-plugin-webhooks-common';
import { controllerOf } from './controllerOf';
import { matchesPattern } from './Selection';
import { KubernetesObject, ResourceType, resourceName } from './types';

/** Whether a change from one value to another is worth telling; `null` is an absent field. */
export type Transition = (old: FieldValue, next: FieldValue) => boolean;

/** A pattern of fields (see `Selection.ts`), and which of their changes are worth telling. */
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
}

/** Names that stand for a path which says less. */
export const ALIASES: ReadonlyMap<string, string> = new Map([
  [
    'spec.template.metadata.annotations[kubectl.kubernetes.io/restartedAt]',
    'restart',
  ],
]);

const NORMAL_WAITING: FieldValue[] = [
  null,
  'ContainerCreating',
  'PodInitializing',
];

export const becomes =
  (...values: FieldValue[]): Transition =>
  (_old, next) =>
    values.includes(next);
export const leaves =
  (value: FieldValue): Transition =>
  old =>
    old === value;
/** Not the first appearance of a condition, which every new object has. */
const flips: Transition = (old, next) => old !== null && next !== null;
const grows: Transition = (old, next) => Number(next) > Number(old ?? 0);
/** Kubelet swaps one trouble for another on every retry, so only the first one is told. */
export const startsTrouble: Transition = (old, next) =>
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

/**
 * To be raised whenever the same object would be projected differently than before, whatever of it
 * has changed: a rule, what is masked, or what is kept beside the fields. Otherwise every object
 * would look changed after an update of the plugin.
 */
export const RULES_VERSION = 2;

const rules = new WeakMap<ResourceType, KindRule>();

/** The rule of a kind; a kind with its own `scalePath` (a custom resource) scales by that. */
export function ruleOf(type: ResourceType): KindRule {
  let rule = rules.get(type);
  if (!rule) {
    rule = RULES[resourceName(type)] ?? OTHER_KINDS;
    if (type.scalePath) rule = { ...rule, scalePath: type.scalePath };
    // The same object every time, so that what is made of a rule can be kept with it.
    rules.set(type, rule);
  }
  return rule;
}

/** Names of fields hold names that people choose, so there is no end of them. */
const MAX_KNOWN_FIELDS = 5_000;
const fieldRules = new WeakMap<KindRule, Map<string, readonly FieldRule[]>>();

/** What a kind's rule says about the changes of one field; asked for every change. */
export function fieldRulesOf(
  rule: KindRule,
  field: string,
): readonly FieldRule[] {
  let known = fieldRules.get(rule);
  if (!known || known.size >= MAX_KNOWN_FIELDS) {
    known = new Map();
    fieldRules.set(rule, known);
  }
  let found = known.get(field);
  if (!found) {
    found = rule.fields
      .filter((it): it is FieldRule => typeof it !== 'string')
      .filter(it => matchesPattern(field, it.field));
    known.set(field, found);
  }
  return found;
}
