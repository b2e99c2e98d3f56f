/** The right to watch a cluster, for a while. */
export interface Lease {
  /** The cluster's name in Backstage. */
  readonly cluster: string;
  /**
   * Larger than that of any lease on this cluster before; absent where only one process watches
   * at all.
   */
  readonly token?: number;
}

/** Who watches what. Shared by all replicas; `now` is of a clock that they share as well. */
export interface LeaseStore {
  /**
   * Tells that a replica is alive, and holds what it held for another while.
   *
   * @returns what it still holds
   */
  renew(options: {
    replica: string;
    now: Date;
    ttlMs: number;
  }): Promise<Lease[]>;
  /** The replicas that were alive within the last `ttlMs`, those that hold most first. */
  replicas(options: { now: Date; ttlMs: number }): Promise<string[]>;
  /**
   * Takes a cluster that nobody holds, or whose holder let the lease run out.
   *
   * @returns undefined when another one holds it
   */
  acquire(options: {
    cluster: string;
    replica: string;
    now: Date;
    ttlMs: number;
  }): Promise<Lease | undefined>;
  /** Gives a cluster back. Nothing happens when it was taken over already. */
  release(lease: Lease): Promise<void>;
  /** Tells that a replica is going; its leases have to be released before. */
  leave(replica: string): Promise<void>;
}
