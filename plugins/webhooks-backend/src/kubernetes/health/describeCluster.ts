import {
  ClusterInfo,
  ReasonPart,
  WatchInfo,
  reasonOf,
} from '@kubevision/backstage-plugin-webhooks-common';
import { remedyOf } from '../ClusterError';
import { Cluster } from '../WatchTransport';

/** What is known of a cluster beside its watches; all of it changes rarely. */
export interface ClusterFacts {
  /** As filters name them, in the order in which they are watched. */
  readonly kinds: readonly string[];
  /** Sorted. */
  readonly namespaces: readonly string[];
  readonly notes: readonly string[];
  /** Of each of the notes. */
  readonly noteParts?: readonly ReasonPart[][];
}

export const NOTHING_KNOWN: ClusterFacts = {
  kinds: [],
  namespaces: [],
  notes: [],
};

/** The worst first. */
const UNWELL = ['stalled', 'failing'] as const;

/** A cluster as the API answers it. */
export function describeCluster(
  cluster: Cluster,
  facts: ClusterFacts,
  watches: readonly WatchInfo[],
): ClusterInfo {
  const { name, title, notWatchable } = cluster;
  const worst = UNWELL.flatMap(state =>
    watches.filter(watch => watch.state === state),
  ).at(0);
  const cause = notWatchable ? { ...cluster, ...notWatchable } : worst;
  return {
    name,
    ...(title && { title }),
    state: stateOf(cluster, watches, worst),
    ...(cause?.reason && reasonOf({ ...cause, reason: cause.reason })),
    ...(cause && remedyOf(cause)),
    ...(facts.notes.length > 0 && { notes: [...facts.notes] }),
    ...(facts.noteParts && { noteParts: [...facts.noteParts] }),
    kinds: [...facts.kinds],
    namespaces: [...facts.namespaces],
    watches: [...watches],
  };
}

function stateOf(
  cluster: Cluster,
  watches: readonly WatchInfo[],
  worst: WatchInfo | undefined,
): ClusterInfo['state'] {
  if (cluster.notWatchable) return 'not-watchable';
  if (watches.length === 0) return 'idle';
  return worst ? (worst.state as (typeof UNWELL)[number]) : 'watching';
}
