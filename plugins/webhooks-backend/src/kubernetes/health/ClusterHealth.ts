import { toWatchEvent, WATCH_RESOURCE } from '../../changes/toWatchEvent';
import { ClusterWatcher } from '../ClusterWatcher';
import { WatchStore } from '../WatchStore';
import { Continuation, continueWatch } from './continueWatch';
import { ClusterFacts } from './describeCluster';
import { ClusterRecord, HealthStore, Stall, WatchRecord } from './HealthStore';

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
    for (const { record, ended } of watches) {
      const { resource } = record.info;
      if (ended && !ended.isTold) await this.#tell(resource, ended, false);
      if (ended) await this.#tell(resource, ended, true);
    }
    await this.#write(
      watches.map(({ record }) => record),
      facts,
    );

    for (const { record } of watches) {
      const { info, stall } = record;
      if (!stall) {
        this.#stalls.delete(info.resource);
        continue;
      }
      if (!stall.isTold) await this.#tell(info.resource, stall, false);
      // Written with what changes next, or told once more after a crash.
      this.#stalls.set(info.resource, { ...stall, isTold: true });
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

  async #tell(resource: string, { since, reason }: Stall, isWell: boolean) {
    const { cluster, leaseToken, now, outbox } = this.#options;
    const turn = { cluster, resource, since, reason, isWell, now: now() };
    await outbox.commit({
      key: { cluster, resource: WATCH_RESOURCE },
      leaseToken,
      upserts: [],
      deletes: [],
      events: [toWatchEvent(turn)],
    });
  }
}
