import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { ResourceType, resourceName } from '../changes/types';
import { backoffMs } from './backoff';
import { ClusterError } from './ClusterError';
import { ObservedWatch, describeWatch } from './health/describeWatch';
import { Mirror, MirrorOptions } from './Mirror';
import { MirrorUpdate } from './MirrorUpdate';
import { sleep } from './sleep';
import { WatchStatus } from './WatchStatus';
import { LeaseLostError, WatchKey } from './WatchStore';
import { Cluster, WatchEvent, WatchTransport } from './WatchTransport';

export interface ReflectorOptions
  extends Omit<MirrorOptions, 'key' | 'onListed' | 'onTold'> {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly transport: WatchTransport;
  readonly status: WatchStatus;
  readonly random: () => number;
}

/** How one watch went. */
interface StreamOutcome {
  isOpen: boolean;
  eventCount: number;
  /** The list that it began with did not end. */
  isListing: boolean;
  /** Absent when the API server ended it, as it does every few minutes. */
  error?: ClusterError;
}

/** A watch that ends sooner, with nothing in it, would be opened again in a tight loop. */
const SHORT_WATCH_MS = 1000;

const NO_END = because('list-without-end');
const UNREADABLE = because('object-not-json');

/**
 * Keeps the store level with one resource of one cluster, and tells what changed. As client-go's
 * reflector it lists once and then watches, resumes where it was, and lists again when the cluster
 * has forgotten that place. Unlike it, objects are known by uid, so that one that was deleted and
 * created again in a gap is two events, and only their projections are kept.
 *
 * The first list ever is a silent baseline; a later one is compared with what was known.
 */
export class Reflector {
  readonly key: WatchKey;
  readonly #options: ReflectorOptions;
  readonly #mirror: Mirror;
  /** Whether lists are asked for as the beginning of a watch. Old servers cannot do that. */
  #streamsLists = true;
  #failures = 0;
  #silences = 0;

  static create(options: ReflectorOptions) {
    return new Reflector(options);
  }

