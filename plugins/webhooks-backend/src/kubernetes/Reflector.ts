import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { ResourceType, StoredObject, resourceName } from '../changes/types';
import { backoffMs } from './backoff';
import { batches } from './batches';
import { Changeset } from './Changeset';
import { ClusterError } from './ClusterError';
import { sleep } from './sleep';
import { WatchStatus } from './WatchStatus';
import { WatchKey, WatchStore } from './WatchStore';
import { Cluster, WatchEvent, WatchTransport } from './WatchTransport';

export interface ReflectorOptions {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly transport: WatchTransport;
  readonly store: WatchStore;
  readonly project: Projector;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
  readonly status: WatchStatus;
  readonly now: () => Date;
  readonly random: () => number;
}

/** How one watch ended. */
interface StreamOutcome {
  isOpen: boolean;
  batchCount: number;
  /** Absent when the API server ended it, as it does every few minutes. */
  error?: ClusterError;
}

/** Of one commit; larger ones are no faster. */
const MAX_BATCH = 500;
/** A watch that ends sooner, with nothing in it, would be opened again in a tight loop. */
const SHORT_WATCH_MS = 1000;

/**
 * Keeps the store level with one resource of one cluster, and tells what changed. As client-go's
 * reflector it lists once and then watches, resumes where it was, and lists again when the cluster
 * has forgotten that place. Unlike it, objects are known by uid, so that one that was deleted and
 * created again in a gap is two events, and only their projections are kept.
 */
export class Reflector {
  readonly key: WatchKey;
  readonly #options: ReflectorOptions;
  #known = new Map<string, StoredObject>();
  #isLoaded = false;
  /** Without it, the next step is a list. */
  #cursor: string | undefined;
  /** Whether there is anything to compare a list with. */
  #hasBaseline = false;
  #failures = 0;

  static create(options: ReflectorOptions) {
    return new Reflector(options);
  }

  private constructor(options: ReflectorOptions) {
    this.#options = options;
    this.key = {
      cluster: options.cluster.name,
      resource: resourceName(options.type),
    };
  }

  /** Watches until the signal aborts. Never rejects: whatever fails is tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#load();
        if (this.#cursor === undefined) await this.#list(signal);
        await this.#watch(signal);
      } catch (error) {
        if (!signal.aborted) await this.#recover(error, signal);
      }
    }
  }

  describe(): WatchInfo {
    return this.#options.status.describe(this.#options.type);
  }

  /** The namespaces that known objects are in, or are. */
  namespaces(): Set<string> {
    const isNamespace = this.key.resource === 'namespaces';
    const found = new Set<string>();
    for (const { namespace, name } of this.#known.values()) {
      found.add(isNamespace ? name : namespace);
    }
    found.delete('');
    return found;
  }

