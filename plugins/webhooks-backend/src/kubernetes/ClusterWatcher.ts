import { LoggerService } from '@backstage/backend-plugin-api';
import { Reason, because } from '@kubevision/backstage-plugin-webhooks-common';
import { isKubernetesGroup } from '../changes/kubernetesKinds';
import { Projector } from '../changes/projector';
import { ResourceType, apiVersionOf, resourceName } from '../changes/types';
import {
  Choice,
  ResourceChoice,
  chooseResources,
  filterNameOf,
} from './chooseResources';
import { Discovery } from './Discovery';
import { dropResource } from './dropResource';
import { ClusterFacts } from './health/describeCluster';
import { ObservedWatch } from './health/describeWatch';
import { KindWatch } from './KindWatch';
import { limitOpenings } from './limitOpenings';
import { GoneResource, ResourceDiscovery } from './ResourceDiscovery';
import { DEFAULT_RESOURCES } from './resources';
import { Demand, Wanted } from './wanted';
import { WatchStatus } from './WatchStatus';
import { WatchStore } from './WatchStore';
import {
  Cluster,
  NegotiatingTransport,
  WatchTransport,
} from './WatchTransport';

export interface ClusterWatcherOptions extends ResourceChoice {
  readonly cluster: Cluster;
  readonly transport: NegotiatingTransport;
  readonly store: WatchStore;
  /** Of the lease on the cluster; see `Mirror`. */
  readonly leaseToken?: number;
  readonly project: Projector;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
  readonly logger: LoggerService;
  readonly now: () => Date;
  readonly random: () => number;
}

/** How many lists and watches are opened at a time. */
const OPENINGS = 4;
const NOTHING: Wanted = { demandFor: () => undefined, mayBeCustom: false };
const DEFAULT_NAMES = new Set(DEFAULT_RESOURCES.map(resourceName));

/**
 * All watches of one cluster, as it serves more or fewer resources and as webhooks want more or
 * fewer of them. Each goes its own way: one that fails does not stop another.
 */
export class ClusterWatcher {
  readonly #options: ClusterWatcherOptions;
  readonly #transport: WatchTransport;
  readonly #resources: ResourceDiscovery;
  readonly #stopping = new AbortController();
  readonly #watches = new Map<string, KindWatch>();
  readonly #gone = new Map<string, GoneResource>();
  #wanted = NOTHING;
  #discovery: Discovery | undefined;
  /** What the last reconciliation went by. */
  #reconciled: Discovery | undefined;
  #choices: ReadonlyMap<string, Choice>;
  readonly #discovering: Promise<void>;
  #reconciling: Promise<void> = Promise.resolve();

  /** Begins to follow what the cluster serves; watches nothing yet. */
  static start(options: ClusterWatcherOptions) {
    return new ClusterWatcher(options);
  }

