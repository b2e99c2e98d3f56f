// npm run bench -- <suite>: installs what is missing, starts a PostgreSQL, and runs a suite of
// packages/benchmarks. Further arguments go to it, e.g. `npm run bench -- watch --quick`.
//
// BENCHMARK_POSTGRES  the connection string of another PostgreSQL to make databases in

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';

bootstrap();

const { startPostgres } = await import('./postgres.mjs');
const { freePort } = await import('./freePort.mjs');
const { onStop, startNode, stopAll, typescriptArgs } = await import(
  './processes.mjs'
);

async function startOwnPostgres() {
  const temporary = mkdtempSync(join(tmpdir(), 'webhooks-bench-'));
  // Run by root, PostgreSQL becomes another user, who must be let through to its own folder.
  chmodSync(temporary, 0o711);
  const postgres = await startPostgres({
    directory: join(temporary, 'postgres'),
    port: await freePort(),
    // As in production, where a commit is on the disk before it is one.
    persistent: true,
    settings: ['track_commit_timestamp=on'],
  });
  onStop(async () => {
    await postgres.stop();
    rmSync(temporary, { recursive: true });
  });
  return postgres.connectionString;
}

const connectionString =
  process.env.BENCHMARK_POSTGRES ?? (await startOwnPostgres());

startNode(
  'The benchmark',
  [
    ...typescriptArgs('packages/benchmarks/src/main.ts'),
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, BENCHMARK_POSTGRES: connectionString } },
).once('exit', code => stopAll(code ?? 1));
