import { ObjectInput } from '../objects';

/** A workload in few words. */
export interface Workload {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  namespace: string;
  name: string;
  image: string;
  /** Not for a DaemonSet. */
  replicas?: number;
  port?: number;
  env?: Record<string, string>;
}

/** The second one ties it to an entity of the catalog. */
function labelsOf(name: string) {
  return { app: name, 'backstage.io/kubernetes-id': name };
}

function podTemplate({ name, image, port, env = {} }: Workload) {
  return {
    metadata: { labels: labelsOf(name) },
    spec: {
      containers: [
        {
          name,
          image,
          ...(port && { ports: [{ containerPort: port, protocol: 'TCP' }] }),
          env: Object.entries(env).map(([key, value]) => ({
            name: key,
            value,
          })),
          resources: {
            requests: { cpu: '100m', memory: '128Mi' },
            limits: { memory: '256Mi' },
          },
        },
      ],
    },
  };
}

/** A Deployment, StatefulSet or DaemonSet with one container. */
export function workload(row: Workload): ObjectInput {
  const { kind, namespace, name, replicas } = row;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels: labelsOf(name) },
    spec: {
      ...(replicas !== undefined && { replicas }),
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: { app: name } },
      template: podTemplate(row),
    },
  };
}

/** The Service in front of a workload. */
export function service({ namespace, name, port }: Workload): ObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: labelsOf(name) },
    spec: {
      selector: { app: name },
      ports: [{ name: 'http', port: 80, targetPort: port, protocol: 'TCP' }],
    },
  };
}

/** A Node that is ready. */
export function node(name: string): ObjectInput {
  const conditions = [
    ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
    ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
    ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
    ['Ready', 'True', 'KubeletReady'],
  ];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    spec: {},
    status: {
      capacity: { cpu: '4', memory: '16Gi', pods: '110' },
      allocatable: { cpu: '3920m', memory: '14Gi', pods: '110' },
      nodeInfo: { kubeletVersion: 'v1.36.0', osImage: 'Debian GNU/Linux 13' },
      conditions: conditions.map(([type, status, reason]) => ({
        type,
        status,
        reason,
      })),
    },
  };
}

export function configMap(
  namespace: string,
  name: string,
  data: Record<string, string>,
): ObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data,
  };
}

export function secret(
  namespace: string,
  name: string,
  stringData: Record<string, string>,
): ObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    stringData,
  };
}

export function ingress(
  namespace: string,
  name: string,
  host: string,
): ObjectInput {
  const backend = { service: { name, port: { name: 'http' } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace },
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [host], secretName: `${name}-tls` }],
      rules: [
        { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
      ],
    },
  };
}

/** Scales a Deployment by its CPU. */
export function autoscaler(namespace: string, name: string): ObjectInput {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
  };
}

export function claim(namespace: string, name: string): ObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
    },
    status: { phase: 'Bound', capacity: { storage: '10Gi' } },
  };
}

export function cronJob(
  namespace: string,
  name: string,
  image: string,
): ObjectInput {
  const container = { name, image, command: ['/bin/run'] };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace },
    spec: {
      schedule: '*/10 * * * *',
      jobTemplate: {
        spec: {
          template: {
            spec: { restartPolicy: 'Never', containers: [container] },
          },
        },
      },
    },
  };
}

/** The custom kind of the worlds, with a desired count of its own. */
export function databaseDefinition(): ObjectInput {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'databases.databases.example.com' },
    spec: {
      group: 'databases.example.com',
      scope: 'Namespaced',
      names: {
        plural: 'databases',
        singular: 'database',
        kind: 'Database',
        listKind: 'DatabaseList',
        shortNames: ['db'],
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
            },
          },
        },
      ],
    },
  };
}

export function database(namespace: string, name: string): ObjectInput {
  return {
    apiVersion: 'databases.example.com/v1',
    kind: 'Database',
    metadata: { name, namespace },
    spec: { engine: 'postgres', version: '17.2', replicas: 2, storageGi: 20 },
  };
}
