import { LoggerService } from '@backstage/backend-plugin-api';
import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { backoffMs } from './backoff';
import { ClusterWatcher } from './ClusterWatcher';
import { ExtraResource } from './discovery';
import { DEFAULT_RESOURCES } from './resources';
import { sleep } from './sleep';
import { WantedFilters, wantedKinds } from './wanted';
import { WatchStore } from './WatchStore';
import { Cluster, WatchTransport } from './WatchTransport';

export interface WatchSupervisorOptions {
  /** All clusters there are; asked for every minute. */
  readonly clusters: (signal: AbortSignal) => Promise<readonly Cluster[]>;
  readonly transport: WatchTransport;
  readonly store: WatchStore;
  readonly project: Projector;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
  readonly logger: LoggerService;
  /** What the enabled webhooks want. */
  readonly wanted: () => Promise<readonly { filters: WantedFilters }[]>;
  readonly extraResources?: readonly ExtraResource[];
  readonly now?: () => Date;
  readonly random?: () => number;
}

const PERIOD_MS = 60_000;
/** A cluster can be missing because its locator fails; what is known of it is worth keeping. */
const KEEP_MISSING_MS = 24 * 60 * 60 * 1000;

/** Watches what the enabled webhooks want, in the clusters that there are, as both change. */
export class WatchSupervisor {
  readonly #options: Required<WatchSupervisorOptions>;
  readonly #kinds: string[];
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
      entitiesOf: () => [],
      now: () => new Date(),
      random: Math.random,
      ...options,
    });
  }

  private constructor(options: Required<WatchSupervisorOptions>) {
    this.#options = options;
    const resources = [...DEFAULT_RESOURCES, ...options.extraResources];
    this.#kinds = [...new Set(resources.map(({ kind }) => kind))];
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
        this.#watcher(cluster).watchOnly(
          wantedKinds(filters, cluster.name, this.#kinds),
        ),
      ),
    ]);
    await this.#forgetUnwanted();
  }

  #watcher(cluster: Cluster): ClusterWatcher {
    const known = this.#watchers.get(cluster.name);
    if (known) return known;
    const watcher = ClusterWatcher.create({ ...this.#options, cluster });
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
    const watcher = this.#watchers.get(name);
    const watches = watcher?.describe() ?? [];
    const failing = watches.find(({ state }) => state === 'failing');
    const reason = notWatchable ?? failing?.reason;
    return {
      name,
      ...(title && { title }),
      state: stateOf(cluster, watches),
      ...(reason && { reason }),
      kinds: this.#kinds,
      namespaces: watcher?.namespaces() ?? [],
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
