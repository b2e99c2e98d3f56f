import { Resource, ScalePaths } from './Resource';

const REPLICAS: ScalePaths = {
  specReplicas: 'spec.replicas',
  statusReplicas: 'status.replicas',
};

type Row = [
  apiVersion: string,
  kind: string,
  plural: string,
  shortNames: string,
  traits: string,
];

// Traits: c = cluster-wide, s = has /status, r = has /scale, g = counts generations, a = in `kubectl get all`.
const ROWS: Row[] = [
  ['v1', 'ConfigMap', 'configmaps', 'cm', ''],
  ['v1', 'Event', 'events', 'ev', ''],
  ['v1', 'Namespace', 'namespaces', 'ns', 'cs'],
  ['v1', 'Node', 'nodes', 'no', 'cs'],
  ['v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', 'pvc', 's'],
  ['v1', 'Pod', 'pods', 'po', 'sga'],
  ['v1', 'Secret', 'secrets', '', ''],
  ['v1', 'Service', 'services', 'svc', 'sa'],
  ['apps/v1', 'DaemonSet', 'daemonsets', 'ds', 'sga'],
  ['apps/v1', 'Deployment', 'deployments', 'deploy', 'srga'],
  ['apps/v1', 'ReplicaSet', 'replicasets', 'rs', 'srga'],
  ['apps/v1', 'StatefulSet', 'statefulsets', 'sts', 'srga'],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    'hpa',
    'sa',
  ],
  ['batch/v1', 'CronJob', 'cronjobs', 'cj', 'sga'],
  ['batch/v1', 'Job', 'jobs', '', 'sga'],
  ['coordination.k8s.io/v1', 'Lease', 'leases', '', ''],
  ['networking.k8s.io/v1', 'Ingress', 'ingresses', 'ing', 'sg'],
  [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    'crd,crds',
    'csg',
  ],
];

function toResource([
  apiVersion,
  kind,
  plural,
  shortNames,
  traits,
]: Row): Resource {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return {
    group,
    version,
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced: !traits.includes('c'),
    shortNames: shortNames ? shortNames.split(',') : [],
    categories: traits.includes('a') ? ['all'] : [],
    hasStatus: traits.includes('s'),
    scale: traits.includes('r') ? REPLICAS : undefined,
    hasGeneration: traits.includes('g'),
    custom: false,
  };
}

/** The kinds that are served from the start, as Kubernetes 1.36 serves them. */
export const builtInResources: readonly Resource[] = ROWS.map(toResource);

/** The resource of a built-in kind. */
export function findBuiltIn(kind: string): Resource {
  return builtInResources.find(resource => resource.kind === kind)!;
}
