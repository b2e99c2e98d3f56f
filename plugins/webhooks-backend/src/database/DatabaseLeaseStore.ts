import { Knex } from 'knex';
import { Lease, LeaseStore } from '../kubernetes/LeaseStore';
import { boundedTransaction } from './boundedTransaction';

/** A replica that was not seen for so many lives of a lease is not coming back. */
const FORGET_AFTER_LIVES = 100;

interface LeaseRow {
  readonly cluster: string;
  readonly token: number | string;
}

/** The tables `watch_leases` and `watch_replicas`. */
export class DatabaseLeaseStore implements LeaseStore {
  readonly #knex: Knex;

  static async create(options: { knex: Knex }): Promise<DatabaseLeaseStore> {
    const { knex } = options;
    // A SQLite database belongs to one process, so whatever leases there are belong to one that
    // is gone, and need not be waited for.
    if (!isPostgres(knex)) {
      await knex('watch_replicas').delete();
      await knex('watch_leases').update({ holder: null });
    }
    return new DatabaseLeaseStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async renew(options: { replica: string; now: Date; ttlMs: number }) {
    const { replica, now, ttlMs } = options;
    const seenAt = now.getTime();
    await this.#knex('watch_replicas')
      .insert({ id: replica, seen_at: seenAt })
      .onConflict('id')
      .merge();
    await this.#knex('watch_replicas')
      .where('seen_at', '<', seenAt - FORGET_AFTER_LIVES * ttlMs)
      .delete();
    const rows: LeaseRow[] = await this.#knex('watch_leases')
      .where({ holder: replica })
      .update({ expires_at: seenAt + ttlMs })
      .returning(['cluster', 'token']);
    return rows.map(toLease);
  }

  async replicas({ now, ttlMs }: { now: Date; ttlMs: number }) {
    const rows: { id: string }[] = await this.#knex('watch_replicas')
      .leftJoin('watch_leases', 'watch_replicas.id', 'watch_leases.holder')
      .where('seen_at', '>', now.getTime() - ttlMs)
      .groupBy('id')
      .orderByRaw('count(cluster) desc, id')
      .select('id');
    return rows.map(({ id }) => id);
  }

  async acquire(options: {
    cluster: string;
    replica: string;
    now: Date;
    ttlMs: number;
  }): Promise<Lease | undefined> {
    const { cluster, replica, now, ttlMs } = options;
    return boundedTransaction(this.#knex, async tx => {
      await tx('watch_leases')
        .insert({ cluster, holder: null, token: 0, expires_at: 0 })
        .onConflict('cluster')
        .ignore();
      const free: LeaseRow | undefined = await tx('watch_leases')
        .where({ cluster })
        .where(query =>
          query.whereNull('holder').orWhere('expires_at', '<', now.getTime()),
        )
        // Whoever holds the row is taking it, or still commits under it.
        .modify(query => {
          if (isPostgres(tx)) query.forUpdate().skipLocked();
        })
        .first('cluster', 'token');
      if (!free) return undefined;
      const token = Number(free.token) + 1;
      const expiresAt = now.getTime() + ttlMs;
      await tx('watch_leases')
        .where({ cluster })
        .update({ holder: replica, token, expires_at: expiresAt });
      return { cluster, token };
    });
  }

  async release({ cluster, token }: Lease): Promise<void> {
    await this.#knex('watch_leases')
      .where({ cluster, token })
      .update({ holder: null });
  }

  async leave(replica: string): Promise<void> {
    await this.#knex('watch_replicas').where({ id: replica }).delete();
  }
}

function toLease({ cluster, token }: LeaseRow): Lease {
  return { cluster, token: Number(token) };
}

function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
