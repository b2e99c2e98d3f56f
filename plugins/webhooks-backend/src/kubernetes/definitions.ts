import { ResourceType, resourceName } from '../changes/types';
import { ClusterError } from './ClusterError';
import { resourcePath } from './resourcePath';
import { Cluster, WatchTransport } from './WatchTransport';

/** What makes custom resources. */
export const DEFINITIONS: ResourceType = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
};

interface Definition {
  readonly spec?: {
    readonly versions?: readonly {
      readonly name: string;
      readonly subresources?: {
        /** E.g. `.spec.size`; never with the notation of arrays. */
        readonly scale?: { readonly specReplicasPath?: string };
      };
    }[];
  };
}

interface Question {
  readonly transport: WatchTransport;
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly signal: AbortSignal;
}

const isKind = (error: unknown, ...kinds: ClusterError['kind'][]) =>
  error instanceof ClusterError && kinds.includes(error.kind);

function getDefinition({ transport, cluster, type, signal }: Question) {
  const path = `${resourcePath(DEFINITIONS)}/${resourceName(type)}`;
  return transport.get(cluster, path, signal) as Promise<Definition>;
}

/**
 * Where a custom resource keeps its desired count, e.g. `spec.size`: discovery tells that it has
 * one, its definition where. Without the right to read that, it is taken to be `spec.replicas`, as
 * it is for nearly all.
 *
 * @throws ClusterError when it can be neither read nor is known to be unreadable
 */
export async function findScalePath(question: Question): Promise<string> {
  try {
    const { spec } = await getDefinition(question);
    const version = spec?.versions?.find(
      ({ name }) => name === question.type.version,
    );
    const path = version?.subresources?.scale?.specReplicasPath;
    return path?.replace(/^\./, '') ?? 'spec.replicas';
  } catch (error) {
    if (isKind(error, 'forbidden', 'not-served')) return 'spec.replicas';
    throw error;
  }
}

/**
 * Whether a resource that discovery does not name any more is really gone, with its objects: its
 * definition is. An API server that has just started, or lags behind others, has not told
 * everything yet. Where definitions may not be read, the resource itself has to be.
 */
export async function isGone(question: Question): Promise<boolean> {
  const { transport, cluster, type, signal } = question;
  try {
    await getDefinition(question);
    return false;
  } catch (error) {
    if (!isKind(error, 'forbidden')) return isKind(error, 'not-served');
  }
  try {
    await transport.get(cluster, `${resourcePath(type)}?limit=1`, signal);
    return false;
  } catch (error) {
    return isKind(error, 'not-served');
  }
}
