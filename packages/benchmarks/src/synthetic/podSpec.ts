import { CONTAINERS, ENVIRONMENT, image } from './podParts';
import { TOKENS } from './tokens';

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
