import { Resource } from '../resources/Resource';
import { ResourceCatalog } from '../resources/ResourceCatalog';

/** What a path of the API is about. */
export interface Target {
  resource: Resource;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** `/api/v1/…` and `/apis/<group>/<version>/…`, split. */
export interface ApiPath {
  group: string;
  version: string;
  /** What follows, without empty parts. */
  rest: string[];
}

/** Splits a path; undefined when it is not below `/api/v1` or `/apis/<group>/<version>`. */
export function parseApiPath(pathname: string): ApiPath | undefined {
  const [root, ...parts] = pathname
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (root === 'api' && parts.length >= 1) {
    return { group: '', version: parts[0], rest: parts.slice(1) };
  }
  if (root === 'apis' && parts.length >= 2) {
    return { group: parts[0], version: parts[1], rest: parts.slice(2) };
  }
  return undefined;
}

/** Finds what a path is about; undefined when nothing is served there. */
export function findTarget(
  catalog: ResourceCatalog,
  { group, version, rest }: ApiPath,
): Target | undefined {
  const [first, second, third, ...more] = rest;
  // `namespaces/<name>/<plural>` leads into a namespace, `namespaces/<name>/status` does not.
  const inNamespace =
    first === 'namespaces' && third && third !== 'status'
      ? catalog.find(group, version, third)
      : undefined;
  if (inNamespace) {
    if (!inNamespace.namespaced) return undefined;
    const [name, subresource] = more;
    return { resource: inNamespace, namespace: second, name, subresource };
  }
  const resource = catalog.find(group, version, first);
  // Objects of a namespaced kind are only found in their namespace.
  if (!resource || (resource.namespaced && second)) return undefined;
  return { resource, name: second, subresource: third };
}

/** The verb that access is granted for. */
export function verbOf(method: string, target: Target, watch: boolean): string {
  if (method === 'GET') {
    if (watch) return 'watch';
    return target.name ? 'get' : 'list';
  }
  if (method === 'DELETE') return target.name ? 'delete' : 'deletecollection';
  return (
    { POST: 'create', PUT: 'update', PATCH: 'patch' }[method] ??
    method.toLowerCase()
  );
}