  async #load() {
    if (this.#isLoaded) return;
    const { resourceVersion, objects } = await this.#options.store.load(
      this.key,
    );
    this.#known = new Map(objects.map(object => [object.uid, object]));
    this.#cursor = resourceVersion;
    this.#hasBaseline = resourceVersion !== undefined;
    this.#isLoaded = true;
  }

  /**
   * The first list ever is a silent baseline; a later one is compared with what was known. Either
   * is committed only when it is complete: a part of a list is no evidence that the rest is gone.
   */
  async #list(signal: AbortSignal) {
    const { cluster, transport, type } = this.#options;
    const changeset = this.#changeset('catch-up');
    const missing = new Set(this.#known.keys());
    let cursor = '';
    for await (const page of transport.list(cluster, type, signal)) {
      for (const object of page.items) {
        missing.delete(object.metadata.uid);
        if (this.#hasBaseline) changeset.add(object);
        else changeset.baseline(object);
      }
      cursor = page.resourceVersion;
    }
    const gone = this.#changeset('catch-up');
    for (const uid of missing) gone.remove(uid);
    // Deletions first: an object that came back under its name is deleted, then created.
    await this.#commit(cursor, gone, changeset);
    this.#hasBaseline = true;
    this.#options.status.seen();
  }

  async #watch(signal: AbortSignal) {
    const { now } = this.#options;
    const startedAt = now().getTime();
    const { isOpen, batchCount, error } = await this.#stream(signal);
    if (error) {
      // The cluster was there, and may only have nothing to say: ask again.
      if (isOpen && error.kind === 'silent') return;
      throw error;
    }
    if (batchCount === 0 && now().getTime() - startedAt < SHORT_WATCH_MS) {
      throw new ClusterError('failed', 'The cluster ends watches at once');
    }
    this.#failures = 0;
  }

  /** One watch to its end, with all that it told committed. */
  async #stream(signal: AbortSignal): Promise<StreamOutcome> {
    const { cluster, transport, type } = this.#options;
    const outcome: StreamOutcome = { isOpen: false, batchCount: 0 };
    // Ends the stream also when this method ends early, e.g. because a commit failed.
    const stream = new AbortController();
    const abort = () => stream.abort();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const events = transport.watch(cluster, type, {
        resourceVersion: this.#cursor!,
        signal: stream.signal,
        onOpen: () => {
          outcome.isOpen = true;
          this.#options.status.seen();
        },
      });
      for await (const batch of batches(events, MAX_BATCH)) {
        outcome.batchCount += 1;
        outcome.error = await this.#apply(batch);
      }
      return outcome;
    } finally {
      signal.removeEventListener('abort', abort);
      abort();
    }
  }

  /** @returns the error that ended the stream, after everything before it was committed */
  async #apply(
    batch: readonly WatchEvent[],
  ): Promise<ClusterError | undefined> {
    const changeset = this.#changeset('watch');
    let cursor = this.#cursor!;
    let error: ClusterError | undefined;
    for (const event of batch) {
      switch (event.type) {
        case 'ERROR':
          error = event.error;
          continue;
        case 'BOOKMARK':
          cursor = event.resourceVersion;
          continue;
        case 'ADDED':
          changeset.add(event.object);
          break;
        case 'MODIFIED':
          changeset.modify(event.object);
          break;
        default:
          changeset.remove(event.object.metadata.uid);
      }
      cursor = event.object.metadata.resourceVersion;
    }
    const hasBookmark = batch.some(event => event.type === 'BOOKMARK');
    // Without a change, the next bookmark is soon enough to write the place down.
    if (hasBookmark || !changeset.isEmpty)
      await this.#commit(cursor, changeset);
    this.#cursor = cursor;
    if (batch.some(event => event.type !== 'ERROR')) {
      this.#failures = 0;
      this.#options.status.seen();
    }
    return error;
  }

  async #commit(resourceVersion: string, ...changesets: Changeset[]) {
    await this.#options.store.commit({
      key: this.key,
      resourceVersion,
      upserts: changesets.flatMap(changeset => changeset.upserts),
      deletes: changesets.flatMap(changeset => changeset.deletes),
      events: changesets.flatMap(changeset => changeset.events),
    });
    for (const changeset of changesets) changeset.applyTo(this.#known);
    this.#cursor = resourceVersion;
  }

  async #recover(error: unknown, signal: AbortSignal) {
    const { kind, retryAfterMs } = error as Partial<ClusterError>;
    this.#failures += 1;
    const isRepeated = this.#failures > 1;
    // What cannot be read would come again from the same place; a list goes around it.
    if (kind === 'expired' || (kind === 'malformed' && isRepeated)) {
      this.#options.status.note('comparing with a fresh list, after a gap');
      this.#cursor = undefined;
    }
    // That a cluster forgets is usual; only when it goes on is something wrong.
    if (kind === 'expired' && !isRepeated) return;
    this.#options.status.failed(error);
    const pause = backoffMs(this.#failures, this.#options.random);
    await sleep(Math.max(retryAfterMs ?? 0, pause), signal);
  }

  #changeset(observed: 'watch' | 'catch-up') {
    const { cluster, entitiesOf, now, project, type } = this.#options;
    return Changeset.create({
      cluster: cluster.name,
      type,
      project,
      known: this.#known,
      observed,
      now: now(),
      entitiesOf,
    });
  }
}
