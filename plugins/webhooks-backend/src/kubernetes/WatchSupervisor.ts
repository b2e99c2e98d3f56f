import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { backoffMs } from './backoff';
import { ClusterWatcher } from './ClusterWatcher';
import { ExtraResource } from './chooseResources';
import { sleep } from './sleep';
import { WantedFilters, wantedIn } from './wanted';
import { WatchStore } from './WatchStore';
import { Cluster, NegotiatingTransport } from './WatchTransport';

export interface WatchSupervisorOptions {
  /** All clusters there are; asked for every minute. */
  readonly clusters: (signal: AbortSignal) => Promise<readonly Cluster[]>;
  readonly transport: NegotiatingTransport;
  readonly store: WatchStore;
  readonly project: Projector;
  readonly logger: LoggerService;
  /** What the enabled webhooks want. */
  readonly wanted: () => Promise<readonly { filters: WantedFilters }[]>;
  readonly extraResources?: readonly ExtraResource[];
  /** See `ResourceChoice`. */
  readonly excludedCustomResources?: readonly string[];
  readonly now?: () => Date;
  readonly random?: () => number;
}

const NOTHING_KNOWN = { kinds: [], namespaces: [], watches: [], notes: [] };
const PERIOD_MS = 60_000;
/** A cluster can be missing because its locator fails; what is known of it is worth keeping. */
const KEEP_MISSING_MS = 24 * 60 * 60 * 1000;

/** Watches what the enabled webhooks want, in the clusters that there are, as both change. */
export class WatchSupervisor {
  readonly #options: Required<WatchSupervisorOptions>;
  readonly #watchers = new Map<string, ClusterWatcher>();
  readonly #missingSince = new Map<string, number>();
  readonly #stopping = new AbortController();
  #clusters: readonly Cluster[] = [];
  #wake = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #trouble: string | undefined;

  static create(options: WatchSupervisorOptions) {
    return new WatchSupervisor({
      extraResources: [],
      excludedCustomResources: [],
      now: () => new Date(),
      random: Math.random,
      ...options,
    });
  }

  private constructor(options: Required<WatchSupervisorOptions>) {
    this.#options = options;
  }

  /** Begins to watch, in the background. */
  start(): void {
    this.#ended = this.#run();
  }

  /** Ends all watches; resolves when none of them will write to the store again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#ended;
    await Promise.all([...this.#watchers.values()].map(it => it.stop()));
  }

  /** Looks again at what is wanted; to be called when webhooks change. */
  refresh(): void {
    this.#wake.abort();
  }

  /** All clusters, ordered as Backstage lists them. */
  describe(): ClusterInfo[] {
    return this.#clusters.map(cluster => this.#describeCluster(cluster));
  }

  async #run() {
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      // Renewed first, so that a refresh in the middle is not lost.
      this.#wake = new AbortController();
      try {
        await this.#reconcile();
        failures = 0;
        this.#trouble = undefined;
      } catch (error) {
        failures += 1;
        this.#complain(error);
      }
      const pause = failures
        ? backoffMs(failures, this.#options.random)
        : PERIOD_MS;
      // A stop may have come before the renewal.
      if (!this.#stopping.signal.aborted) await sleep(pause, this.#wake.signal);
    }
  }

  async #reconcile() {
    const { clusters, wanted } = this.#options;
    const { signal } = this.#stopping;
    this.#clusters = await clusters(signal);
    const filters = (await wanted()).map(webhook => webhook.filters);
    if (signal.aborted) return;

    const watchable = this.#clusters.filter(it => !it.notWatchable);
    const names = new Set(watchable.map(({ name }) => name));
    const gone = [...this.#watchers].filter(([name]) => !names.has(name));
    await Promise.all([
      ...gone.map(async ([name, watcher]) => {
        await watcher.stop();
        this.#watchers.delete(name);
      }),
      ...watchable.map(cluster =>
        this.#watcher(cluster).watchOnly(wantedIn(cluster.name, filters)),
      ),
    ]);
    await this.#forgetUnwanted();
  }

  #watcher(cluster: Cluster): ClusterWatcher {
    const known = this.#watchers.get(cluster.name);
    if (known) return known;
    const watcher = ClusterWatcher.start({ ...this.#options, cluster });
    this.#watchers.set(cluster.name, watcher);
    return watcher;
  }

  /** What is not watched any more is a silent baseline again when it is wanted later. */
  async #forgetUnwanted() {
    const { store } = this.#options;
    for (const key of await store.keys()) {
      const watcher = this.#watchers.get(key.cluster);
      const isNeeded = watcher
        ? watcher.needs(key.resource)
        : this.#isMissedBriefly(key.cluster);
      if (watcher) this.#missingSince.delete(key.cluster);
      if (!isNeeded) await store.forget(key);
    }
  }

  #isMissedBriefly(cluster: string): boolean {
    const now = this.#options.now().getTime();
    const since = this.#missingSince.get(cluster) ?? now;
    this.#missingSince.set(cluster, since);
    return now - since < KEEP_MISSING_MS;
  }

  #describeCluster(cluster: Cluster): ClusterInfo {
    const { name, title, notWatchable } = cluster;
    const { kinds, namespaces, watches, notes } =
      this.#watchers.get(name)?.describe() ?? NOTHING_KNOWN;
    const failing = watches.find(({ state }) => state === 'failing');
    const reason = notWatchable ?? failing?.reason;
    return {
      name,
      ...(title && { title }),
      state: stateOf(cluster, watches),
      ...(reason && { reason }),
      ...(notes.length > 0 && { notes }),
      kinds,
      namespaces,
      watches,
    };
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

function stateOf(
  cluster: Cluster,
  watches: ClusterInfo['watches'],
): ClusterInfo['state'] {
  if (cluster.notWatchable) return 'not-watchable';
  if (watches.length === 0) return 'idle';
  return watches.some(({ state }) => state === 'failing')
    ? 'failing'
    : 'watching';
}
