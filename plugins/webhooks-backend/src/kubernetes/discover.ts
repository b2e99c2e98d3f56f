import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { ClusterError } from './ClusterError';
import { Discovery, ServedVersion, toDiscovery } from './Discovery';
import { groupVersionPath } from './resourcePath';
import { Cluster, NegotiatingTransport } from './WatchTransport';

/** Everything in one answer since 1.26; older servers answer with plain JSON instead. */
const MEDIA_TYPE = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#aggregated-discovery */
interface AggregatedDiscovery {
  readonly kind: 'APIGroupDiscoveryList';
  readonly items: readonly {
    /** Without a name it is the core group. */
    readonly metadata?: { readonly name?: string };
    /** In the server's order of preference. */
    readonly versions: readonly {
      readonly version: string;
      readonly freshness?: 'Current' | 'Stale';
      readonly resources?: readonly {
        readonly resource: string;
        readonly responseKind?: { readonly kind: string } | null;
        readonly scope: 'Namespaced' | 'Cluster';
        readonly verbs: readonly string[];
        readonly subresources?: readonly { readonly subresource: string }[];
      }[];
    }[];
  }[];
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#unaggregated-discovery */
interface ApiGroupList {
  readonly groups: readonly {
    readonly name: string;
    readonly versions: readonly { readonly version: string }[];
    readonly preferredVersion?: { readonly version: string };
  }[];
}

interface ApiResourceList {
  readonly resources?: readonly {
    /** Subresources follow their resource, as `widgets/scale`. */
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
}

type Get = (path: string) => Promise<unknown>;

/**
 * Asks a cluster what it serves: two requests, or one for each version of each group where
 * discovery is not aggregated.
 *
 * @throws ClusterError
 */
export async function discover(options: {
  transport: NegotiatingTransport;
  cluster: Cluster;
  signal: AbortSignal;
}): Promise<Discovery> {
  const { cluster, signal } = options;
  const transport = options.transport.accepting(MEDIA_TYPE);
  const get: Get = path => transport.get(cluster, path, signal);

  const [core, named] = [await get('/api'), await get('/apis')];
  const versions = [
    isAggregated(core)
      ? core.items.flatMap(ofGroup)
      : [await ofVersion({ group: '', version: 'v1' }, get)],
    isAggregated(named)
      ? named.items.flatMap(ofGroup)
      : await ofGroups(named as ApiGroupList, get),
  ].flat();
  if (signal.aborted) throw new ClusterError('failed', { reason: 'Stopped' });
  return toDiscovery(versions);
}

function isAggregated(body: unknown): body is AggregatedDiscovery {
  return (body as AggregatedDiscovery | null)?.kind === 'APIGroupDiscoveryList';
}

function ofGroup(group: AggregatedDiscovery['items'][number]): ServedVersion[] {
  return group.versions.map(({ version, freshness, resources = [] }) => ({
    group: group.metadata?.name ?? '',
    version,
    isStale: freshness === 'Stale',
    // A resource that has subresources only has no kind of its own.
    resources: resources.flatMap(it =>
      it.responseKind
        ? {
            plural: it.resource,
            kind: it.responseKind.kind,
            namespaced: it.scope === 'Namespaced',
            verbs: it.verbs,
            hasScale: Boolean(
              it.subresources?.some(sub => sub.subresource === 'scale'),
            ),
          }
        : [],
    ),
  }));
}

/** One after the other: an old server is not to be flooded either. */
async function ofGroups(
  list: ApiGroupList,
  get: Get,
): Promise<ServedVersion[]> {
  const { groups } = list ?? {};
  if (!groups) {
    throw new ClusterError('malformed', because('no-groups'));
  }
  const served: ServedVersion[] = [];
  for (const { name, versions, preferredVersion } of groups) {
    const preferred = preferredVersion?.version;
    const names = versions.map(({ version }) => version);
    for (const version of new Set([preferred ?? names[0], ...names])) {
      served.push(await ofVersion({ group: name, version }, get));
    }
  }
  return served;
}

/** A group that does not answer is told to be stale, as aggregated discovery tells it. */
async function ofVersion(
  served: { group: string; version: string },
  get: Get,
): Promise<ServedVersion> {
  let list: ApiResourceList;
  try {
    list = (await get(groupVersionPath(served))) as ApiResourceList;
  } catch {
    return { ...served, isStale: true, resources: [] };
  }
  const { resources = [] } = list;
  const names = new Set(resources.map(({ name }) => name));
  return {
    ...served,
    isStale: false,
    resources: resources
      .filter(({ name }) => !name.includes('/'))
      .map(({ name, kind, namespaced, verbs }) => ({
        plural: name,
        kind,
        namespaced,
        verbs,
        hasScale: names.has(`${name}/scale`),
      })),
  };
}
