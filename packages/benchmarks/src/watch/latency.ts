import knexFactory, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { ChildProgram } from '../ChildProgram';
import { Measurement, Metrics } from '../Measurement';
import { quantile } from '../statistics';
import { table } from '../table';
import type { PortalOptions } from './portal';
import type { Write } from './writer';

const PACE = { full: 30, quick: 5 };
const PER_SECOND = 200;
/** The watch is open before the portal says so, and its first second is not what is meant. */
const WARM_UP_SECONDS = 3;
const PATIENCE_MS = 60_000;

/**
 * From a write in the API server until PostgreSQL has committed the event and its deliveries,
 * through a real Kubernetes backend and its proxy. Both times are of this machine's clock: the
 * first is taken right after the write, the second is PostgreSQL's own record of the commit.
 */
export const latency: Measurement = {
  name: 'latency',
  async run({ quick, postgres, print }): Promise<Metrics> {
    if (!postgres) {
      print('Not measured without a PostgreSQL: set BENCHMARK_POSTGRES.');
      return {};
    }
    const seconds = quick ? PACE.quick : PACE.full;
    const { sample, cpuSeconds } = await measure(postgres, seconds);
    const row = {
      changes: String(sample.length),
      'per second': PER_SECOND,
      'p50 ms': quantile(sample, 0.5),
      'p90 ms': quantile(sample, 0.9),
      'p99 ms': quantile(sample, 0.99),
      'max ms': quantile(sample, 1),
      'portal cpu ms a change': (1000 * cpuSeconds) / sample.length,
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

interface Latencies {
  /** Milliseconds, of each write. */
  readonly sample: readonly number[];
  /** Of the portal, while it happened; deliveries included. */
  readonly cpuSeconds: number;
}

async function measure(postgres: string, seconds: number): Promise<Latencies> {
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
    const cpuBefore = await portal.ask<number>('cpu');
    const writes = await writer.ask<Write[]>('write', {
      perSecond: PER_SECOND,
      seconds,
    });
    const sample = await compare(writes, database.href);
    const cpuSeconds = (await portal.ask<number>('cpu')) - cpuBefore;
    return { sample, cpuSeconds };
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
  const giveUpAt = Date.now() + PATIENCE_MS;
  try {
    for (;;) {
      const commits = await readCommits(knex);
      const covered = writes.flatMap(write => {
        const commit = commits.find(it => covers(it, write));
        return commit ? [commit.committedAt - write.writtenAt] : [];
      });
      if (covered.length === writes.length) return covered;
      if (Date.now() > giveUpAt) {
        throw new Error(
          `${writes.length - covered.length} of ${
            writes.length
          } writes were not stored ${PATIENCE_MS / 1000} s after the last one`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  } finally {
    await knex.destroy();
  }
}

/** An event in the outbox. */
interface Commit {
  readonly name: string;
  readonly replicas: number;
  /** In milliseconds since 1970. */
  readonly committedAt: number;
}

/** A watch that was cut off lists again, and then tells of several writes of one object at once. */
function covers(commit: Commit, write: Write): boolean {
  return commit.name === write.name && commit.replicas >= write.replicas;
}

/** In the order of the writes. */
async function readCommits(knex: Knex): Promise<Commit[]> {
  const rows: { payload: string; committed_at: string }[] = await knex(
    'events',
  ).select(
    'payload',
    knex.raw(
      'extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as committed_at',
    ),
  );
  return rows
    .map(row => {
      const { name, detail } = JSON.parse(row.payload);
      const committedAt = Number(row.committed_at);
      return { name, replicas: Number(detail.new), committedAt };
    })
    .sort((a, b) => a.replicas - b.replicas);
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
