import { ObjectState, TOKENS } from './tokens';

const CREATED = '2026-03-05T10:23:00Z';
const BEAT = `2026-03-05T12:${TOKENS.minute}:${TOKENS.second}Z`;
const image = (container: string) =>
  `registry.example.com/platform/app-${TOKENS.app}-${container}:v1.${TOKENS.release}`;

const CONTAINERS = ['web', 'sidecar'];
const ENVIRONMENT = [
  'DATABASE_HOST',
  'DATABASE_PORT',
  'LOG_LEVEL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'FEATURE_FLAGS_URL',
  'CACHE_TTL_SECONDS',
];

/** A pod as an API server sends it: about 8 kB, a quarter of it `managedFields`. */
export function syntheticPod({ health, owned }: ObjectState) {
  const name = `app-${TOKENS.app}-6f9c7d5b8c-${TOKENS.serial}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `app-${TOKENS.app}-6f9c7d5b8c-`,
      namespace: 'team-alpha',
      uid: `7d0f7a52-93ac-4f5e-8a6d-0000${TOKENS.serial}`,
      resourceVersion: TOKENS.resourceVersion,
      creationTimestamp: CREATED,
      labels: {
        app: `app-${TOKENS.app}`,
        'app.kubernetes.io/name': `app-${TOKENS.app}`,
        'app.kubernetes.io/instance': `app-${TOKENS.app}-production`,
        'app.kubernetes.io/managed-by': 'Helm',
        'pod-template-hash': '6f9c7d5b8c',
      },
      annotations: {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9090',
        'checksum/config':
          'b3a8e0e1f9ab1bfe3a36f231f676f78bb30a519d2b21e6c530c0eee8ebb4a5d0',
      },
      ...(owned && {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: `app-${TOKENS.app}-6f9c7d5b8c`,
            uid: `1c1b2a3d-4e5f-4a6b-8c7d-0000000${TOKENS.app}`,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      }),
      managedFields: managedFields(owned),
    },
    spec: podSpec(),
    status: status(health),
  };
}

/** As of a pod, and of the template of whatever makes pods. */
export function podSpec() {
  return {
    volumes: [
      {
        name: 'config',
        configMap: { name: `app-${TOKENS.app}-config`, defaultMode: 420 },
      },
      { name: 'cache', emptyDir: { sizeLimit: '1Gi' } },
      serviceAccountVolume(),
    ],
    containers: CONTAINERS.map(containerSpec),
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    serviceAccountName: `app-${TOKENS.app}`,
    serviceAccount: `app-${TOKENS.app}`,
    nodeName: 'ip-10-0-42-17.eu-central-1.compute.internal',
    securityContext: { runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001 },
    schedulerName: 'default-scheduler',
    tolerations: ['not-ready', 'unreachable'].map(key => ({
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 300,
    })),
    priority: 0,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
  };
}

function containerSpec(name: string) {
  const probe = {
    httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' },
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  };
  return {
    name,
    image: image(name),
    args: [
      '--listen=:8080',
      '--metrics=:9090',
      '--config=/etc/app/config.yaml',
    ],
    ports: [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
    ],
    env: [
      ...ENVIRONMENT.slice(0, name === 'web' ? 6 : 1).map(variable => ({
        name: variable,
        value: `${variable.toLowerCase()}.production.example.com`,
      })),
      {
        name: 'DATABASE_PASSWORD',
        valueFrom: {
          secretKeyRef: { name: `app-${TOKENS.app}-database`, key: 'password' },
        },
      },
      {
        name: 'POD_NAME',
        valueFrom: {
          fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' },
        },
      },
    ],
    resources: {
      limits: { cpu: '1', memory: '512Mi' },
      requests: { cpu: '100m', memory: '256Mi' },
    },
    volumeMounts: [
      { name: 'config', mountPath: '/etc/app', readOnly: true },
      { name: 'cache', mountPath: '/var/cache/app' },
      {
        name: 'kube-api-access-x7k2p',
        readOnly: true,
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
      },
    ],
    ...(name === 'web' && { livenessProbe: probe, readinessProbe: probe }),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: 'IfNotPresent',
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}

function serviceAccountVolume() {
  return {
    name: 'kube-api-access-x7k2p',
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        {
          configMap: {
            name: 'kube-root-ca.crt',
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
          },
        },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
              },
            ],
          },
        },
      ],
      defaultMode: 420,
    },
  };
}

function status(health: ObjectState['health']) {
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

/** Who set which fields, as the API server writes it down: one key for each field. */
function managedFields(owned: boolean) {
  const fields = (...names: string[]) =>
    Object.fromEntries(names.map(name => [`f:${name}`, {}]));
  const containers = CONTAINERS.map(name => [
    `k:{"name":"${name}"}`,
    {
      '.': {},
      ...fields('args', 'image', 'imagePullPolicy', 'name'),
      'f:env': {
        '.': {},
        ...Object.fromEntries(
          ENVIRONMENT.slice(0, name === 'web' ? 6 : 1).map(variable => [
            `k:{"name":"${variable}"}`,
            { '.': {}, ...fields('name', 'value') },
          ]),
        ),
      },
      'f:resources': fields('limits', 'requests'),
      ...fields('securityContext', 'terminationMessagePath', 'volumeMounts'),
    },
  ]);
  return [
    {
      manager: owned ? 'kube-controller-manager' : 'kubectl-create',
      operation: 'Update',
      apiVersion: 'v1',
      time: CREATED,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': {
          'f:annotations': {
            '.': {},
            ...fields(
              'checksum/config',
              'prometheus.io/port',
              'prometheus.io/scrape',
            ),
          },
          'f:labels': { '.': {}, ...fields('app', 'pod-template-hash') },
        },
        'f:spec': {
          'f:containers': Object.fromEntries(containers),
          ...fields('dnsPolicy', 'restartPolicy', 'schedulerName', 'volumes'),
        },
      },
    },
    {
      manager: 'kubelet',
      operation: 'Update',
      apiVersion: 'v1',
      time: BEAT,
      fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:status': {
          'f:conditions': Object.fromEntries(
            ['ContainersReady', 'Initialized', 'Ready'].map(type => [
              `k:{"type":"${type}"}`,
              {
                '.': {},
                ...fields(
                  'lastProbeTime',
                  'lastTransitionTime',
                  'status',
                  'type',
                ),
              },
            ]),
          ),
          ...fields(
            'containerStatuses',
            'hostIP',
            'hostIPs',
            'phase',
            'podIP',
            'podIPs',
            'startTime',
          ),
        },
      },
      subresource: 'status',
    },
  ];
}
