import { createHash } from 'node:crypto';
import { KubernetesObject } from '../../objects';
import { LifeContext } from '../LifeContext';
import {
  CONTROLLER_MANAGER,
  isReady,
  nameOf,
  ownedBy,
  ownerReference,
  withConditions,
  writeStatus,
} from '../ownership';
import { livePods } from './replicas';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

function revisionOf({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}

function createReplicaSet(
  { cluster }: LifeContext,
  deployment: KubernetesObject,
  options: { hash: string; revision: number },
): KubernetesObject {
  const { template } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH]: options.hash };
  return cluster.create(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${deployment.metadata.name}-${options.hash}`,
        namespace: deployment.metadata.namespace,
        labels,
        annotations: { [REVISION]: String(options.revision) },
        ownerReferences: [ownerReference(deployment)],
      },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    },
    { manager: CONTROLLER_MANAGER },
  );
}

/** The ReplicaSet of the template as it now is, newest revision of all. */
function currentReplicaSet(
  context: LifeContext,
  deployment: KubernetesObject,
): KubernetesObject {
  const sets = ownedBy(context.cluster, 'replicasets', deployment);
  const hash = createHash('sha256')
    .update(JSON.stringify(deployment.spec.template))
    .digest('hex')
    .slice(0, 10);
  const latest = Math.max(0, ...sets.map(revisionOf));
  const found = sets.find(({ metadata }) => metadata.labels?.[HASH] === hash);
  const revision = found && revisionOf(found) === latest ? latest : latest + 1;
  const current =
    found ?? createReplicaSet(context, deployment, { hash, revision });
  const annotations = {
    metadata: { annotations: { [REVISION]: `${revision}` } },
  };
  for (const [resource, object] of [
    ['replicasets', current],
    ['deployments', deployment],
  ] as const) {
    if (revisionOf(object) === revision) continue;
    context.cluster.patch(nameOf(resource, object), annotations, {
      manager: CONTROLLER_MANAGER,
    });
  }
  return current;
}

function setReplicas(
  { cluster }: LifeContext,
  set: KubernetesObject,
  replicas: number,
) {
  if (set.spec.replicas === replicas) return;
  const name = nameOf('replicasets', set);
  cluster.patch(name, { spec: { replicas } }, { manager: CONTROLLER_MANAGER });
}

/** Lets new Pods replace old ones, one at a time, without falling below the wanted number. */
function roll(
  context: LifeContext,
  deployment: KubernetesObject,
  current: KubernetesObject,
): void {
  const wanted: number = deployment.spec.replicas;
  const old = ownedBy(context.cluster, 'replicasets', deployment).filter(
    ({ metadata, spec }) =>
      metadata.uid !== current.metadata.uid && spec.replicas > 0,
  );
  if (old.length === 0) {
    setReplicas(context, current, wanted);
    return;
  }
  const ready = livePods(context, current).filter(isReady).length;
  const size: number = current.spec.replicas;
  if (size < wanted && ready === size) setReplicas(context, current, size + 1);
  const oldReplicas = old.reduce((sum, { spec }) => sum + spec.replicas, 0);
  if (ready + oldReplicas > wanted) {
    setReplicas(context, old[0], old[0].spec.replicas - 1);
  }
}

function updateStatus(
  context: LifeContext,
  deployment: KubernetesObject,
  current: KubernetesObject,
) {
  const { cluster } = context;
  const pods = ownedBy(cluster, 'replicasets', deployment).flatMap(set =>
    livePods(context, set),
  );
  const updated = livePods(context, current).length;
  const ready = pods.filter(isReady).length;
  const wanted: number = deployment.spec.replicas;
  const isComplete = updated === wanted && pods.length === wanted;
  const available = ready >= Math.ceil(wanted * 0.75);
  writeStatus(cluster, 'deployments', deployment, {
    status: {
      observedGeneration: deployment.metadata.generation,
      replicas: pods.length,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      ...(wanted > ready && { unavailableReplicas: wanted - ready }),
      conditions: withConditions(deployment, [
        {
          type: 'Available',
          status: available,
          reason: `MinimumReplicas${available ? 'A' : 'Una'}vailable`,
        },
        {
          type: 'Progressing',
          status: true,
          reason: isComplete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
        },
      ]),
    },
  });
}

/** Keeps a few old ReplicaSets to go back to, as `revisionHistoryLimit` does. */
function forgetOldReplicaSets(
  { cluster }: LifeContext,
  deployment: KubernetesObject,
) {
  ownedBy(cluster, 'replicasets', deployment)
    .sort((a, b) => revisionOf(b) - revisionOf(a))
    .slice(1)
    .filter(({ spec, status }) => spec.replicas === 0 && !status?.replicas)
    .slice(2)
    .forEach(set => cluster.delete(nameOf('replicasets', set)));
}

/** Rolls out Deployments through their ReplicaSets. */
export function reconcileDeployments(context: LifeContext): void {
  for (const deployment of context.cluster.list('deployments')) {
    const current = currentReplicaSet(context, deployment);
    roll(context, deployment, current);
    const latest = context.cluster.get(nameOf('deployments', deployment));
    updateStatus(context, latest, current);
    forgetOldReplicaSets(context, deployment);
  }
}
