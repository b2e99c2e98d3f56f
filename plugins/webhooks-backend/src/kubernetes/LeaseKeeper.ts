import { Lease, LeaseStore } from './LeaseStore';

export interface LeaseKeeperOptions {
  readonly store: LeaseStore;
  /** Made up at every start, so that a replica that comes back is another one. */
  readonly replica: string;
  /** Of a clock that all replicas share. */
  readonly now: () => Date;
  /** How long a replica that crashed keeps its clusters. */
  readonly ttlMs: number;
}

/** What a replica is to watch. */
export interface Share {
  readonly held: readonly Lease[];
  /** Held too, but more than its share: to be given back once nothing watches them any more. */
  readonly surplus: readonly Lease[];
}

/**
 * Keeps this replica's share of the clusters: each cluster is watched by one replica, and they
 * have as many as each other, give or take one.
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;

  static create(options: LeaseKeeperOptions) {
    return new LeaseKeeper(options);
  }

  private constructor(options: LeaseKeeperOptions) {
    this.#options = options;
  }

  /**
   * Renews what is held and takes what is free, up to this replica's share. To be called several
   * times in the life of a lease; whatever is not in the answer is not held any more.
   *
   * @param clusters - all that can be watched
   */
  async keep(clusters: readonly string[]): Promise<Share> {
    const { now, replica, store, ttlMs } = this.#options;
    const wanted = [...clusters].sort();
    const renewed = await store.renew({ replica, now: now(), ttlMs });
    const held = renewed.filter(({ cluster }) => wanted.includes(cluster));
    const gone = renewed.filter(({ cluster }) => !wanted.includes(cluster));
    const replicas = await store.replicas({ now: now(), ttlMs });
    const quota = quotaOf(replica, replicas, wanted.length);

    const mine = new Set(held.map(({ cluster }) => cluster));
    for (const cluster of wanted) {
      if (held.length >= quota) break;
      if (mine.has(cluster)) continue;
      const options = { cluster, replica, now: now(), ttlMs };
      const lease = await store.acquire(options);
      if (lease) held.push(lease);
    }
    return {
      held: held.slice(0, quota),
      surplus: [...held.slice(quota), ...gone],
    };
  }

  /** Gives clusters back, so that others take them at once. */
  async release(leases: readonly Lease[]): Promise<void> {
    for (const lease of leases) await this.#options.store.release(lease);
  }

  /** Gives everything back and takes no part any more. */
  async leave(leases: readonly Lease[]): Promise<void> {
    await this.release(leases);
    await this.#options.store.leave(this.#options.replica);
  }
}

/**
 * So many clusters for everybody, and one more each for those that hold most, so that nothing
 * moves without need.
 */
function quotaOf(
  replica: string,
  replicas: readonly string[],
  clusters: number,
): number {
  const place = Math.max(replicas.indexOf(replica), 0);
  const count = Math.max(replicas.length, 1);
  return Math.floor(clusters / count) + (place < clusters % count ? 1 : 0);
}
