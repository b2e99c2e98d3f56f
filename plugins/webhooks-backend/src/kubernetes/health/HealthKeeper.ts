import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ClusterInfo,
  WatchInfo,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { ResourceType } from '../../changes/types';
import { filterNameOf } from '../chooseResources';
import { toRemedy } from '../ClusterError';
import { sleep } from '../sleep';
import { LeaseLostError, WatchStore } from '../WatchStore';
import { WatchSupervisor } from '../WatchSupervisor';
import { ClusterHealth } from './ClusterHealth';
import { NOTHING_KNOWN, describeCluster } from './describeCluster';
import { ClusterRecord, HealthStore } from './HealthStore';

export interface HealthKeeperOptions {
  readonly watches: Pick<WatchSupervisor, 'clusters' | 'held'>;
  readonly store: HealthStore;
  /** Where the events go that a watch stalled, or is well again. */
  readonly outbox: Pick<WatchStore, 'commit'>;
  /** As the leases name it. */
  readonly replica: string;
  readonly logger: LoggerService;
  readonly now: () => Date;
  /** How long a watch has not to be well to be called stalled. */
  readonly stalledAfterMs: number;
  /** How often what changed is written; 3 s when absent. */
  readonly periodMs?: number;
}

const PERIOD_MS = 3_000;
/** How often it is looked for what nobody will write any more. */
const FORGET_PERIOD_MS = 60 * 60 * 1000;
/** A cluster can be missing because its locator fails. */
const KEEP_MISSING_MS = 24 * 60 * 60 * 1000;
const UNWATCHED = {
  state: 'stalled',
  ...because('no-replica-watches'),
  ...toRemedy(because('replica-takes-over')),
} as const;

/**
 * Keeps the health of the watches in the database, so that every replica can tell of all clusters
 * how they are: of those that it watches itself from memory, of the others as their replicas wrote
 * it down.
 */
export class HealthKeeper {
  readonly #options: Required<HealthKeeperOptions>;
  readonly #stopping = new AbortController();
  readonly #held = new Map<string, ClusterHealth>();
  #ended: Promise<void> = Promise.resolve();
  #trouble: string | undefined;
  #forgotAt = -Infinity;

  static create(options: HealthKeeperOptions) {
    return new HealthKeeper({ periodMs: PERIOD_MS, ...options });
  }

  private constructor(options: Required<HealthKeeperOptions>) {
    this.#options = options;
  }

  /** Begins to write, in the background. */
  start(): void {
    this.#ended = this.#run();
  }

  /** Resolves when nothing will be written any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  /** All clusters, ordered as Backstage lists them; the same from every replica. */
  async describe(): Promise<ClusterInfo[]> {
    const { now, store, watches } = this.#options;
    const mine = new Map(
      watches.clusters.flatMap(({ name }) => {
        const health = this.#healthOf(name);
        return health ? [[name, health.describe()] as const] : [];
      }),
    );
    const { clusters } = watches;
    const isAllMine = clusters.every(
      ({ name, notWatchable }) => notWatchable || mine.has(name),
    );
    const stored = isAllMine ? undefined : await store.read(now());
    return clusters.map(cluster => {
      const own = mine.get(cluster.name);
      if (own) {
        const infos = own.watches.map(({ record }) => record.info);
        return describeCluster(cluster, own, infos);
      }
      const record = stored?.get(cluster.name);
      return record && !cluster.notWatchable
        ? describeCluster(cluster, record, infosOf(record))
        : describeCluster(cluster, NOTHING_KNOWN, []);
    });
  }

  async #run() {
    const { logger, periodMs } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#keep();
        this.#trouble = undefined;
      } catch (error) {
        const trouble = String(error);
        if (!signal.aborted && trouble !== this.#trouble) {
          logger.warn(
            `The health of the watches cannot be written now, and is tried again: ${trouble}`,
          );
        }
        this.#trouble = trouble;
      }
      await sleep(periodMs, signal);
    }
  }

  async #keep() {
    const { now, store, watches } = this.#options;
    const names = watches.clusters.map(({ name }) => name);
    for (const name of this.#held.keys()) {
      if (!this.#healthOf(name)) this.#held.delete(name);
    }
    const isNew = names.some(
      name => watches.held(name) && !this.#held.has(name),
    );
    const stored = isNew ? await store.read(now()) : undefined;
    for (const name of names) {
      this.#begin(name, stored?.get(name));
      try {
        await this.#healthOf(name)?.keep();
      } catch (error) {
        if (!(error instanceof LeaseLostError)) throw error;
      }
    }
    const time = now().getTime();
    if (names.length === 0 || time - this.#forgotAt < FORGET_PERIOD_MS) return;
    await store.forgetOthers(names, new Date(time - KEEP_MISSING_MS));
    this.#forgotAt = time;
  }

  #begin(cluster: string, before: ClusterRecord | undefined) {
    const held = this.#options.watches.held(cluster);
    if (!held || this.#held.has(cluster)) return;
    const { lease, watcher } = held;
    const options = { cluster, leaseToken: lease?.token, watcher, before };
    this.#held.set(
      cluster,
      ClusterHealth.create({ ...this.#options, ...options }),
    );
  }

  /** Undefined unless it is of the lease that is held now. */
  #healthOf(cluster: string): ClusterHealth | undefined {
    const held = this.#options.watches.held(cluster);
    const health = this.#held.get(cluster);
    return held && health?.leaseToken === held.lease?.token
      ? health
      : undefined;
  }
}

/** In the order in which they are watched. */
function infosOf({ isWatched, kinds, watches }: ClusterRecord): WatchInfo[] {
  const places = new Map(kinds.map((kind, place) => [kind, place]));
  const placeOf = ({ kind, resource }: WatchInfo) => {
    const group = resource.split('.').slice(1).join('.');
    const name = filterNameOf({ kind, group } satisfies Partial<ResourceType>);
    return places.get(name) ?? kinds.length;
  };
  const infos = watches
    .map(({ info }) => info)
    .sort((a, b) => placeOf(a) - placeOf(b));
  return isWatched ? infos : infos.map(info => ({ ...info, ...UNWATCHED }));
}
