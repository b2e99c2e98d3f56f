import { toWatchEvent, WATCH_RESOURCE } from '../../changes/toWatchEvent';
import { ClusterWatcher } from '../ClusterWatcher';
import { WatchStore } from '../WatchStore';
import { Continuation, continueWatch } from './continueWatch';
import { ClusterFacts } from './describeCluster';
import { ClusterRecord, HealthStore, Stall, WatchRecord } from './HealthStore';
import { Outages, Turn } from './Outages';

export interface ClusterHealthOptions {
  readonly cluster: string;
  readonly leaseToken?: number;
  readonly watcher: Pick<ClusterWatcher, 'describe' | 'needs'>;
  /** What was written of it before this replica began to watch it. */
  readonly before?: ClusterRecord;
  readonly store: HealthStore;
  readonly outbox: Pick<WatchStore, 'commit'>;
  readonly replica: string;
  readonly now: () => Date;
  readonly stalledAfterMs: number;
}

/** The health of one cluster while this replica watches it: what is written of it, and told. */
export class ClusterHealth {
  readonly #options: ClusterHealthOptions;
  /** By resource; as it was when this replica began. */
  readonly #before = new Map<string, WatchRecord>();
  readonly #stalls = new Map<string, Stall>();
  readonly #outages = new Outages();
  /** By resource, as JSON. */
  readonly #written = new Map<string, string>();
  #writtenFacts: string | undefined;

  static create(options: ClusterHealthOptions) {
    return new ClusterHealth(options);
  }

  private constructor(options: ClusterHealthOptions) {
    this.#options = options;
    for (const record of options.before?.watches ?? []) {
      const { resource } = record.info;
      this.#before.set(resource, record);
      this.#written.set(resource, JSON.stringify(record));
      if (record.stall) this.#stalls.set(resource, record.stall);
    }
  }

  get leaseToken(): number | undefined {
    return this.#options.leaseToken;
  }

  /** As it is now, and nothing is written. */
  describe(): ClusterFacts & { readonly watches: readonly Continuation[] } {
    const { now, stalledAfterMs, watcher } = this.#options;
    const observed = watcher.describe();
    return {
      ...observed,
      watches: observed.watches.map(watch => {
        const { resource } = watch.info;
        return continueWatch(watch, {
          before: this.#before.get(resource)?.info,
          stall: this.#stalls.get(resource),
          now: now().getTime(),
          stalledAfterMs,
        });
      }),
    };
  }

  /**
   * Writes what changed, and tells which watches stalled or are well again. A stall is written
   * before it is told, and the end of one after: after a crash in between it is told with the same
   * id again, which is no second event.
   *
   * @throws LeaseLostError
   */
  async keep(): Promise<void> {
    const { watches, ...facts } = this.describe();
    const now = this.#options.now().getTime();
    const { records, ended, begun } = this.#outages.judge(watches, now);
    for (const turn of ended) await this.#tell(turn);
    await this.#write(records, facts);
    for (const turn of begun) await this.#tell(turn);
    for (const { info, stall } of records) {
      // Written with what changes next, or told once more after a crash.
      if (stall) this.#stalls.set(info.resource, { ...stall, isTold: true });
      else this.#stalls.delete(info.resource);
    }
  }

  async #write(
    records: readonly WatchRecord[],
    { kinds, namespaces, notes }: ClusterFacts,
  ) {
    const { cluster, leaseToken, now, replica, store, watcher } = this.#options;
    const texts = new Map(
      records.map(it => [it.info.resource, JSON.stringify(it)] as const),
    );
    const watches = records.filter(
      ({ info: { resource } }) =>
        texts.get(resource) !== this.#written.get(resource),
    );
    const forgotten = [...this.#written.keys()].filter(
      resource => !texts.has(resource) && !watcher.needs(resource),
    );
    const facts = { kinds, namespaces, notes };
    const factsText = JSON.stringify(facts);
    const hasNewFacts = factsText !== this.#writtenFacts;
    if (!hasNewFacts && !watches.length && !forgotten.length) return;

    await store.write({
      cluster,
      replica,
      leaseToken,
      now: now(),
      ...(hasNewFacts && { facts }),
      watches,
      forgotten,
    });
    this.#writtenFacts = factsText;
    for (const [resource, text] of texts) this.#written.set(resource, text);
    for (const resource of forgotten) {
      this.#written.delete(resource);
      this.#before.delete(resource);
      this.#stalls.delete(resource);
    }
  }

  async #tell(turn: Turn) {
    const { cluster, leaseToken, now, outbox } = this.#options;
    await outbox.commit({
      key: { cluster, resource: WATCH_RESOURCE },
      leaseToken,
      upserts: [],
      deletes: [],
      events: [toWatchEvent({ ...turn, cluster, now: now() })],
    });
  }
}
