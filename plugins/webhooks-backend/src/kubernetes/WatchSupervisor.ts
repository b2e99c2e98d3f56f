import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { backoffMs } from './backoff';
import { ClusterWatcher } from './ClusterWatcher';
import { ExtraResource } from './chooseResources';
import { NOTHING_KNOWN, describeCluster } from './health/describeCluster';
import { LeaseKeeper, Share } from './LeaseKeeper';
import { Lease } from './LeaseStore';
import { sleep } from './sleep';
import { WantedFilters, wantedIn } from './wanted';
import { WatchKey, WatchStore } from './WatchStore';
import { Cluster, NegotiatingTransport } from './WatchTransport';

export interface WatchSupervisorOptions {
  /** All clusters there are; asked for every minute. */
  readonly clusters: (signal: AbortSignal) => Promise<readonly Cluster[]>;
  readonly transport: NegotiatingTransport;
  readonly store: WatchStore;
  readonly project: Projector;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
  readonly logger: LoggerService;
  /** Which of the clusters this replica watches; all of them when absent. */
  readonly leases?: LeaseKeeper;
  /** What the enabled webhooks want. */
  readonly wanted: () => Promise<readonly { filters: WantedFilters }[]>;
  /** Changes whenever that does, on whatever replica; absent where `refresh` tells it all. */
  readonly wantedRevision?: () => Promise<number>;
  readonly extraResources?: readonly ExtraResource[];
  /** See `ResourceChoice`. */
  readonly excludedCustomResources?: readonly string[];
  readonly now?: () => Date;
  readonly random?: () => number;
}

type Optional = 'leases' | 'wantedRevision';
type Options = Required<Omit<WatchSupervisorOptions, Optional>> &
  Pick<WatchSupervisorOptions, Optional>;

/** A cluster that this replica watches. */
export interface HeldCluster {
  /** Absent where there are no leases. */
  readonly lease?: Lease;
  readonly watcher: ClusterWatcher;
}

/** How often clusters are listed; webhooks that change are looked at when they do. */
const PERIOD_MS = 60_000;
/** How often leases are renewed and looked for. */
const TICK_MS = 2_000;
/** A cluster can be missing because its locator fails; what is known of it is worth keeping. */
const KEEP_MISSING_MS = 24 * 60 * 60 * 1000;

/** Watches what the enabled webhooks want, in the clusters that there are, as both change. */
export class WatchSupervisor {
  readonly #options: Options;
  readonly #watchers = new Map<string, HeldCluster>();
  readonly #missingSince = new Map<string, number>();
  readonly #stopping = new AbortController();
  #clusters: readonly Cluster[] = [];
  #filters: readonly WantedFilters[] = [];
  #isStale = false;
  #revision: number | undefined;
  #wake = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #trouble: string | undefined;

