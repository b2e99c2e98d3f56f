import { Knex } from 'knex';
import { until } from '../kubernetes/until.fixture';
import { PortalDatabase } from './portal/PortalOptions';
import { openWebhooksDatabase } from './testDatabases';

/** Which replica watches which cluster, as the database that they share says it, by its clock. */
export class Leases {
  readonly #knex: Knex;

  static open(database: PortalDatabase) {
    return new Leases(openWebhooksDatabase(database));
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Milliseconds since the epoch. */
  async now(): Promise<number> {
    const { rows } = await this.#knex.raw(
      'select (extract(epoch from clock_timestamp()) * 1000)::bigint as now',
    );
    return Number(rows[0].now);
  }

  /** The clusters that each replica holds; those that hold none are not in it. */
  async held(): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows: { cluster: string; holder: string }[] = await this.#knex(
      'watch_leases',
    )
      .whereNotNull('holder')
      .where('expires_at', '>', await this.now())
      .orderBy('cluster');
    const held = new Map<string, string[]>();
    for (const { cluster, holder } of rows) {
      held.set(holder, [...(held.get(holder) ?? []), cluster]);
    }
    return held;
  }

  /** Resolves when so many replicas hold so many clusters, e.g. `[2, 1, 1]`, the largest first. */
  async spread(counts: readonly number[]): Promise<void> {
    await until(async () => {
      const found = [...(await this.held()).values()].map(it => it.length);
      return String(found.sort((a, b) => b - a)) === String(counts);
    });
  }

  /** The replicas that have ever told that they are there. */
  async replicas(): Promise<string[]> {
    return this.#knex('watch_replicas').pluck('id');
  }

  /**
   * Makes a replica go, and waits until all that it held is held by others.
   *
   * @returns milliseconds from its going until the last cluster was taken
   */
  async takeover(replica: string, go: () => unknown): Promise<number> {
    const lost = (await this.held()).get(replica) ?? [];
    const since = await this.now();
    await go();
    await until(async () => {
      const held = await this.held();
      const taken = [...held].flatMap(([holder, clusters]) =>
        holder === replica ? [] : clusters,
      );
      return lost.every(cluster => taken.includes(cluster));
    });
    return (await this.now()) - since;
  }

  async close(): Promise<void> {
    await this.#knex.destroy();
  }
}
