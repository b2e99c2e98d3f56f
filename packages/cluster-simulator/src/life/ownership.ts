import { isDeepStrictEqual } from 'node:util';
import { Cluster } from '../Cluster';
import { ObjectName } from '../ClusterOptions';
import {
  JsonObject,
  KubernetesObject,
  OwnerReference,
  toTime,
} from '../objects';

/** The manager that the built-in controllers write as. */
export const CONTROLLER_MANAGER = 'kube-controller-manager';

/** The name that an object is found by. */
export function nameOf(
  resource: string,
  { metadata }: KubernetesObject,
): ObjectName {
  const { namespace, name } = metadata;
  return { resource, namespace, name };
}

/** The reference that makes an object the controller of another. */
export function ownerReference({
  apiVersion,
  kind,
  metadata: { name, uid },
}: KubernetesObject): OwnerReference {
  const flags = { controller: true, blockOwnerDeletion: true };
  return { apiVersion, kind, name, uid, ...flags };
}

/** Objects of a resource that the owner controls. */
export function ownedBy(
  cluster: Cluster,
  resource: string,
  owner: KubernetesObject,
): KubernetesObject[] {
  return cluster
    .list(resource, owner.metadata.namespace)
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid),
    );
}

/** Whether a Pod's containers are all ready. */
export function isReady(pod: KubernetesObject): boolean {
  return (
    !pod.metadata.deletionTimestamp &&
    pod.status?.conditions?.some(
      ({ type, status }: JsonObject) => type === 'Ready' && status === 'True',
    )
  );
}

/** Writes a status through the subresource, unless it is as it was. */
export function writeStatus(
  cluster: Cluster,
  resource: string,
  object: KubernetesObject,
  options: { status: JsonObject; manager?: string },
): void {
  const { status, manager = CONTROLLER_MANAGER } = options;
  if (isDeepStrictEqual(object.status, status)) return;
  cluster.patch(
    nameOf(resource, object),
    [{ op: 'add', path: '/status', value: status }],
    {
      manager,
      subresource: 'status',
      contentType: 'application/json-patch+json',
    },
  );
}

/**
 * The conditions of an object with new states; the time of a transition moves only where the
 * state changes.
 */
export function withConditions(
  object: KubernetesObject,
  states: { type: string; status: boolean; reason?: string }[],
): JsonObject[] {
  const before: JsonObject[] = object.status?.conditions ?? [];
  const changed = states.map(({ type, status, reason }) => {
    const text = status ? 'True' : 'False';
    const old = before.find(condition => condition.type === type);
    const isSame = old?.status === text;
    return {
      type,
      status: text,
      ...(reason && { reason }),
      lastTransitionTime: isSame ? old.lastTransitionTime : toTime(new Date()),
    };
  });
  const types = states.map(({ type }) => type);
  return [...before.filter(({ type }) => !types.includes(type)), ...changed];
}
