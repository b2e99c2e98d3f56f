import { Reason } from '@kubevision/backstage-plugin-webhooks-common';
import { KubernetesObject, ResourceType } from '../changes/types';
import { ClusterError, Remedy } from './ClusterError';

/** A cluster that the Kubernetes backend knows. */
export interface Cluster extends Remedy {
  readonly name: string;
  readonly title?: string;
  /** E.g. `serviceAccount`: how the Kubernetes backend authenticates with it. */
  readonly authProvider: string;
  /** Why it cannot be watched, which the remedy is about; absent when it can. */
  readonly notWatchable?: Reason;
}

/** One event of a watch. Failures are events too, so that a consumer has one way to handle them. */
export type WatchEvent =
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
      readonly object: KubernetesObject;
    }
  | {
      readonly type: 'BOOKMARK';
      readonly resourceVersion: string;
      /** All objects that were there when the watch began have been told, as `ADDED`. */
      readonly endsInitialEvents?: boolean;
    }
  | { readonly type: 'ERROR'; readonly error: ClusterError };

/** A part of a list. All parts of one list are of one `resourceVersion`. */
export interface ListPage {
  readonly resourceVersion: string;
  readonly items: readonly KubernetesObject[];
}

export interface WatchOptions {
  /**
   * The watch tells everything that happened after this. When absent, it first tells every object
   * that there is as `ADDED`, and then, by a bookmark, that these were all (a streaming list):
   * https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists
   */
  readonly resourceVersion?: string;
  readonly signal: AbortSignal;
  /** Called when the cluster has accepted the watch, long before anything happens in it. */
  readonly onOpen?: () => void;
}

/**
 * How clusters are reached. Shaped as `KubernetesWatcher` of `@backstage/plugin-kubernetes-node`,
 * so that Backstage's own implementation can take its place once it ships.
 */
export interface WatchTransport {
  /**
   * The answer to a GET of any path, e.g. `/apis/apps`.
   * @throws ClusterError
   */
  get(cluster: Cluster, path: string, signal: AbortSignal): Promise<unknown>;
  /**
   * All objects of a resource, page by page.
   * @throws ClusterError; pages before it are not a complete list
   */
  list(
    cluster: Cluster,
    type: ResourceType,
    signal: AbortSignal,
  ): AsyncGenerator<ListPage, void, undefined>;
  /**
   * Events that arrived together come together. Ends when the API server ends the watch, which it
   * does every few minutes, when the signal aborts, or after an `ERROR`. Never throws. While
   * nobody asks for the next events, the cluster is not read from either.
   */
  watch(
    cluster: Cluster,
    type: ResourceType,
    options: WatchOptions,
  ): AsyncGenerator<readonly WatchEvent[], void, undefined>;
}

/** A transport that can ask for other representations than plain JSON, such as metadata only. */
export interface NegotiatingTransport extends WatchTransport {
  /** The same way to the clusters, with this as the header `Accept`. */
  accepting(mediaType: string): WatchTransport;
}
