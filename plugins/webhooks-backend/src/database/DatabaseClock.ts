import { Knex } from 'knex';
import { boundedTransaction, PROMPTLY } from './boundedTransaction';

const NOW_BY_CLIENT: Readonly<Record<string, string>> = {
  pg: `select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`,
  'better-sqlite3': `select cast(unixepoch('subsec') * 1000 as integer) as now`,
};

/**
 * The clock of the database, which is the same for all replicas. Theirs may differ by minutes,
 * and then one would take a lease or a delivery for expired that another still holds.
 *
 * Between two looks at the database it goes on with the process's monotonic clock, which nobody
 * sets back.
 */
export class DatabaseClock {
  readonly #knex: Knex;
  /** Milliseconds since the epoch at which the monotonic clock was 0. */
  #origin = 0;

  static async create(options: { knex: Knex }): Promise<DatabaseClock> {
    const clock = new DatabaseClock(options.knex);
    await clock.sync();
    return clock;
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  now(): Date {
    return new Date(this.#origin + performance.now());
  }

  /** Looks at the database again, because a monotonic clock may stand still while a machine sleeps. */
  async sync(): Promise<void> {
    const { answer, readAt } = await boundedTransaction(
      this.#knex,
      async tx => {
        const askedAt = performance.now();
        const read = await tx.raw(NOW_BY_CLIENT[tx.client.config.client]);
        // It was read somewhere between the question and the answer.
        return { answer: read, readAt: (askedAt + performance.now()) / 2 };
      },
      PROMPTLY,
    );
    const [{ now }] = answer.rows ?? answer;
    this.#origin = Number(now) - readAt;
  }
}
