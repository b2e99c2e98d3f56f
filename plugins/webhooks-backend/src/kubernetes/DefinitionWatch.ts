import { Reason } from '@kubevision/backstage-plugin-webhooks-common';
import { backoffMs } from './backoff';
import { ClusterError, troubleOf } from './ClusterError';
import { DEFINITIONS } from './definitions';
import { sleep } from './sleep';
import {
  Cluster,
  NegotiatingTransport,
  WatchTransport,
} from './WatchTransport';

export interface DefinitionWatchOptions {
  readonly cluster: Cluster;
  readonly transport: NegotiatingTransport;
  readonly random: () => number;
  /** Called when any definition may have changed. */
  readonly onChange: () => void;
}

/**
 * Definitions hold whole schemas; a list of them can be larger than everything else together. An API
 * server goes by the first media type it is offered, and refuses that of an item for a list (406).
 */
const metadataOnly = (kind: string) =>
  `application/json;as=${kind};g=meta.k8s.io;v=v1`;
const FORBIDDEN_RETRY_MS = 10 * 60_000;

/** Follows the names of a cluster's CustomResourceDefinitions, so that discovery can follow at once. */
export class DefinitionWatch {
  readonly #options: DefinitionWatchOptions;
  readonly #lists: WatchTransport;
  readonly #watches: WatchTransport;
  #names: Set<string> | undefined;
  #isForbidden = false;
  #trouble: Reason | undefined;

  static create(options: DefinitionWatchOptions) {
    return new DefinitionWatch(options);
  }

  private constructor(options: DefinitionWatchOptions) {
    this.#options = options;
    const { transport } = options;
    this.#lists = transport.accepting(
      metadataOnly('PartialObjectMetadataList'),
    );
    this.#watches = transport.accepting(metadataOnly('PartialObjectMetadata'));
  }

  /** The role of Backstage does not allow it. */
  get isForbidden(): boolean {
    return this.#isForbidden;
  }

  /** Why they cannot be followed now. */
  get trouble(): Reason | undefined {
    return this.#trouble;
  }

  /** Whether a definition makes this resource; undefined while that is not known. */
  has(resource: string): boolean | undefined {
    return this.#names?.has(resource);
  }

  /** Watches until the signal aborts. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        let cursor = await this.#list(signal);
        while (!signal.aborted) {
          cursor = await this.#watch(cursor, signal);
          failures = 0;
          // A server that ends watches at once is not asked in a tight loop.
          await sleep(backoffMs(1, this.#options.random), signal);
        }
      } catch (error) {
        this.#isForbidden =
          error instanceof ClusterError && error.kind === 'forbidden';
        if (this.#isForbidden) this.#names = undefined;
        failures += 1;
        // Once is usual: a cluster forgets, or starts anew.
        if (failures > 1)
          this.#trouble = troubleOf(error, 'definitions-failed');
        const pause = this.#isForbidden
          ? FORBIDDEN_RETRY_MS
          : backoffMs(failures, this.#options.random);
        await sleep(pause, signal);
      }
    }
    this.#names = undefined;
  }

  async #list(signal: AbortSignal): Promise<string> {
    const { cluster, onChange } = this.#options;
    const names = new Set<string>();
    let cursor = '';
    for await (const page of this.#lists.list(cluster, DEFINITIONS, signal)) {
      for (const { metadata } of page.items) names.add(metadata.name);
      cursor = page.resourceVersion;
    }
    this.#names = names;
    this.#isForbidden = false;
    this.#trouble = undefined;
    // Whatever happened before was not seen.
    onChange();
    return cursor;
  }

  /** @returns where the next watch goes on */
  async #watch(from: string, signal: AbortSignal): Promise<string> {
    const { cluster, onChange } = this.#options;
    let cursor = from;
    for await (const events of this.#watches.watch(cluster, DEFINITIONS, {
      resourceVersion: from,
      signal,
    })) {
      for (const event of events) {
        if (event.type === 'ERROR') throw event.error;
        if (event.type === 'BOOKMARK') {
          cursor = event.resourceVersion;
          continue;
        }
        const { name, resourceVersion } = event.object.metadata;
        cursor = resourceVersion;
        if (event.type === 'DELETED') this.#names?.delete(name);
        else this.#names?.add(name);
      }
      if (events.some(({ type }) => type !== 'BOOKMARK')) onChange();
    }
    return cursor;
  }
}
