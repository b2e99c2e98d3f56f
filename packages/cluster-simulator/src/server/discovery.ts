import { JsonObject } from '../objects';
import { apiVersionOf, Resource } from '../resources/Resource';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

/** The answer of `GET /version`. */
export const VERSION = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  gitVersion: 'v1.36.0-simulator',
  gitCommit: '0000000000000000000000000000000000000000',
  gitTreeState: 'clean',
  buildDate: '2026-04-22T00:00:00Z',
  goVersion: 'go1.25.0',
  compiler: 'gc',
  platform: 'linux/amd64',
};

interface Subresource {
  name: string;
  kind: { group: string; version: string; kind: string };
}

function subresourcesOf(resource: Resource): Subresource[] {
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
  return [
    ...(resource.scale ? [{ name: 'scale', kind: scale }] : []),
    ...(resource.hasStatus ? [{ name: 'status', kind: resource }] : []),
  ];
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  }
  return groups;
}

function toGroup(name: string, resources: Resource[]): JsonObject {
  const versions = [...new Set(resources.map(({ version }) => version))].map(
    version => ({ groupVersion: `${name}/${version}`, version }),
  );
  return { name, versions, preferredVersion: versions[0] };
}

/** `GET /api`: the versions of the core group. */
export function coreVersions(): JsonObject {
  return { kind: 'APIVersions', versions: ['v1'] };
}

/** `GET /apis`: the named groups. */
export function groupList(resources: Resource[]): JsonObject {
  const named = resources.filter(({ group }) => group);
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [...groupBy(named, ({ group }) => group)].map(([name, members]) =>
      toGroup(name, members),
    ),
  };
}

/** `GET /apis/<group>`; undefined when nothing is in it. */
export function apiGroup(
  resources: Resource[],
  name: string,
): JsonObject | undefined {
  const members = resources.filter(resource => resource.group === name);
  if (members.length === 0) return undefined;
  return { kind: 'APIGroup', apiVersion: 'v1', ...toGroup(name, members) };
}

/** `GET /api/v1` and `GET /apis/<group>/<version>`; undefined when nothing is in it. */
export function resourceList(
  resources: Resource[],
  groupVersion: string,
): JsonObject | undefined {
  const members = resources.filter(
    resource => apiVersionOf(resource) === groupVersion,
  );
  if (members.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: members.flatMap(resource => [
      {
        name: resource.plural,
        singularName: resource.singular,
        namespaced: resource.namespaced,
        kind: resource.kind,
        verbs: VERBS,
        shortNames: resource.shortNames,
        categories: resource.categories,
      },
      ...subresourcesOf(resource).map(({ name, kind }) => ({
        name: `${resource.plural}/${name}`,
        singularName: '',
        namespaced: resource.namespaced,
        kind: kind.kind,
        ...(kind !== resource && { group: kind.group, version: kind.version }),
        verbs: SUBRESOURCE_VERBS,
      })),
    ]),
  };
}

/** The media type of {@link aggregated}. */
export const AGGREGATED_TYPE =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/**
 * All of the above in one answer of `/api` or `/apis`, for clients that ask for
 * {@link AGGREGATED_TYPE}.
 *
 * @param staleGroups - their versions are named, marked as stale and without resources
 */
export function aggregated(
  resources: Resource[],
  core: boolean,
  staleGroups: readonly string[] = [],
): JsonObject {
  const toKind = ({ group: name, version, kind }: Subresource['kind']) => ({
    group: name,
    version,
    kind,
  });
  const toResource = (resource: Resource) => ({
    resource: resource.plural,
    responseKind: toKind(resource),
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: VERBS,
    shortNames: resource.shortNames,
    categories: resource.categories,
    subresources: subresourcesOf(resource).map(({ name, kind }) => ({
      subresource: name,
      responseKind: toKind(kind),
      verbs: SUBRESOURCE_VERBS,
    })),
  });
  const served = resources.filter(resource => (resource.group === '') === core);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: [...groupBy(served, item => item.group)].map(([name, members]) => ({
      metadata: { name: name || undefined },
      versions: [...groupBy(members, ({ version }) => version)].map(
        ([version, items]) =>
          staleGroups.includes(name)
            ? { version, resources: [], freshness: 'Stale' }
            : {
                version,
                resources: items.map(toResource),
                freshness: 'Current',
              },
      ),
    })),
  };
}
