import {
  ClusterInfo,
  Delivery,
  DeliveryWithAttempts,
  HourStatistics,
  PlatformInfo,
  Recovery,
  TestResult,
  WatchInfo,
  Webhook,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';

/** A webhook as the backend answers it, with what a test cares about. */
export function aWebhook(changes: Partial<Webhook> = {}): Webhook {
  return {
    id: 'w1',
    etag: 'v1',
    name: 'payments to #ops',
    platform: 'slack',
    url: 'https://hooks.slack.com/…XXXX',
    hasSecret: false,
    enabled: true,
    filters: {
      events: ['create', 'scale'],
      clusters: ['prod-us'],
      resources: ['Deployment'],
      namespaces: ['*'],
      names: ['*'],
      labels: ['*'],
      severities: [],
      owners: ['*'],
      systems: ['*'],
    },
    noise: {
      windowSeconds: 10,
      autoscaling: true,
      flapping: true,
      rollouts: 'summary',
    },
    heldBack: { total: 0, byReason: {} },
    retry: 'contract',
    parked: 0,
    digest: true,
    quietHours: null,
    mutedUntil: null,
    circuit: { state: 'closed', failures: 0 },
    health: 'healthy',
    createdAt: '2026-03-01T10:00:00Z',
    updatedAt: '2026-03-01T10:00:00Z',
    createdBy: 'user:default/olga',
    ...changes,
  };
}

export function anEvent(changes: Partial<WebhookEvent> = {}): WebhookEvent {
  const detail = { field: 'spec.replicas', old: 3, new: 5 };
  return {
    event: 'scale',
    cluster: 'prod-us',
    namespace: 'team-alpha',
    resource: 'Deployment',
    name: 'api-server',
    actor: 'alice',
    timestamp: '2026-03-05T10:23:00Z',
    detail,
    id: 'e1',
    apiVersion: 'apps/v1',
    uid: 'u1',
    resourceVersion: '1',
    actorSource: 'field-manager',
    observed: 'watch',
    changes: [detail],
    truncated: false,
    severity: 'info',
    labels: {},
    entities: [],
    ...changes,
  };
}

export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: 'd1',
    webhookId: 'w1',
    event: anEvent(),
    status: 'delivered',
    test: false,
    attempts: 1,
    statusCode: 200,
    createdAt: '2026-03-05T10:23:01Z',
    ...changes,
  };
}

export function withAttempts(
  delivery: Delivery,
  attemptLog: Partial<DeliveryWithAttempts['attemptLog'][0]>[],
): DeliveryWithAttempts {
  return {
    ...delivery,
    attemptLog: attemptLog.map((attempt, i) => ({
      number: i + 1,
      startedAt: '2026-03-05T10:23:01Z',
      durationMs: 120,
      outcome: 'delivered',
      ...attempt,
    })),
  };
}

export function anHour(changes: Partial<HourStatistics> = {}): HourStatistics {
  return {
    hour: '2026-03-05T10:00:00.000Z',
    delivered: 0,
    failed: 0,
    pending: 0,
    heldBack: 0,
    ...changes,
  };
}

export function aRecovery(changes: Partial<Recovery> = {}): Recovery {
  return {
    id: 'r1',
    webhookId: 'w1',
    filter: {},
    state: 'running',
    total: 812,
    done: 40,
    remaining: 772,
    perMinute: 20,
    createdBy: 'user:default/olga',
    createdAt: '2026-03-05T12:00:00.000Z',
    ...changes,
  };
}

export const DELIVERED: TestResult = {
  outcome: 'delivered',
  statusCode: 200,
  responseBody: 'ok',
  durationMs: 41,
  deliveryId: 'd9',
};

const url = {
  name: 'url',
  label: 'Webhook URL',
  required: true,
  secret: true,
} as const;

export const PLATFORMS: PlatformInfo[] = [
  {
    id: 'slack',
    label: 'Slack',
    fields: [url],
    hosts: ['hooks.slack.com'],
  },
  {
    id: 'http',
    label: 'Custom HTTP',
    generatesSecret: true,
    requestSettings: ['headers', 'clientCertificate'],
    fields: [
      url,
      {
        name: 'secret',
        label: 'Signing secret',
        required: false,
        secret: true,
      },
    ],
  },
];

export function aWatch(changes: Partial<WatchInfo> = {}): WatchInfo {
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    resource: 'deployments.apps',
    state: 'watching',
    gaps: { count: 0, since: '2026-03-05T10:00:00Z' },
    objects: 12,
    ...changes,
  };
}

export const CLUSTERS: ClusterInfo[] = [
  {
    name: 'prod-us',
    title: 'Production US',
    state: 'stalled',
    reason: 'The token may not list secrets',
    remedy: 'Give the cluster role list on secrets',
    notes: ['Definitions may not be read'],
    kinds: ['Deployment', 'Pod', 'Secret', 'Certificate.cert-manager.io'],
    namespaces: ['team-alpha'],
    watches: [
      aWatch({
        lastSeenAt: '2026-03-05T10:23:00Z',
        lastEventAt: '2026-03-05T10:22:00Z',
        lagMs: 14,
        lastRelist: { at: '2026-03-05T10:20:00Z', cause: 'expired' },
        gaps: { count: 2, since: '2026-03-05T10:00:00Z' },
        objects: 1234,
      }),
      aWatch({
        kind: 'Secret',
        apiVersion: 'v1',
        resource: 'secrets',
        state: 'stalled',
        reason: 'The token may not list secrets',
        remedy: 'Give the cluster role list on secrets',
        objects: 0,
      }),
      aWatch({
        kind: 'Certificate',
        apiVersion: 'cert-manager.io/v1',
        resource: 'certificates.cert-manager.io',
        state: 'forbidden',
        reason: 'The token may not list certificates',
        objects: 0,
      }),
    ],
  },
  {
    name: 'staging',
    state: 'failing',
    reason: 'The connection to the cluster broke',
    kinds: ['Deployment', 'Pod'],
    namespaces: ['team-alpha'],
    watches: [
      aWatch({
        state: 'failing',
        reason: 'The connection to the cluster broke',
      }),
      aWatch({
        kind: 'Pod',
        apiVersion: 'v1',
        resource: 'pods',
        state: 'starting',
      }),
    ],
  },
  {
    name: 'lab',
    state: 'idle',
    kinds: ['Deployment'],
    namespaces: [],
    watches: [],
  },
  {
    name: 'gke-eu',
    state: 'not-watchable',
    reason: "Its auth provider google needs a user's token",
    remedy: 'Use googleServiceAccount for it',
    kinds: ['Node'],
    namespaces: ['team-beta'],
    watches: [],
  },
];
