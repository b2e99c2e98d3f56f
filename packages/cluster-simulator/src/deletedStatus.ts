import { JsonObject, KubernetesObject } from './objects';
import { Resource } from './resources/Resource';

/** What answers to the deletion of an object that is gone at once. */
export function deletedStatus(
  resource: Resource,
  { metadata }: KubernetesObject,
): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: metadata.name,
      group: resource.group || undefined,
      kind: resource.plural,
      uid: metadata.uid,
    },
  };
}
