import knexFactory, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { ChildProgram } from '../ChildProgram';
import { Measurement } from '../Measurement';
import { quantile } from '../statistics';
import { table } from '../table';
import type { PortalOptions } from './portal';
import type { Write } from './writer';

const PACE = { full: 30, quick: 5 };
const PER_SECOND = 200;
/** The watch is open before the portal says so, and its first second is not what is meant. */
const WARM_UP_SECONDS = 3;
const PATIENCE_MS = 30_000;

/**
 * From a write in the API server until PostgreSQL has committed the event and its deliveries,
 * through a real Kubernetes backend and its proxy. Both times are of this machine's clock: the
 * first is taken right after the write, the second is PostgreSQL's own record of the commit.
 */
export const latency: Measurement = {
  name: 'latency',
  async run({ quick, postgres, print }) {
    if (!postgres) {
      print('Not measured without a PostgreSQL: set BENCHMARK_POSTGRES.');
      return {};
    }
    const sample = await measure(postgres, quick ? PACE.quick : PACE.full);
    const row = {
      changes: String(sample.length),
      'per second': PER_SECOND,
      'p50 ms': quantile(sample, 0.5),
      'p90 ms': quantile(sample, 0.9),
      'p99 ms': quantile(sample, 0.99),
      'max ms': quantile(sample, 1),
    };
    print(table([row]));
    return {
      'watch.latencyMs': {
        value: row['p99 ms'],
        unit: 'ms',
        threshold: { atMost: 250 },
        detail: { p50: row['p50 ms'], p99: row['p99 ms'], max: row['max ms'] },
      },
    };
  },
};

/** @returns milliseconds, of each write */
async function measure(postgres: string, seconds: number): Promise<number[]> {
  const prefix = `benchmark_${randomBytes(4).toString('hex')}_`;
  const writer = ChildProgram.start(require.resolve('./writer'));
  const portal = ChildProgram.start(require.resolve('./portal'));
  const database = new URL(postgres);
  database.pathname = `/${prefix}webhooks`;
  try {
    const places = await writer.ask<
      Pick<PortalOptions, 'cluster' | 'receiver'>
    >('start');
    const options: PortalOptions = { ...places, postgres, prefix };
    await portal.ask('start', options);
    await writer.ask('write', {
      perSecond: PER_SECOND,
      seconds: WARM_UP_SECONDS,
    });
    const writes = await writer.ask<Write[]>('write', {
      perSecond: PER_SECOND,
      seconds,
    });
    return await compare(writes, database.href);
  } finally {
    await Promise.all([portal.stop(), writer.stop()]);
    await dropDatabases(postgres, prefix);
  }
}

async function compare(
  writes: readonly Write[],
  connection: string,
): Promise<number[]> {
  const knex = knexFactory({ client: 'pg', connection });
  try {
    const committedAt = await untilCommitted(knex, writes);
    return writes.map(
      ({ replicas, writtenAt }) => committedAt.get(replicas)! - writtenAt,
    );
  } finally {
    await knex.destroy();
  }
}

/** @returns when the event of each write was committed, in milliseconds since 1970 */
async function untilCommitted(
  knex: Knex,
  writes: readonly Write[],
): Promise<Map<number, number>> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const rows: { payload: string; committed_at: string }[] = await knex(
      'events',
    ).select(
      'payload',
      knex.raw(
        'extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as committed_at',
      ),
    );
    const times = new Map(
      rows.map(row => [
        JSON.parse(row.payload).detail.new as number,
        Number(row.committed_at),
      ]),
    );
    if (writes.every(({ replicas }) => times.has(replicas))) return times;
    if (Date.now() > giveUpAt) {
      const missing = writes.filter(({ replicas }) => !times.has(replicas));
      throw new Error(
        `${missing.length} of ${
          writes.length
        } writes were not stored as events after ${PATIENCE_MS / 1000} s`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

async function dropDatabases(postgres: string, prefix: string) {
  const knex = knexFactory({ client: 'pg', connection: postgres });
  const names: string[] = await knex('pg_database')
    .whereLike('datname', `${prefix}%`)
    .pluck('datname');
  for (const name of names) {
    await knex.raw('drop database ?? with (force)', [name]);
  }
  await knex.destroy();
}
