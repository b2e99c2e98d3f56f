import jsonPatch, { Operation } from 'fast-json-patch';
import { ApiError, apiErrors } from '../ApiError';
import { JsonObject, KubernetesObject } from '../objects';
import { Resource } from '../resources/Resource';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

type Patcher = (object: JsonObject, patch: unknown) => JsonObject;

const PATCHERS: Record<string, Patcher> = {
  'application/json-patch+json': (object, patch) =>
    jsonPatch.applyPatch(object, patch as Operation[], true, false).newDocument,
  'application/merge-patch+json': (object, patch) =>
    mergePatch(object, patch) as JsonObject,
  'application/strategic-merge-patch+json': (object, patch) =>
    strategicMergePatch(object, patch as JsonObject),
};

/** The media types of patches, except the one of server-side apply. */
export const PATCH_TYPES = Object.keys(PATCHERS);

/**
 * Patches an object in one of the ways of the API server.
 *
 * @throws ApiError 415 for another type, or for a strategic merge patch of a custom resource
 * @throws ApiError 422 when the patch does not fit the object
 */
export function applyPatch(options: {
  resource: Resource;
  object: JsonObject;
  patch: unknown;
  contentType: string;
}): KubernetesObject {
  const { resource, object, patch, contentType } = options;
  const patcher = PATCHERS[contentType];
  if (!patcher || (resource.custom && contentType.includes('strategic'))) {
    throw apiErrors.unsupportedMediaType(
      `the body of the request was in an unknown format - accepted media types include: ${PATCH_TYPES.filter(
        type => !resource.custom || !type.includes('strategic'),
      ).join(', ')}`,
    );
  }
  try {
    // JSON patch changes lists in place; what is stored must stay as it is.
    return patcher(structuredClone(object), patch) as KubernetesObject;
  } catch (error) {
    throw new ApiError(
      422,
      'Invalid',
      `the server rejected our request due to an error in our request: ${
        (error as Error).message.split('\n')[0]
      }`,
      {},
    );
  }
}
