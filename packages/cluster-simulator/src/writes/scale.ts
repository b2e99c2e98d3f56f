import { apiErrors } from '../ApiError';
import { JsonObject, KubernetesObject } from '../objects';
import { getPath, withPath } from '../paths';
import { Resource, ScalePaths } from '../resources/Resource';

function selectorText(object: KubernetesObject, paths: ScalePaths): string {
  if (paths.labelSelector) {
    return String(getPath(object, paths.labelSelector) ?? '');
  }
  const labels: JsonObject = object.spec?.selector?.matchLabels ?? {};
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** The subresource `scale` of an object, an `autoscaling/v1` Scale. */
export function toScale(
  resource: Resource,
  object: KubernetesObject,
): KubernetesObject {
  const paths = resource.scale!;
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: getPath(object, paths.specReplicas) ?? 0 },
    status: {
      replicas: getPath(object, paths.statusReplicas) ?? 0,
      selector: selectorText(object, paths),
    },
  };
}

/**
 * The object with the number of replicas that a Scale asks for.
 *
 * @throws ApiError 422 when it is not a whole number from 0
 */
export function withScale(
  resource: Resource,
  object: KubernetesObject,
  scale: JsonObject,
): KubernetesObject {
  const replicas = scale.spec?.replicas ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw apiErrors.invalid(
      { group: 'autoscaling', kind: 'Scale', name: object.metadata.name },
      'spec.replicas',
      `Invalid value: ${replicas}: must be greater than or equal to 0`,
    );
  }
  return withPath(object, resource.scale!.specReplicas, replicas);
}
