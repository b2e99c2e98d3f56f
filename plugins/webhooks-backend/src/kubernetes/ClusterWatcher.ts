import { LoggerService } from '@backstage/backend-plugin-api';
import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { ResourceType, resourceName } from '../changes/types';
import { backoffMs } from './backoff';
import { ExtraResource, findResource } from './discovery';
import { Reflector } from './Reflector';
import { DEFAULT_RESOURCES } from './resources';
import { sleep } from './sleep';
import { WatchStatus } from './WatchStatus';
import { WatchStore } from './WatchStore';
import { Cluster, WatchTransport } from './WatchTransport';

export interface ClusterWatcherOptions {
  readonly cluster: Cluster;
  readonly transport: WatchTransport;
  readonly store: WatchStore;
  readonly project: Projector;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
  readonly logger: LoggerService;
  readonly extraResources: readonly ExtraResource[];
  readonly now: () => Date;
  readonly random: () => number;
}

/** The watch of one kind, from finding out how the cluster serves it. */
interface KindWatch {
  readonly source: ResourceType | ExtraResource;
  readonly status: WatchStatus;
  readonly controller: AbortController;
  /** Absent until the kind was found. */
  reflector?: Reflector;
  ended: Promise<void>;
}

/** All watches of one cluster. Each goes its own way: one that fails does not stop another. */
export class ClusterWatcher {
  readonly #options: ClusterWatcherOptions;
  readonly #watches = new Map<string, KindWatch>();

  static create(options: ClusterWatcherOptions) {
    return new ClusterWatcher(options);
  }

  private constructor(options: ClusterWatcherOptions) {
    this.#options = options;
  }

  /** Starts and stops watches so that these kinds are watched, and no others. */
  async watchOnly(kinds: readonly string[]): Promise<void> {
    const sources = [...DEFAULT_RESOURCES, ...this.#options.extraResources];
    const wanted = new Map<string, ResourceType | ExtraResource>(
      sources
        .filter(({ kind }) => kinds.includes(kind))
        .map(source => [`${source.kind}.${source.group}`, source] as const),
    );
    const unwanted = [...this.#watches].filter(([id]) => !wanted.has(id));
    await Promise.all(unwanted.map(([id]) => this.#stop(id)));
    for (const [id, source] of wanted) {
      if (!this.#watches.has(id)) this.#start(id, source);
    }
  }

  async stop(): Promise<void> {
    await this.watchOnly([]);
  }

  /**
   * Whether what the store knows of a resource is still needed; when in doubt, because a kind was
   * not found yet, it is.
   */
  needs(resource: string): boolean {
    return [...this.#watches.values()].some(
      ({ reflector }) => !reflector || reflector.key.resource === resource,
    );
  }

  describe(): WatchInfo[] {
    return [...this.#watches.values()].map(
      ({ reflector, status, source }) =>
        reflector?.describe() ??
        status.describe({ ...source, version: source.version ?? '*' }),
    );
  }

  /** Sorted. */
  namespaces(): string[] {
    const found = [...this.#watches.values()].flatMap(({ reflector }) => [
      ...(reflector?.namespaces() ?? []),
    ]);
    return [...new Set(found)].sort();
  }

  #start(id: string, source: ResourceType | ExtraResource) {
    const { cluster, logger, now } = this.#options;
    const resource = 'plural' in source ? resourceName(source) : id;
    const watch: KindWatch = {
      source,
      status: WatchStatus.create({
        key: { cluster: cluster.name, resource },
        logger,
        now,
      }),
      controller: new AbortController(),
      ended: Promise.resolve(),
    };
    watch.ended = this.#run(watch);
    this.#watches.set(id, watch);
  }

  async #stop(id: string) {
    const watch = this.#watches.get(id)!;
    watch.controller.abort();
    await watch.ended;
    this.#watches.delete(id);
  }

  async #run(watch: KindWatch) {
    const { signal } = watch.controller;
    const type =
      'plural' in watch.source
        ? watch.source
        : await this.#discover(watch.source, watch.status, signal);
    if (!type) return;
    watch.reflector = Reflector.create({
      ...this.#options,
      type,
      status: watch.status,
    });
    await watch.reflector.run(signal);
  }

  /** @returns undefined when it was stopped before the cluster told how it serves the kind */
  async #discover(
    extra: ExtraResource,
    status: WatchStatus,
    signal: AbortSignal,
  ): Promise<ResourceType | undefined> {
    const { cluster, random, transport } = this.#options;
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        return await findResource({ transport, cluster, extra, signal });
      } catch (error) {
        if (signal.aborted) return undefined;
        status.failed(error);
        await sleep(backoffMs(failures, random), signal);
      }
    }
    return undefined;
  }
}
