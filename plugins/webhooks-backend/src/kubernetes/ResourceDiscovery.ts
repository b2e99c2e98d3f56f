import { LoggerService } from '@backstage/backend-plugin-api';
import { Reason, because } from '@kubevision/backstage-plugin-webhooks-common';
import { isKubernetesGroup } from '../changes/kubernetesKinds';
import { ResourceType } from '../changes/types';
import { backoffMs } from './backoff';
import { troubleOf } from './ClusterError';
import { DefinitionWatch } from './DefinitionWatch';
import { findScalePath, isGone } from './definitions';
import { discover } from './discover';
import {
  Discovery,
  ServedResource,
  groupOfName,
  keepStale,
  toResourceType,
} from './Discovery';
import { sleep } from './sleep';
import { WatchStore } from './WatchStore';
import { Cluster, NegotiatingTransport } from './WatchTransport';

/** A resource that a cluster serves no more. */
export interface GoneResource {
  readonly type: ResourceType;
  /** False when it was known to be served by something else than a definition. */
  readonly hadDefinition?: boolean;
}

export interface ResourceDiscoveryOptions {
  readonly cluster: Cluster;
  readonly transport: NegotiatingTransport;
  /** Tells which resources were known before a restart. */
  readonly store: Pick<WatchStore, 'keys' | 'typeOf'>;
  readonly logger: LoggerService;
  readonly random: () => number;
  /** Called after every discovery, with what is gone since the one before. */
  readonly onDiscovery: (
    discovery: Discovery,
    gone: readonly GoneResource[],
  ) => void;
}

const PERIOD_MS = 60_000;
/** Definitions of one release come by the dozen; together they are one discovery. */
const MIN_GAP_MS = 250;
/** An API server serves a new definition only some time after it has told of it. */
const FOLLOW_UPS_MS = [2_000, 8_000];

/**
 * Follows what a cluster serves: every minute, and at once when a definition changes. A resource
 * that is not named any more stays until the cluster was asked for it and did not have it.
 */
export class ResourceDiscovery {
  readonly #options: ResourceDiscoveryOptions;
  readonly #definitions: DefinitionWatch;
  readonly #scalePaths = new Map<string, string>();
  #current: Discovery | undefined;
  /** Stored before a restart, not served now, and not known to be gone; read at first. */
  #doubtful: Map<string, ResourceType> | undefined;
  #definitionsStop: AbortController | undefined;
  #definitionsEnded: Promise<void> = Promise.resolve();
  #wake = new AbortController();
  #followUps: number[] = [];
  #trouble: Reason | undefined;
  #notes: readonly Reason[] = [];

  static create(options: ResourceDiscoveryOptions) {
    return new ResourceDiscovery(options);
  }

