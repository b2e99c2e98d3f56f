import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Projector } from '../changes/projector';
import { HealthKeeper } from './health/HealthKeeper';
import { HealthStore } from './health/HealthStore';
import { KubernetesBackend } from './KubernetesBackend';
import { LeaseKeeper } from './LeaseKeeper';
import { LeaseStore } from './LeaseStore';
import { ProxyTransport } from './ProxyTransport';
import { WatchStore } from './WatchStore';
import { WatchSupervisor, WatchSupervisorOptions } from './WatchSupervisor';

/** What watching stands on. */
export interface WatchingOptions
  extends Pick<
    WatchSupervisorOptions,
    | 'wanted'
    | 'wantedRevision'
    | 'entitiesOf'
    | 'extraResources'
    | 'excludedCustomResources'
  > {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly logger: LoggerService;
  readonly outbox: WatchStore;
  readonly leases: LeaseStore;
  readonly health: HealthStore;
  readonly project: Projector;
  /** As the leases name this process. */
  readonly replica: string;
  readonly serverSideAuthProviders: readonly string[];
  /** A watch that was silent for so long is opened again; the transport's own default when absent. */
  readonly watchSilenceMs?: number;
  /** How long a watch has not to be well to be called stalled. */
  readonly stalledAfterMs: number;
  readonly now: () => Date;
}

/** Everything that watches clusters, put together. */
export interface Watching {
  readonly health: Pick<HealthKeeper, 'describe'>;
  /** The clusters, with the watches that this replica has. */
  describe: WatchSupervisor['describe'];
  /** Says that webhooks have changed, and with them perhaps what is to be watched. */
  refresh(): void;
  /** Begins to watch, in the background. */
  start(): void;
  /** Gives the clusters to other replicas, and resolves when nothing is watched any more. */
  stop(): Promise<void>;
}

/** A cluster whose replica crashed is taken over after so long, and a little. */
const LEASE_MS = 9_000;

/** Puts together what watches clusters. */
export function createWatching(options: WatchingOptions): Watching {
  const { outbox, replica, now, watchSilenceMs } = options;
  const kubernetes = KubernetesBackend.create(options);
  const watches = WatchSupervisor.create({
    ...options,
    clusters: signal => kubernetes.clusters(signal),
    transport: ProxyTransport.create({
      target: cluster => kubernetes.target(cluster),
      ...(watchSilenceMs && { silenceMs: watchSilenceMs }),
    }),
    store: outbox,
    leases: LeaseKeeper.create({
      store: options.leases,
      replica,
      now,
      ttlMs: LEASE_MS,
    }),
  });
  const health = HealthKeeper.create({
    ...options,
    watches,
    store: options.health,
  });
  return {
    health,
    describe: () => watches.describe(),
    refresh: () => watches.refresh(),
    start() {
      watches.start();
      health.start();
    },
    async stop() {
      await health.stop();
      await watches.stop();
    },
  };
}
