import { KubernetesObject } from '../../objects';
import { LifeContext } from '../LifeContext';
import { isReady, ownedBy, writeStatus } from '../ownership';
import { createPod, livePods, nameSuffix, terminatePod } from './replicas';

/** Keeps as many Pods as each ReplicaSet wants. */
export function reconcileReplicaSets(context: LifeContext): void {
  const { cluster } = context;
  for (const set of cluster.list('replicasets')) {
    const { name } = set.metadata;
    const { template, replicas } = set.spec;
    const pods = livePods(context, set);
    for (let missing = replicas - pods.length; missing > 0; missing--) {
      createPod(context, set, {
        name: `${name}-${nameSuffix(context)}`,
        template,
      });
    }
    // Those that are not ready go first.
    [...pods]
      .sort((a, b) => Number(isReady(a)) - Number(isReady(b)))
      .slice(0, Math.max(0, pods.length - replicas))
      .forEach(pod => terminatePod(context, pod));

    const ready = pods.filter(isReady).length;
    writeStatus(cluster, 'replicasets', set, {
      status: {
        replicas: Math.min(pods.length, replicas),
        fullyLabeledReplicas: Math.min(pods.length, replicas),
        ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
        observedGeneration: set.metadata.generation,
      },
    });
  }
}

/** Replaces a Pod that was made from an older template. True when there was one. */
function replaceOutdated(
  context: LifeContext,
  owner: KubernetesObject,
): boolean {
  const image = owner.spec.template.spec.containers[0]?.image;
  const pods = livePods(context, owner);
  const outdated = pods.find(pod => pod.spec.containers[0]?.image !== image);
  // One after the other: the next goes when the last came up.
  if (!outdated || !pods.every(isReady)) return false;
  terminatePod(context, outdated);
  return true;
}

/** Keeps the numbered Pods of each StatefulSet. */
export function reconcileStatefulSets(context: LifeContext): void {
  const { cluster } = context;
  for (const set of cluster.list('statefulsets')) {
    const { replicas, template } = set.spec;
    const pods = ownedBy(cluster, 'pods', set);
    const wanted = Array.from(
      { length: replicas },
      (_, ordinal) => `${set.metadata.name}-${ordinal}`,
    );
    const isThere = (name: string) =>
      pods.some(({ metadata }) => metadata.name === name);
    const missing = wanted.find(name => !isThere(name));
    if (missing) createPod(context, set, { name: missing, template });
    pods
      .filter(({ metadata }) => !wanted.includes(metadata.name))
      .forEach(pod => terminatePod(context, pod));
    replaceOutdated(context, set);

    const ready = livePods(context, set).filter(isReady).length;
    writeStatus(cluster, 'statefulsets', set, {
      status: {
        observedGeneration: set.metadata.generation,
        replicas: Math.min(pods.length, replicas),
        readyReplicas: ready,
        availableReplicas: ready,
        currentReplicas: ready,
        updatedReplicas: ready,
      },
    });
  }
}

/** Keeps one Pod of each DaemonSet on each Node. */
export function reconcileDaemonSets(context: LifeContext): void {
  const { cluster } = context;
  for (const set of cluster.list('daemonsets')) {
    const nodes = cluster.list('nodes').map(({ metadata }) => metadata.name);
    const pods = ownedBy(cluster, 'pods', set);
    for (const nodeName of nodes) {
      if (pods.some(({ spec }) => spec.nodeName === nodeName)) continue;
      createPod(context, set, {
        name: `${set.metadata.name}-${nameSuffix(context)}`,
        template: set.spec.template,
        nodeName,
      });
    }
    replaceOutdated(context, set);

    const ready = livePods(context, set).filter(isReady).length;
    writeStatus(cluster, 'daemonsets', set, {
      status: {
        observedGeneration: set.metadata.generation,
        desiredNumberScheduled: nodes.length,
        currentNumberScheduled: nodes.length,
        numberMisscheduled: 0,
        numberReady: ready,
        numberAvailable: ready,
        updatedNumberScheduled: ready,
      },
    });
  }
}
