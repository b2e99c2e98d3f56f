import { TableSize } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { EndedStatus } from './RetentionStore';

/** The tables in which knex keeps what was migrated. */
const NOT_OURS = 'knex_%';

/** SQLite tells the size of a table by reading all of it. */
const LARGEST_READ_BYTES = 128 * 1024 * 1024;

/** How many rows of one kind there are, since when, and how many came lately. */
export interface KeptRows {
  readonly rows: number;
  /** Of those created since the moment asked for. */
  readonly recent: number;
  readonly oldestAt?: Date;
}

/** How large the database is. What it answers can take seconds where there are millions of rows. */
export class StorageStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new StorageStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns all tables of the plugin, and how large all of it is together */
  async sizes(): Promise<{ tables: TableSize[]; totalBytes: number }> {
    return this.#knex.client.config.client === 'pg'
      ? this.#postgresSizes()
      : this.#sqliteSizes();
  }

  async events(since: Date): Promise<KeptRows> {
    return this.#kept(() => this.#knex('events'), since);
  }

  async deliveries(status: EndedStatus, since: Date): Promise<KeptRows> {
    return this.#kept(
      () =>
        this.#knex('deliveries')
          .whereRaw(`status <> 'pending'`)
          .where({ status }),
      since,
    );
  }

  async #kept(from: () => Knex.QueryBuilder, since: Date): Promise<KeptRows> {
    const [[{ rows }], [{ recent }], oldest] = await Promise.all([
      from().count({ rows: '*' }),
      from().where('created_at', '>=', since.getTime()).count({ recent: '*' }),
      from().orderBy('created_at').first('created_at'),
    ]);
    return {
      rows: Number(rows),
      recent: Number(recent),
      oldestAt: oldest && new Date(Number(oldest.created_at)),
    };
  }

  async #postgresSizes() {
    const answer = await this.#knex.raw(
      `select relname as name, n_live_tup as rows, pg_total_relation_size(relid) as bytes
       from pg_stat_user_tables
       where schemaname = current_schema() and relname not like ?`,
      [NOT_OURS],
    );
    const tables: TableSize[] = answer.rows.map(
      (row: { name: string; rows: string; bytes: string }) => ({
        name: row.name,
        rows: Number(row.rows),
        bytes: Number(row.bytes),
      }),
    );
    return {
      tables,
      totalBytes: tables.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    };
  }

  async #sqliteSizes() {
    const [{ totalBytes }] = await this.#knex.raw(
      `select (page_count - freelist_count) * page_size as totalBytes
       from pragma_page_count, pragma_freelist_count, pragma_page_size`,
    );
    const bytes = new Map<string, number>();
    if (totalBytes <= LARGEST_READ_BYTES) {
      const sizes: { name: string; bytes: number }[] = await this.#knex.raw(
        `select tbl_name as name, sum(pgsize) as bytes
         from dbstat join sqlite_schema using (name) group by tbl_name`,
      );
      for (const size of sizes) bytes.set(size.name, size.bytes);
    }
    const names: string[] = await this.#knex('sqlite_schema')
      .where({ type: 'table' })
      .whereNot('name', 'like', 'sqlite_%')
      .whereNot('name', 'like', NOT_OURS)
      .pluck('name');
    const tables: TableSize[] = [];
    for (const name of names) {
      const [{ rows }] = await this.#knex(name).count({ rows: '*' });
      tables.push({ name, rows: Number(rows), bytes: bytes.get(name) });
    }
    return { tables, totalBytes: Number(totalBytes) };
  }
}
