import { ResourceType, apiVersionOf } from '../changes/types';

/** The path of all objects of a resource, in all namespaces: `/apis/apps/v1/deployments`. */
export function resourcePath(type: ResourceType): string {
  return `${groupVersionPath(type)}/${type.plural}`;
}

/** `/apis/apps/v1`, or `/api/v1` in the core group. */
export function groupVersionPath(
  type: Pick<ResourceType, 'group' | 'version'>,
): string {
  return `${type.group ? '/apis' : '/api'}/${apiVersionOf(type)}`;
}
