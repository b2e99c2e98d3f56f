import { KubernetesObject } from './types';

/**
 * The controller that owns an object, e.g. `ReplicaSet/web-5d4f`; undefined when none does.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export function controllerOf(object: KubernetesObject): string | undefined {
  const owner = object.metadata.ownerReferences?.find(ref => ref.controller);
  return owner && `${owner.kind}/${owner.name}`;
}
