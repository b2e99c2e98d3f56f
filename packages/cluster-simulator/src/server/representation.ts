import { JsonObject, KubernetesObject } from '../objects';
import { apiVersionOf, Resource } from '../resources/Resource';

/** How objects are written for one client. */
export interface Representation {
  item(object: KubernetesObject): JsonObject;
  list(objects: KubernetesObject[], metadata: JsonObject): JsonObject;
}

const METADATA_VERSION = 'meta.k8s.io/v1';

/** Only the metadata, for clients that ask for nothing else. */
const metadataOnly: Representation = {
  item: ({ metadata }) => ({
    kind: 'PartialObjectMetadata',
    apiVersion: METADATA_VERSION,
    metadata,
  }),
  list: (objects, metadata) => ({
    kind: 'PartialObjectMetadataList',
    apiVersion: METADATA_VERSION,
    metadata,
    items: objects.map(object => ({ metadata: object.metadata })),
  }),
};

function whole(resource: Resource): Representation {
  const apiVersion = apiVersionOf(resource);
  // An object stored through one version of a custom kind is read through any other.
  const item = (object: KubernetesObject) =>
    object.apiVersion === apiVersion ? object : { ...object, apiVersion };
  return {
    item,
    list: (objects, metadata) => ({
      kind: `${resource.kind}List`,
      apiVersion,
      metadata,
      // The items of built-in kinds do not repeat what the list says; those of custom kinds do.
      items: resource.custom
        ? objects.map(item)
        : objects.map(({ kind, apiVersion: _, ...object }) => object),
    }),
  };
}

/** Chooses by the header `Accept`. Tables are not made: such clients take plain objects too. */
export function toRepresentation(
  resource: Resource,
  accept: string | undefined,
): Representation {
  return accept?.includes('as=PartialObjectMetadata')
    ? metadataOnly
    : whole(resource);
}