  private constructor(options: ReflectorOptions) {
    this.#options = options;
    this.key = {
      cluster: options.cluster.name,
      resource: resourceName(options.type),
    };
    this.#mirror = Mirror.create({
      ...options,
      key: this.key,
      onListed: cause => options.status.relisted(cause),
      onTold: lagMs => options.status.told(lagMs),
    });
  }

  /**
   * Watches until the signal aborts, or the lease is lost. Never rejects: whatever else fails is
   * tried again.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#mirror.load();
        if (this.#mirror.cursor === undefined && !this.#streamsLists) {
          await this.#list(signal);
        }
        await this.#watch(signal);
      } catch (error) {
        if (error instanceof LeaseLostError) return;
        if (!signal.aborted) await this.#recover(error, signal);
      }
    }
  }

  describe(): ObservedWatch {
    const { status, type } = this.#options;
    return describeWatch(status.facts(), { type, objects: this.#mirror.size });
  }

  /** The namespaces that known objects are in, or are. */
  namespaces(): string[] {
    return this.#mirror.namespaces;
  }

  async #list(signal: AbortSignal) {
    const { cluster, transport, type } = this.#options;
    const update = this.#mirror.begin();
    try {
      let resourceVersion = '';
      for await (const page of transport.list(cluster, type, signal)) {
        for (const object of page.items) update.put(object, { isNew: true });
        ({ resourceVersion } = page);
        await update.offer();
      }
      update.endList(resourceVersion);
    } finally {
      await update.drain();
    }
    this.#options.status.opened();
  }

  async #watch(signal: AbortSignal) {
    const { now } = this.#options;
    const startedAt = now().getTime();
    const outcome = await this.#stream(signal);
    const { error, eventCount, isListing } = outcome;
    if (signal.aborted) return;
    if (isListing) throw this.#giveUpStreaming(error);
    if (this.#isMereSilence(outcome)) return;
    if (error) throw error;
    if (eventCount === 0 && now().getTime() - startedAt < SHORT_WATCH_MS) {
      throw new ClusterError('failed', because('cluster-ends-watches'));
    }
    this.#failures = 0;
  }

  /** A list that does not end is asked for page by page, unless the connection was to blame. */
  #giveUpStreaming(error: ClusterError | undefined): ClusterError {
    const isUnable = !error || error.kind === 'invalid';
    if (isUnable || this.#failures > 0) this.#streamsLists = false;
    return error ?? new ClusterError('invalid', NO_END);
  }

  /**
   * The cluster was there, and may only have nothing to say: it is asked again. But a place that
   * it has not reached, because it was restored from a backup, is answered by silence as well.
   */
  #isMereSilence({ error, eventCount, isOpen }: StreamOutcome): boolean {
    const isSilent = isOpen && error?.kind === 'silent';
    this.#silences = isSilent && eventCount === 0 ? this.#silences + 1 : 0;
    if (this.#silences > 1) this.#mirror.loseCursor('silence');
    return isSilent;
  }

  /** One watch to its end, with all that it told committed. */
  async #stream(signal: AbortSignal): Promise<StreamOutcome> {
    const { cluster, status, transport, type } = this.#options;
    const update = this.#mirror.begin();
    const outcome: StreamOutcome = {
      isOpen: false,
      eventCount: 0,
      isListing: update.isListing,
    };
    // Ends the watch also when this method ends early, e.g. because a commit failed.
    const controller = new AbortController();
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const batches = transport.watch(cluster, type, {
        resourceVersion: this.#mirror.cursor,
        signal: controller.signal,
        onOpen: () => {
          outcome.isOpen = true;
          if (!update.isListing) status.opened();
        },
      });
      for await (const events of batches) {
        for (const event of events) outcome.error ??= apply(event, update);
        outcome.eventCount += events.length - (outcome.error ? 1 : 0);
        const wasListing = outcome.isListing;
        outcome.isListing = update.isListing;
        await update.offer();
        if (outcome.error) break;
        if (update.isListing) continue;
        this.#failures = 0;
        // A list that ended does not prove that anything will follow it.
        if (wasListing) status.opened();
        else status.seen();
      }
    } finally {
      signal.removeEventListener('abort', abort);
      abort();
      await update.drain();
    }
    return outcome;
  }

  async #recover(error: unknown, signal: AbortSignal) {
    const { kind, retryAfterMs } = error as Partial<ClusterError>;
    // An old server that cannot stream a list has not failed: it is asked in another way.
    if (kind === 'invalid' && this.#mirror.cursor === undefined) return;
    this.#failures += 1;
    const isRepeated = this.#failures > 1;
    // What cannot be read would come again from the same place; a list goes around it.
    if (kind === 'expired' || (kind === 'malformed' && isRepeated)) {
      this.#options.status.note('comparing with a fresh list, after a gap');
      this.#mirror.loseCursor(kind === 'expired' ? 'expired' : 'unreadable');
    }
    // That a cluster forgets is usual; only when it goes on is something wrong.
    if (kind === 'expired' && !isRepeated) return;
    this.#options.status.failed(error);
    const pause = backoffMs(this.#failures, this.#options.random);
    await sleep(Math.max(retryAfterMs ?? 0, pause), signal);
  }
}

/** @returns the error that ends the watch, if it is one */
function apply(
  event: WatchEvent,
  update: MirrorUpdate,
): ClusterError | undefined {
  switch (event.type) {
    case 'ERROR':
      return event.error;
    case 'BOOKMARK':
      if (!update.isListing) update.bookmark(event.resourceVersion);
      else if (event.endsInitialEvents) update.endList(event.resourceVersion);
      else return new ClusterError('invalid', NO_END);
      return undefined;
    case 'DELETED':
      update.remove(event.object);
      return undefined;
    default:
      return put(event, update);
  }
}

/** What of the object was not parsed yet may turn out to be no JSON. */
function put(
  { type, object }: Extract<WatchEvent, { object: unknown }>,
  update: MirrorUpdate,
): ClusterError | undefined {
  try {
    update.put(object, { isNew: type === 'ADDED' });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new ClusterError('malformed', UNREADABLE);
  }
}
