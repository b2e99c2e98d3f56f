import { createHash } from 'node:crypto';
import { JsonObject } from '../objects';
import { apiVersionOf, Resource } from '../resources/Resource';

function rootOf(resource: Resource): string {
  return resource.group
    ? `apis/${resource.group}/${resource.version}`
    : `api/${resource.version}`;
}

/** `GET /openapi/v3`: which documents there are. */
export function openapiIndex(resources: Resource[]): JsonObject {
  const roots = [...new Set(resources.map(rootOf))];
  const hash = createHash('sha256')
    .update(JSON.stringify(resources))
    .digest('hex');
  return {
    paths: Object.fromEntries(
      roots.map(root => [
        root,
        { serverRelativeURL: `/openapi/v3/${root}?hash=${hash}` },
      ]),
    ),
  };
}

/**
 * `GET /openapi/v3/<root>`: the paths without the schemas of their objects. It is what kubectl
 * needs to know that it may leave the validation of fields to the server.
 */
export function openapiDocument(
  resources: Resource[],
  root: string,
): JsonObject | undefined {
  const members = resources.filter(resource => rootOf(resource) === root);
  if (members.length === 0) return undefined;
  const paths = members.map(resource => {
    const { group, version, kind, plural, namespaced } = resource;
    const place = namespaced ? 'namespaces/{namespace}/' : '';
    const operation = {
      parameters: [
        { name: 'fieldValidation', in: 'query', schema: { type: 'string' } },
      ],
      responses: { 200: { description: 'OK' } },
      'x-kubernetes-group-version-kind': { group, version, kind },
    };
    return [
      `/${root}/${place}${plural}/{name}`,
      { put: operation, patch: operation },
    ];
  });
  return {
    openapi: '3.0.0',
    info: {
      title: `Cluster simulator, ${apiVersionOf(members[0])}`,
      version: '1',
    },
    paths: Object.fromEntries(paths),
    components: { schemas: {} },
  };
}
