import { boundedTransaction } from './boundedTransaction';
import { Knex } from 'knex';
import {
  ClusterRecord,
  HealthStore,
  HealthUpdate,
  WatchRecord,
} from '../kubernetes/health/HealthStore';
import { NOTHING_KNOWN } from '../kubernetes/health/describeCluster';
import { chunks } from './chunks';
import { fenceByLease } from './fenceByLease';

/** The tables `watch_health` and `cluster_health`. */
export class DatabaseHealthStore implements HealthStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new DatabaseHealthStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(now: Date): Promise<ReadonlyMap<string, ClusterRecord>> {
    const [leased, facts, rows]: [
      string[],
      { cluster: string; facts: string }[],
      { cluster: string; health: string }[],
    ] = await Promise.all([
      this.#knex('watch_leases')
        .whereNotNull('holder')
        .where('expires_at', '>=', now.getTime())
        .pluck('cluster'),
      this.#knex('cluster_health').select('cluster', 'facts'),
      this.#knex('watch_health').select('cluster', 'health'),
    ]);
    const isLeased = new Set(leased);
    const watches = new Map<string, WatchRecord[]>();
    for (const { cluster, health } of rows) {
      const records = watches.get(cluster) ?? [];
      watches.set(cluster, [...records, JSON.parse(health)]);
    }
    const factsOf = new Map(facts.map(it => [it.cluster, it.facts]));
    const names = new Set([...isLeased, ...factsOf.keys(), ...watches.keys()]);
    return new Map(
      [...names].map(cluster => {
        const text = factsOf.get(cluster);
        const record: ClusterRecord = {
          ...(text ? JSON.parse(text) : NOTHING_KNOWN),
          isWatched: isLeased.has(cluster),
          watches: watches.get(cluster) ?? [],
        };
        return [cluster, record];
      }),
    );
  }

  async write(update: HealthUpdate): Promise<void> {
    const { cluster, replica, facts, forgotten, leaseToken, now } = update;
    const written = { cluster, replica, updated_at: now.getTime() };
    const rows = update.watches.map(record => ({
      ...written,
      resource: record.info.resource,
      kind: record.info.kind,
      api_version: record.info.apiVersion,
      health: JSON.stringify(record),
    }));
    await boundedTransaction(this.#knex, async tx => {
      await fenceByLease(tx, { cluster, leaseToken });
      if (facts) {
        await tx('cluster_health')
          .insert({ ...written, facts: JSON.stringify(facts) })
          .onConflict('cluster')
          .merge();
      }
      for (const chunk of chunks(rows)) {
        await tx('watch_health')
          .insert(chunk)
          .onConflict(['cluster', 'resource'])
          .merge();
      }
      for (const resources of chunks(forgotten)) {
        await tx('watch_health')
          .where({ cluster })
          .whereIn('resource', [...resources])
          .delete();
      }
    });
  }

  async forgetOthers(clusters: readonly string[], before: Date) {
    for (const table of ['watch_health', 'cluster_health']) {
      await this.#knex(table)
        .whereNotIn('cluster', [...clusters])
        .where('updated_at', '<', before.getTime())
        .delete();
    }
  }
}
