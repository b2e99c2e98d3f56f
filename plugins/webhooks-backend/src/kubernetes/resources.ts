import { ResourceType } from '../changes/types';

type Row = readonly [
  kind: string,
  plural: string,
  group: string,
  version: string,
];

/** The kinds of Kubernetes that are watched without being named in app-config, the first ones first. */
const ROWS: readonly Row[] = [
  ['Deployment', 'deployments', 'apps', 'v1'],
  ['StatefulSet', 'statefulsets', 'apps', 'v1'],
  ['DaemonSet', 'daemonsets', 'apps', 'v1'],
  ['ReplicaSet', 'replicasets', 'apps', 'v1'],
  ['Job', 'jobs', 'batch', 'v1'],
  ['CronJob', 'cronjobs', 'batch', 'v1'],
  ['Pod', 'pods', '', 'v1'],
  ['Service', 'services', '', 'v1'],
  ['Ingress', 'ingresses', 'networking.k8s.io', 'v1'],
  ['Node', 'nodes', '', 'v1'],
  ['Namespace', 'namespaces', '', 'v1'],
  ['ConfigMap', 'configmaps', '', 'v1'],
  ['Secret', 'secrets', '', 'v1'],
  ['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'autoscaling', 'v2'],
  ['PersistentVolumeClaim', 'persistentvolumeclaims', '', 'v1'],
];

const CLUSTER_WIDE = ['Node', 'Namespace'];

/** Served at these versions by every Kubernetes from 1.23 on, so nothing has to be discovered. */
export const DEFAULT_RESOURCES: readonly ResourceType[] = ROWS.map(
  ([kind, plural, group, version]) => ({
    kind,
    plural,
    group,
    version,
    namespaced: !CLUSTER_WIDE.includes(kind),
  }),
);

/** As filters name them: computed when they are asked for, so that there is nothing to watch. */
export const NEVER_BY_DEFAULT: readonly string[] = [
  '*.metrics.k8s.io',
  '*.custom.metrics.k8s.io',
  '*.external.metrics.k8s.io',
];