  static create(options: WatchSupervisorOptions) {
    return new WatchSupervisor({
      extraResources: [],
      excludedCustomResources: [],
      entitiesOf: () => [],
      now: () => new Date(),
      random: Math.random,
      ...options,
    });
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to watch, in the background. */
  start(): void {
    this.#ended = this.#run();
  }

  /**
   * Ends all watches and hands the clusters over; resolves when none of them will write to the
   * store again.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#ended;
    const held = [...this.#watchers.values()];
    await Promise.all(held.map(({ watcher }) => watcher.stop()));
    await this.#options.leases?.leave(held.flatMap(it => it.lease ?? []));
  }

  /** Looks again at what is wanted; to be called when webhooks change. */
  refresh(): void {
    this.#isStale = true;
    this.#wake.abort();
  }

  /** All clusters, as Backstage lists them. */
  get clusters(): readonly Cluster[] {
    return this.#clusters;
  }

  /** What of a cluster this replica watches; undefined when it does not. */
  held(cluster: string): HeldCluster | undefined {
    return this.#watchers.get(cluster);
  }

  /** All clusters, as far as this replica watches them itself. */
  describe(): ClusterInfo[] {
    return this.#clusters.map(cluster => {
      const observed = this.held(cluster.name)?.watcher.describe();
      const watches = observed?.watches.map(({ info }) => info) ?? [];
      return describeCluster(cluster, observed ?? NOTHING_KNOWN, watches);
    });
  }

  async #run() {
    const { leases, now, random } = this.#options;
    let failures = 0;
    let listedAt = -Infinity;
    while (!this.#stopping.signal.aborted) {
      // Renewed first, so that a refresh in the middle is not lost.
      this.#wake = new AbortController();
      try {
        const isStale =
          (await this.#hasNewWants()) ||
          this.#isStale ||
          now().getTime() - listedAt > PERIOD_MS;
        this.#isStale = false;
        const isListed = isStale && (await this.#list());
        if (isListed) listedAt = now().getTime();
        // Also when the clusters cannot be listed: what is held has to be renewed.
        await this.#reconcile(isListed);
        if (isListed) await this.#forgetUnwanted();
        failures = isStale && !isListed ? failures + 1 : 0;
      } catch (error) {
        this.#isStale = true;
        failures += 1;
        this.#complain(error);
      }
      if (failures === 0) this.#trouble = undefined;
      const usual = leases ? TICK_MS : PERIOD_MS;
      const pause = failures ? backoffMs(failures, random) : usual;
      // A stop may have come before the renewal.
      if (this.#stopping.signal.aborted) return;
      await sleep(Math.min(pause, usual), this.#wake.signal);
    }
  }

  async #hasNewWants(): Promise<boolean> {
    const revision = await this.#options.wantedRevision?.();
    const isNew = revision !== this.#revision;
    this.#revision = revision;
    return isNew;
  }

  /** @returns false when that is to be tried again; what was listed before then still counts */
  async #list(): Promise<boolean> {
    const { clusters, wanted } = this.#options;
    try {
      this.#clusters = await clusters(this.#stopping.signal);
      this.#filters = (await wanted()).map(webhook => webhook.filters);
      return true;
    } catch (error) {
      this.#isStale = true;
      this.#complain(error);
      return false;
    }
  }

  async #reconcile(isListed: boolean) {
    const watchable = this.#clusters.filter(it => !it.notWatchable);
    const share = await this.#share(watchable.map(({ name }) => name));
    if (this.#stopping.signal.aborted) return;

    const tokens = new Map(share.held.map(it => [it.cluster, it.token]));
    const ending = [...this.#watchers].filter(
      ([name, { lease }]) =>
        !tokens.has(name) || tokens.get(name) !== lease?.token,
    );
    await Promise.all(
      ending.map(async ([name, { watcher }]) => {
        await watcher.stop();
        this.#watchers.delete(name);
      }),
    );
    await this.#options.leases?.release(share.surplus);
    const held = watchable.filter(({ name }) => tokens.has(name));
    await Promise.all(
      held.map(async cluster => {
        const known = this.#watchers.get(cluster.name);
        if (known && !isListed) return;
        const { watcher } = known ?? this.#start(cluster, share);
        await watcher.watchOnly(wantedIn(cluster.name, this.#filters));
      }),
    );
  }

  /** What of all clusters is this replica's to watch. */
  async #share(clusters: readonly string[]): Promise<Share> {
    const { leases } = this.#options;
    if (leases) return leases.keep(clusters);
    return { held: clusters.map(cluster => ({ cluster })), surplus: [] };
  }

  #start(cluster: Cluster, { held }: Share): HeldCluster {
    const lease = held.find(it => it.cluster === cluster.name);
    const options = { ...this.#options, cluster, leaseToken: lease?.token };
    const started = { lease, watcher: ClusterWatcher.start(options) };
    this.#watchers.set(cluster.name, started);
    return started;
  }

  /** What is not watched any more is a silent baseline again when it is wanted later. */
  async #forgetUnwanted() {
    const { store } = this.#options;
    for (const key of await store.keys()) {
      const isNeeded = this.#needs(key);
      if (!isNeeded) await store.forget(key);
    }
  }

  #needs({ cluster, resource }: WatchKey): boolean {
    const isListed = this.#clusters.some(({ name }) => name === cluster);
    if (!isListed) return this.#isMissedBriefly(cluster);
    this.#missingSince.delete(cluster);
    // Of a cluster that another replica watches, that one knows.
    return this.#watchers.get(cluster)?.watcher.needs(resource) ?? true;
  }

  #isMissedBriefly(cluster: string): boolean {
    const now = this.#options.now().getTime();
    const since = this.#missingSince.get(cluster) ?? now;
    this.#missingSince.set(cluster, since);
    return now - since < KEEP_MISSING_MS;
  }

  #complain(error: unknown) {
    const trouble = String(error);
    if (this.#stopping.signal.aborted || trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#options.logger.warn(
      `Clusters cannot be looked at now, and are tried again: ${trouble}`,
    );
  }
}
