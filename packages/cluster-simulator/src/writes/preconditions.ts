import { apiErrors } from '../ApiError';
import { KubernetesObject, ObjectInput } from '../objects';
import { Resource } from '../resources/Resource';

/**
 * Checks that a client that says which version it changes knows the latest.
 *
 * @throws ApiError 409 when it does not
 */
export function assertVersion(
  resource: Resource,
  before: KubernetesObject,
  input: ObjectInput,
): void {
  const { resourceVersion } = input.metadata ?? {};
  if (resourceVersion && resourceVersion !== before.metadata.resourceVersion) {
    throw apiErrors.conflict(resource, before.metadata.name);
  }
}

/**
 * Checks the preconditions of a deletion.
 *
 * @throws ApiError 409 when one does not hold
 */
export function assertPreconditions(
  resource: Resource,
  { metadata }: KubernetesObject,
  preconditions: { uid?: string; resourceVersion?: string } = {},
): void {
  const checks = [
    ['UID', preconditions.uid, metadata.uid],
    [
      'ResourceVersion',
      preconditions.resourceVersion,
      metadata.resourceVersion,
    ],
  ];
  for (const [name, wanted, actual] of checks) {
    if (!wanted || wanted === actual) continue;
    throw apiErrors.conflict(
      resource,
      metadata.name,
      `Precondition failed: ${name} in precondition: ${wanted}, ${name} in object meta: ${actual}`,
    );
  }
}
