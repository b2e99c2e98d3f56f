import { ResourceType, apiVersionOf } from '../changes/types';
import { ClusterError } from './ClusterError';
import { groupVersionPath } from './resourcePath';
import { Cluster, WatchTransport } from './WatchTransport';

/** A kind to watch beside the default ones, as app-config names it. */
export interface ExtraResource {
  /** E.g. `cert-manager.io`; empty for the core group. */
  readonly group: string;
  /** The version that the server prefers when absent. */
  readonly version?: string;
  /** E.g. `Certificate`. */
  readonly kind: string;
}

/** https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#apiresourcelist-v1-meta */
interface ApiResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
  }[];
}

interface ApiGroup {
  readonly preferredVersion?: { readonly version: string };
}

/**
 * Asks a cluster how it serves a kind. The group is known, so this takes one or two small
 * requests instead of the discovery of everything.
 *
 * A kind with the subresource `scale` is taken to keep its desired count in `spec.replicas`, as
 * nearly all do; discovery does not tell the path.
 *
 * @throws ClusterError `not-served` when the cluster does not have the kind
 */
export async function findResource(options: {
  transport: WatchTransport;
  cluster: Cluster;
  extra: ExtraResource;
  signal: AbortSignal;
}): Promise<ResourceType> {
  const { transport, cluster, extra, signal } = options;
  const { group, kind } = extra;
  const get = (path: string) => transport.get(cluster, path, signal);

  let { version } = extra;
  if (!version && group) {
    const found = (await get(`/apis/${group}`)) as ApiGroup;
    version = found.preferredVersion?.version;
  }
  version ??= 'v1';
  const { resources = [] } = (await get(
    groupVersionPath({ group, version }),
  )) as ApiResourceList;
  // Subresources are listed under the kind that they answer with, e.g. `widgets/status`.
  const resource = resources.find(
    ({ name, kind: served }) => served === kind && !name.includes('/'),
  );
  if (!resource) {
    throw new ClusterError(
      'not-served',
      `The cluster does not serve ${kind} in ${apiVersionOf({
        group,
        version,
      })}`,
    );
  }
  const { name: plural, namespaced } = resource;
  const scales = resources.some(({ name }) => name === `${plural}/scale`);
  return {
    group,
    version,
    plural,
    kind,
    namespaced,
    ...(scales && { scalePath: 'spec.replicas' }),
  };
}