  private constructor(options: ClusterWatcherOptions) {
    this.#options = options;
    this.#choices = this.#choose(undefined);
    this.#transport = limitOpenings(options.transport, OPENINGS);
    this.#resources = ResourceDiscovery.create({
      ...options,
      onDiscovery: (discovery, gone) => {
        this.#discovery = discovery;
        for (const it of gone) this.#gone.set(resourceName(it.type), it);
        void this.#reconcile();
      },
    });
    this.#discovering = this.#resources.run(this.#stopping.signal);
  }

  /** Starts and stops watches so that what is wanted is watched, and nothing else. */
  async watchOnly(wanted: Wanted): Promise<void> {
    this.#wanted = wanted;
    this.#resources.followDefinitions(wanted.mayBeCustom);
    await this.#reconcile();
  }

  /** Ends everything; resolves when nothing will be written to the store again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#discovering;
    await this.#reconciling;
    await Promise.all([...this.#watches.values()].map(it => it.stop()));
  }

  /**
   * Whether what the store knows of a resource is still needed; when in doubt, because it is not
   * known whether the cluster still serves it, it is.
   */
  needs(resource: string): boolean {
    if (this.#watches.has(resource)) return true;
    if (DEFAULT_NAMES.has(resource)) return false;
    return !this.#reconciled?.resources.has(resource);
  }

  /** The watches come in the order in which they are opened. */
  describe(): ClusterFacts & { readonly watches: readonly ObservedWatch[] } {
    const watches = [...this.#choices.keys()].flatMap(
      name => this.#watches.get(name) ?? [],
    );
    const namespaces = watches.flatMap(watch => watch.namespaces());
    return {
      kinds: [...this.#choices.values()].map(({ type }) => filterNameOf(type)),
      namespaces: [...new Set(namespaces)].sort(),
      watches: watches.map(watch => watch.describe()),
      ...toNotes([...this.#resources.notes(), ...this.#missingExtras()]),
    };
  }

  /** One after the other, so that each goes by what the one before has left. */
  #reconcile(): Promise<void> {
    this.#reconciling = this.#reconciling.then(() => this.#reconcileOnce());
    return this.#reconciling;
  }

  async #reconcileOnce() {
    const discovery = this.#discovery;
    const choices = this.#choose(discovery);
    const demands = new Map<string, Demand>();
    for (const [name, { type }] of choices) {
      const demand = this.#demandFor(type);
      if (demand) demands.set(name, demand);
    }

    const ending = [...this.#watches].filter(
      ([name]) => !demands.has(name) || this.#gone.has(name),
    );
    await Promise.all(
      ending.map(async ([name, watch]) => {
        await watch.stop();
        this.#watches.delete(name);
      }),
    );
    await this.#dropGone();

    for (const [name, demand] of demands) {
      if (this.#stopping.signal.aborted) return;
      const watch = this.#watches.get(name);
      const choice = choices.get(name)!;
      if (watch?.watches(choice.type)) {
        watch.confirm(demand);
      } else {
        // It stays in the map until then, so that nobody forgets what is stored of it.
        await watch?.stop();
        this.#watches.set(name, this.#start(choice, demand));
      }
    }
    this.#choices = choices;
    this.#reconciled = discovery;
  }

  #start({ type, isCustom }: Choice, demand: Demand): KindWatch {
    const { cluster, logger, now } = this.#options;
    const key = { cluster: cluster.name, resource: resourceName(type) };
    const options = {
      ...this.#options,
      type,
      isCustom,
      transport: this.#transport,
      status: WatchStatus.create({ key, logger, now }),
      onNotServed: () => this.#resources.refresh(),
    };
    return KindWatch.start(options, demand);
  }

  async #dropGone() {
    const { cluster, logger } = this.#options;
    for (const [name, { type, hadDefinition }] of this.#gone) {
      const hadObjects =
        hadDefinition !== false && !isKubernetesGroup(type.group);
      const tellsDeletions = hadObjects && Boolean(this.#demandFor(type));
      try {
        await dropResource({ ...this.#options, type, tellsDeletions });
        this.#gone.delete(name);
        logger.info(`${cluster.name} does not serve ${name} any more`);
      } catch (error) {
        logger.warn(
          `What is known of ${name} in ${cluster.name} could not be forgotten, and is tried again: ${error}`,
        );
      }
    }
  }

  #choose(discovery: Discovery | undefined): Map<string, Choice> {
    return new Map(
      chooseResources(discovery, this.#options).map(
        it => [resourceName(it.type), it] as const,
      ),
    );
  }

  #demandFor(type: ResourceType): Demand | undefined {
    const { kind } = type;
    return this.#wanted.demandFor({ kind, apiVersion: apiVersionOf(type) });
  }

  #missingExtras(): Reason[] {
    if (!this.#reconciled) return [];
    const types = [...this.#choices.values()].map(({ type }) => type);
    return this.#options.extraResources
      .filter(
        ({ group, kind }) =>
          !types.some(type => type.group === group && type.kind === kind),
      )
      .map(extra => because('extra-not-served', { kind: filterNameOf(extra) }));
  }
}

function toNotes(
  notes: readonly Reason[],
): Pick<ClusterFacts, 'notes' | 'noteParts'> {
  const noteParts = notes.flatMap(({ reasonParts }) =>
    reasonParts ? [reasonParts] : [],
  );
  return {
    notes: notes.map(({ reason }) => reason),
    // They are found by their place, so that it is all of them or none.
    ...(notes.length > 0 && noteParts.length === notes.length && { noteParts }),
  };
}
