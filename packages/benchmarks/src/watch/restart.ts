import { Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildProgram } from '../ChildProgram';
import { withDatabase } from '../withDatabase';
import { Measurement } from '../Measurement';
import { median } from '../statistics';
import { table } from '../table';

const PATH = '/api/v1/pods';
const PODS = { full: 100_000, quick: 5_000 };
const RESUMES = 3;

interface Restart {
  readonly engine: string;
  /** In seconds, as all of them. The first list ever, with nothing to compare it with. */
  readonly baseline: number;
  readonly resume: number;
  readonly relist: number;
}

/**
 * How long a restart takes with nothing changed meanwhile: until the watch is level again and the
 * store knows it. Either the API server still knows the place where the watch was, or it answers
 * 410 and everything is listed and compared.
 */
export const restart: Measurement = {
  name: 'restart',
  async run({ quick, postgres, print }) {
    const pods = quick ? PODS.quick : PODS.full;
    const restarts = [await onSqlite(pods)];
    if (postgres) {
      restarts.push(
        await withDatabase(postgres, database =>
          measure('PostgreSQL', database, pods),
        ),
      );
    } else print('Without a PostgreSQL: set BENCHMARK_POSTGRES.');
    print(table(restarts.map(it => ({ ...it, pods }))));
    const detail = Object.fromEntries(
      restarts.flatMap(({ engine, ...seconds }) =>
        Object.entries(seconds).map(([what, it]) => [`${engine} ${what}`, it]),
      ),
    );
    const worst = restarts.flatMap(({ resume, relist }) => [resume, relist]);
    return {
      'watch.restartSeconds': {
        value: Math.max(...worst),
        unit: 's',
        detail,
      },
    };
  },
};

async function onSqlite(pods: number): Promise<Restart> {
  const directory = mkdtempSync(join(tmpdir(), 'webhooks-benchmark-'));
  try {
    return await measure(
      'SQLite',
      {
        client: 'better-sqlite3',
        connection: join(directory, 'webhooks.sqlite'),
        useNullAsDefault: true,
      },
      pods,
    );
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function measure(
  engine: string,
  database: Knex.Config,
  pods: number,
): Promise<Restart> {
  const server = ChildProgram.start(require.resolve('../synthetic/server'));
  try {
    const url = await server.ask<string>('start');
    await server.ask('add', { path: PATH, count: pods });
    const start = () => startOnce({ server, url, database });
    const baseline = await start();
    const resumes: number[] = [];
    for (let i = 0; i < RESUMES; i += 1) resumes.push(await start());
    await server.ask('expire', { path: PATH });
    const relist = await start();
    return { engine, baseline, resume: median(resumes), relist };
  } finally {
    await server.stop();
  }
}

/** A portal's watch in a new process, ended as a crash would. */
async function startOnce(options: {
  server: ChildProgram;
  url: string;
  database: Knex.Config;
}): Promise<number> {
  const { server, url, database } = options;
  const resourceVersion = await server.ask('resourceVersion', { path: PATH });
  const watch = ChildProgram.start(require.resolve('./durableWatch'));
  try {
    return await watch.ask<number>('start', {
      url,
      path: PATH,
      database,
      resourceVersion,
    });
  } finally {
    await watch.stop();
  }
}
