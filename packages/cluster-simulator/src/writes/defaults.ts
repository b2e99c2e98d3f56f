import { isObject, JsonObject } from '../objects';
import { getPath, withPath } from '../paths';

const ROLLING = { maxUnavailable: '25%', maxSurge: '25%' };

/**
 * What the server writes where the client wrote nothing, by kind and path. Only what people meet:
 * a real server has many more.
 */
const DEFAULTS: Record<string, Record<string, unknown>> = {
  Deployment: {
    'spec.replicas': 1,
    'spec.revisionHistoryLimit': 10,
    'spec.progressDeadlineSeconds': 600,
    'spec.strategy': { type: 'RollingUpdate', rollingUpdate: ROLLING },
  },
  ReplicaSet: { 'spec.replicas': 1 },
  StatefulSet: {
    'spec.replicas': 1,
    'spec.podManagementPolicy': 'OrderedReady',
  },
  Job: { 'spec.parallelism': 1, 'spec.completions': 1, 'spec.backoffLimit': 6 },
  CronJob: { 'spec.suspend': false, 'spec.concurrencyPolicy': 'Allow' },
  Service: { 'spec.type': 'ClusterIP', 'spec.sessionAffinity': 'None' },
  HorizontalPodAutoscaler: { 'spec.minReplicas': 1 },
  Pod: { 'spec.restartPolicy': 'Always', 'status.phase': 'Pending' },
  Secret: { type: 'Opaque' },
  Namespace: {
    'spec.finalizers': ['kubernetes'],
    'status.phase': 'Active',
  },
};

function withBinaryData<T extends JsonObject>({ stringData, ...secret }: T) {
  const encoded = Object.entries(stringData as Record<string, string>).map(
    ([key, text]) => [key, Buffer.from(text).toString('base64')],
  );
  return {
    ...secret,
    data: { ...secret.data, ...Object.fromEntries(encoded) },
  };
}

/** Fills in what the server would. */
export function withDefaults<T extends JsonObject>(object: T): T {
  let filled = object;
  for (const [path, value] of Object.entries(DEFAULTS[object.kind] ?? {})) {
    if (getPath(filled, path) === undefined) {
      filled = withPath(filled, path, value);
    }
  }
  if (object.kind === 'Secret' && isObject(filled.stringData)) {
    filled = withBinaryData(filled) as unknown as T;
  }
  return filled;
}
