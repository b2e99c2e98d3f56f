import { JsonObject, KubernetesObject } from '../../objects';
import { LifeContext } from '../LifeContext';
import {
  CONTROLLER_MANAGER,
  nameOf,
  ownedBy,
  ownerReference,
} from '../ownership';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as Kubernetes gives to generated names. */
export function nameSuffix({ random }: LifeContext, length = 5): string {
  return Array.from({ length }, () => random.pick([...LETTERS])).join('');
}

/** Creates a Pod from the owner's template. */
export function createPod(
  { cluster }: LifeContext,
  owner: KubernetesObject,
  options: { name: string; template: JsonObject; nodeName?: string },
): void {
  const { name, template, nodeName } = options;
  cluster.create(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...template.metadata,
        name,
        namespace: owner.metadata.namespace,
        ownerReferences: [ownerReference(owner)],
      },
      spec: { ...template.spec, ...(nodeName && { nodeName }) },
    },
    { manager: CONTROLLER_MANAGER },
  );
}

/** Marks a Pod as to be deleted; the kubelet does the rest. */
export function terminatePod(
  { cluster }: LifeContext,
  pod: KubernetesObject,
): void {
  if (pod.metadata.deletionTimestamp) return;
  cluster.delete(nameOf('pods', pod), { gracePeriodSeconds: 30 });
}

/** The Pods of an owner that are not on their way out. */
export function livePods(
  { cluster }: LifeContext,
  owner: KubernetesObject,
): KubernetesObject[] {
  return ownedBy(cluster, 'pods', owner).filter(
    ({ metadata }) => !metadata.deletionTimestamp,
  );
}
