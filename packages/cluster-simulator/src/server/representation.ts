import { apiErrors } from '../ApiError';
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

/** What a client asks to be answered instead of what it asks for: `as=…` of its first media type. */
const AS = /^[^,]*;\s*as=(PartialObjectMetadata(?:List)?)\b/;

/**
 * Chooses by the header `Accept`. Only the first media type counts, as with a real server, which does
 * not look whether another one would fit the answer better. Tables are not made: such clients take
 * plain objects too.
 *
 * @param shape - what is to be written; a watch writes items
 * @throws ApiError 406 when the metadata of an item is asked for, and it is a list, or the reverse
 */
export function toRepresentation(
  resource: Resource,
  accept: string | undefined,
  shape: keyof Representation,
): Representation {
  const [, asked] = AS.exec(accept ?? '') ?? [];
  if (!asked) return whole(resource);
  const isListAsked = asked.endsWith('List');
  if (isListAsked !== (shape === 'list')) {
    throw apiErrors.notAcceptable(
      `you requested ${asked}, but the requested object is ${
        isListAsked ? 'not a list' : 'a list'
      }`,
    );
  }
  return metadataOnly;
}
