/** Parts of an audit Event to be other than in {@link auditEvent}. */
export type AuditEventOverrides = Record<string, unknown>;

/**
 * What an API server records of `kubectl scale deployment api-server --replicas=5` by alice, at
 * level RequestResponse.
 */
export function auditEvent(overrides: AuditEventOverrides = {}) {
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'RequestResponse',
    auditID: 'audit-1',
    stage: 'ResponseComplete',
    requestURI:
      '/apis/apps/v1/namespaces/team-alpha/deployments/api-server/scale',
    verb: 'patch',
    user: { username: 'alice', groups: ['devs', 'system:authenticated'] },
    sourceIPs: ['10.0.0.7'],
    userAgent: 'kubectl/v1.36.0 (linux/amd64) kubernetes/4c2a8f1',
    objectRef: {
      resource: 'deployments',
      namespace: 'team-alpha',
      name: 'api-server',
      apiGroup: 'apps',
      apiVersion: 'v1',
      subresource: 'scale',
    },
    responseStatus: { metadata: {}, code: 200 },
    requestObject: { spec: { replicas: 5 } },
    responseObject: {
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: {
        name: 'api-server',
        namespace: 'team-alpha',
        uid: 'uid-1',
        resourceVersion: '101',
      },
      spec: { replicas: 5 },
      status: { replicas: 3, selector: 'app=api-server' },
    },
    requestReceivedTimestamp: '2026-03-05T10:23:00.000100Z',
    stageTimestamp: '2026-03-05T10:23:00.020400Z',
    annotations: { 'authorization.k8s.io/decision': 'allow' },
    ...overrides,
  };
}

/** A reference to the Deployment itself. */
export const objectRef = {
  resource: 'deployments',
  namespace: 'team-alpha',
  name: 'api-server',
  apiGroup: 'apps',
  apiVersion: 'v1',
};

/** The Deployment, as it is answered after a write. */
export const deployment = {
  kind: 'Deployment',
  apiVersion: 'apps/v1',
  metadata: {
    name: 'api-server',
    namespace: 'team-alpha',
    uid: 'uid-1',
    resourceVersion: '101',
    generation: 4,
    creationTimestamp: '2026-03-01T08:00:00Z',
  },
  spec: { replicas: 5 },
};

/** What answers to a deletion at once. */
export const deletedStatus = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: {
    name: 'api-server',
    group: 'apps',
    kind: 'deployments',
    uid: 'uid-1',
  },
};
