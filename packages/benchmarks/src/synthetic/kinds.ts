import { syntheticPod } from './pod';
import { podSpec } from './podSpec';
import { ObjectState, TOKENS } from './tokens';

/** A kind of synthetic objects. */
export interface Kind {
  /** Of its list, e.g. `/api/v1/pods`. */
  readonly path: string;
  readonly build: (state: ObjectState) => object;
}

const name = `app-${TOKENS.app}-${TOKENS.serial}`;
const metadata = {
  name,
  namespace: 'team-alpha',
  uid: `7d0f7a52-93ac-4f5e-8a6d-0000${TOKENS.serial}`,
  resourceVersion: TOKENS.resourceVersion,
  creationTimestamp: '2026-03-05T10:23:00Z',
  labels: { app: name },
};
const release = `v1.${TOKENS.release}`;
const heartbeat = `2026-03-05T12:${TOKENS.minute}:${TOKENS.second}Z`;

/** What real clusters have most of, each with the fields that are usual. */
export const KINDS: readonly Kind[] = [
  { path: '/api/v1/pods', build: syntheticPod },
  {
    path: '/apis/apps/v1/deployments',
    build: () => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: podSpec() },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        },
      },
      status: {
        observedGeneration: 1,
        replicas: 3,
        conditions: ['Available', 'Progressing'].map(type => ({
          type,
          status: 'True',
          lastUpdateTime: heartbeat,
        })),
      },
    }),
  },
  {
    path: '/api/v1/services',
    build: () => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.10',
        selector: { app: name, release },
        ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
      },
      status: { loadBalancer: {} },
    }),
  },
  {
    path: '/api/v1/configmaps',
    build: () => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: {
        'config.yaml': `release: ${release}\n${'level: info\n'.repeat(80)}`,
        'flags.json': '{"checkout":true,"search":false}',
        version: release,
      },
    }),
  },
  {
    path: '/apis/batch/v1/jobs',
    build: () => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: {
        parallelism: 1,
        completions: 1,
        backoffLimit: 6,
        template: { metadata: { labels: { app: name } }, spec: podSpec() },
      },
      status: { active: 1, startTime: heartbeat },
    }),
  },
];
