import { KubernetesObject } from '../../objects';
import { workload } from '../../worlds/manifests';
import { writePodStatus } from '../controllers/kubelet';
import { isReady, nameOf } from '../ownership';
import { LifeContext } from '../LifeContext';
import { Action, PREVIEW_PREFIX } from './deployments';
import { toTime } from '../../objects';

const DATABASES = 'databases.databases.example.com';

function pickFrom(
  { cluster, random }: LifeContext,
  resource: string,
): KubernetesObject | undefined {
  const objects = cluster.serves(resource) ? cluster.list(resource) : [];
  return objects.length > 0 ? random.pick(objects) : undefined;
}

/** Changes one key of a ConfigMap. */
export const editConfig: Action = context => {
  const { cluster, random } = context;
  const config = pickFrom(context, 'configmaps');
  const keys = Object.keys(config?.data ?? {});
  if (!config || keys.length === 0) return false;
  const key = random.pick(keys);
  const value = key.endsWith('.yaml')
    ? `newSearch: ${random.chance(0.5)}\nsampleRate: ${random.between(
        1,
        100,
      )}\n`
    : String(random.between(2, 60));
  cluster.patch(
    nameOf('configmaps', config),
    { data: { [key]: value } },
    { manager: random.pick(['kubectl-edit', 'argocd-controller']) },
  );
  return true;
};

/** Gives every key of a Secret a new value. */
export const rotateSecret: Action = context => {
  const { cluster, random } = context;
  const secret = pickFrom(context, 'secrets');
  if (!secret) return false;
  const entries = Object.keys(secret.data ?? {}).map(key => [
    key,
    Buffer.from(`simulated-${random.between(1, 1e9)}`).toString('base64'),
  ]);
  cluster.patch(
    nameOf('secrets', secret),
    { data: Object.fromEntries(entries) },
    { manager: 'external-secrets' },
  );
  return true;
};

/** Cordons a Node, or makes a cordoned one schedulable again. */
export const cordon: Action = context => {
  const { cluster } = context;
  const nodes = cluster.list('nodes');
  const cordoned = nodes.find(({ spec }) => spec?.unschedulable);
  const node = cordoned ?? pickFrom(context, 'nodes');
  if (!node) return false;
  cluster.patch(
    nameOf('nodes', node),
    { spec: { unschedulable: cordoned ? null : true } },
    { manager: cordoned ? 'kubectl-uncordon' : 'kubectl-cordon' },
  );
  return true;
};

/** Lets a container run out of memory; it starts again. */
export const runOutOfMemory: Action = context => {
  const ready = context.cluster
    .list('pods')
    .filter(pod => isReady(pod) && pod.spec.restartPolicy !== 'Never');
  if (ready.length === 0) return false;
  const pod = context.random.pick(ready);
  const { restartCount = 0 } = pod.status.containerStatuses[0];
  const terminated = {
    exitCode: 137,
    reason: 'OOMKilled',
    finishedAt: toTime(new Date()),
  };
  writePodStatus(context, pod, {
    phase: 'Running',
    ready: false,
    container: {
      restartCount: restartCount + 1,
      state: { waiting: { reason: 'ContainerCreating' } },
      lastState: { terminated },
    },
  });
  return true;
};

/** Creates a Deployment to look at a change, or deletes the one of before. */
export const preview: Action = ({ cluster, random }) => {
  const namespace = 'team-beta';
  const old = cluster
    .list('deployments', namespace)
    .find(({ metadata }) => metadata.name.startsWith(PREVIEW_PREFIX));
  if (old) {
    cluster.delete(nameOf('deployments', old), { manager: 'kubectl' });
    return true;
  }
  cluster.create(
    workload({
      kind: 'Deployment',
      namespace,
      name: `${PREVIEW_PREFIX}${random.between(100, 999)}`,
      image: 'registry.example.com/search:0.15.0',
      replicas: 1,
    }),
    { manager: 'helm' },
  );
  return true;
};

/** Changes the size of a Database. */
export const resizeDatabase: Action = context => {
  const database = pickFrom(context, DATABASES);
  if (!database) return false;
  const replicas = 1 + (database.spec.replicas % 3);
  const name = nameOf(DATABASES, database);
  context.cluster.scale(name, replicas);
  return true;
};

/** Suspends a CronJob or lets it go on. */
export const suspendCronJob: Action = context => {
  const cronJob = pickFrom(context, 'cronjobs');
  if (!cronJob) return false;
  context.cluster.patch(
    nameOf('cronjobs', cronJob),
    { spec: { suspend: !cronJob.spec.suspend } },
    { manager: 'kubectl-patch' },
  );
  return true;
};

/** Changes how far an autoscaler may go. */
export const changeAutoscaler: Action = context => {
  const autoscaler = pickFrom(context, 'horizontalpodautoscalers');
  if (!autoscaler) return false;
  const maxReplicas = autoscaler.spec.maxReplicas === 6 ? 5 : 6;
  context.cluster.patch(
    nameOf('horizontalpodautoscalers', autoscaler),
    { spec: { maxReplicas } },
    { manager: 'kubectl-edit' },
  );
  return true;
};