  private constructor(options: ResourceDiscoveryOptions) {
    this.#options = options;
    this.#definitions = DefinitionWatch.create({
      ...options,
      onChange: () => {
        this.#scalePaths.clear();
        this.#followUps = [...FOLLOW_UPS_MS];
        this.refresh();
      },
    });
  }

  /** Follows until the signal aborts. Never rejects: whatever fails is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = () => this.#wake.abort();
    signal.addEventListener('abort', stop, { once: true });
    let failures = 0;
    while (!signal.aborted) {
      // Renewed first, so that a refresh in the middle is not lost.
      this.#wake = new AbortController();
      try {
        await this.#discover(signal);
        failures = 0;
        this.#trouble = undefined;
      } catch (error) {
        failures += 1;
        this.#trouble = troubleOf(error, 'discovery-failed');
      }
      if (signal.aborted) break;
      this.#tellNotes();
      await sleep(MIN_GAP_MS, signal);
      if (this.#wake.signal.aborted) continue;
      await sleep(this.#pauseMs(failures), this.#wake.signal);
    }
    signal.removeEventListener('abort', stop);
    this.followDefinitions(false);
    await this.#definitionsEnded;
  }

  /** Looks again now. */
  refresh(): void {
    this.#wake.abort();
  }

  /** Whether definitions are watched: without, custom resources are found once a minute. */
  followDefinitions(isWanted: boolean): void {
    if (isWanted === Boolean(this.#definitionsStop)) return;
    this.#definitionsStop?.abort();
    this.#definitionsStop = isWanted ? new AbortController() : undefined;
    const signal = this.#definitionsStop?.signal;
    if (!signal) return;
    this.#definitionsEnded = this.#definitionsEnded.then(() =>
      this.#definitions.run(signal),
    );
  }

  /** What people should know, and is no failure of a watch. */
  notes(): Reason[] {
    return [
      this.#trouble,
      this.#definitionsStop && this.#noteOfDefinitions(),
    ].filter(note => note !== undefined);
  }

  #noteOfDefinitions(): Reason | undefined {
    const { isForbidden, trouble } = this.#definitions;
    if (isForbidden) return because('definitions-forbidden');
    // A cluster that is away needs no second note.
    return this.#trouble ? undefined : trouble;
  }

  async #discover(signal: AbortSignal) {
    const found = await discover({ ...this.#options, signal });
    const previous = this.#current ?? found;
    const next = keepStale(previous, found);
    this.#doubtful ??= await this.#readStored(next);

    const resources = new Map(next.resources);
    const gone: GoneResource[] = [];
    const isNamed = (name: string) =>
      next.resources.has(name) || next.staleGroups.has(groupOfName(name));

    for (const [name, resource] of previous.resources) {
      if (isNamed(name)) continue;
      const type = toResourceType(resource);
      if (await isGone({ ...this.#options, type, signal })) {
        gone.push({ type, hadDefinition: resource.hasDefinition });
      } else {
        resources.set(name, resource);
      }
    }
    const doubtful = new Map(this.#doubtful);
    for (const [name, type] of this.#doubtful) {
      if (resources.has(name)) doubtful.delete(name);
      else if (isNamed(name)) continue;
      else if (await isGone({ ...this.#options, type, signal })) {
        gone.push({ type });
        doubtful.delete(name);
      }
    }
    for (const [name, resource] of resources) {
      resources.set(name, await this.#withDefinition(name, resource, signal));
    }

    if (signal.aborted) return;
    this.#doubtful = doubtful;
    this.#current = { ...next, resources };
    this.#options.onDiscovery(this.#current, gone);
  }

  /** Of resources that are not served now. */
  async #readStored({ resources }: Discovery) {
    const { cluster, store } = this.#options;
    const stored = new Map<string, ResourceType>();
    for (const key of await store.keys()) {
      if (key.cluster !== cluster.name || resources.has(key.resource)) continue;
      const type = await store.typeOf(key);
      if (type) stored.set(key.resource, type);
    }
    return stored;
  }

  async #withDefinition(
    name: string,
    resource: ServedResource,
    signal: AbortSignal,
  ): Promise<ServedResource> {
    if (isKubernetesGroup(resource.group)) return resource;
    const hasDefinition = this.#definitions.has(name);
    if (!resource.hasScale) return { ...resource, hasDefinition };
    const type = toResourceType(resource);
    const key = `${name}/${type.version}`;
    const scalePath =
      this.#scalePaths.get(key) ??
      (await findScalePath({ ...this.#options, type, signal }));
    this.#scalePaths.set(key, scalePath);
    return { ...resource, hasDefinition, scalePath };
  }

  #pauseMs(failures: number): number {
    const { random } = this.#options;
    if (failures) return backoffMs(failures, random);
    return this.#followUps.shift() ?? PERIOD_MS * (0.9 + 0.2 * random());
  }

  #tellNotes() {
    const { cluster, logger } = this.#options;
    const notes = this.notes();
    for (const { reason } of notes) {
      if (this.#notes.every(note => note.reason !== reason)) {
        logger.info(`${cluster.name}: ${reason}`);
      }
    }
    this.#notes = notes;
  }
}
