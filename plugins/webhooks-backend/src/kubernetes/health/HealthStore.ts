import {
  Reason,
  WatchInfo,
} from '@kubevision/backstage-plugin-webhooks-common';
import { ClusterFacts } from './describeCluster';

/** That a watch has not been well for too long; it lasts until it is well again. */
export interface Stall extends Reason {
  /** When it stopped being well, in milliseconds since the epoch. */
  readonly since: number;
  /** The event that tells of it; absent while it is not decided which. */
  readonly outage?: Outage;
  /** Whether that event is certain to be stored. */
  readonly isTold: boolean;
}

/** What one event tells of: the stall of one watch, or of all of a cluster. */
export interface Outage {
  /** As `resourceName` says it, or {@link ALL_WATCHES}. */
  readonly resource: string;
  /** When it began, in milliseconds since the epoch. */
  readonly since: number;
  /** As it was told. */
  readonly reason: string;
}

/** What the event of a cluster that is away names, instead of each resource that is watched in it. */
export const ALL_WATCHES = '*';

/** A watch as people see it, and what has to outlive the replica that has it. */
export interface WatchRecord {
  readonly info: WatchInfo;
  readonly stall?: Stall;
}

/** What the replicas tell each other of a cluster. */
export interface ClusterRecord extends ClusterFacts {
  /** Whether some replica holds its lease. */
  readonly isWatched: boolean;
  /** In no order. */
  readonly watches: readonly WatchRecord[];
}

/** What is new of a cluster. */
export interface HealthUpdate {
  readonly cluster: string;
  readonly replica: string;
  /** Of the lease on the cluster; nothing is written under one that was taken over. */
  readonly leaseToken?: number;
  readonly now: Date;
  /** Absent when nothing of it changed. */
  readonly facts?: ClusterFacts;
  readonly watches: readonly WatchRecord[];
  /** The resources that are not watched any more. */
  readonly forgotten: readonly string[];
}

/** How all watches of all replicas are doing. `now` is of a clock that the replicas share. */
export interface HealthStore {
  /** @returns the clusters that something is known of, or that are watched */
  read(now: Date): Promise<ReadonlyMap<string, ClusterRecord>>;
  /**
   * Writes what is new in one transaction.
   *
   * @throws LeaseLostError
   */
  write(update: HealthUpdate): Promise<void>;
  /** Forgets what was last written before a time of all clusters but these. */
  forgetOthers(clusters: readonly string[], before: Date): Promise<void>;
}
