import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createKnex, { Knex } from 'knex';
import { PortalDatabase } from './portal/PortalOptions';

/** The PostgreSQL that `npm test` starts; without it, only SQLite is tested. */
const POSTGRES =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;

/** Files that survive a killed process need no disk, which SQLite otherwise waits for at every commit. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const cleanups: (() => Promise<unknown> | void)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The engines, each with the way to an empty database that goes when the tests of the file are done. */
export const DATABASES: readonly (readonly [
  name: string,
  create: () => PortalDatabase,
])[] = [
  ['SQLite', createSqlite],
  ...(POSTGRES
    ? [['PostgreSQL', () => createPostgres(POSTGRES)] as const]
    : []),
];

/**
 * Opens the database of the webhooks beside the portal, and lets nobody else write to it until
 * the returned function is called.
 */
export async function lockWrites(
  database: PortalDatabase,
): Promise<() => Promise<void>> {
  const knex = openWebhooksDatabase(database);
  const lock = await knex.transaction();
  await lock.raw(
    database.client === 'pg'
      ? 'lock table watch_cursors in exclusive mode'
      : // A transaction of SQLite locks when it writes.
        'delete from watch_cursors where 1 = 0',
  );
  return async () => {
    await lock.rollback();
    await knex.destroy();
  };
}

/** The database of the webhooks, beside the portal. */
export function openWebhooksDatabase(database: PortalDatabase): Knex {
  if (database.client === 'pg') {
    const url = new URL(database.connectionString);
    url.pathname = `/${database.prefix}webhooks`;
    return createKnex({ client: 'pg', connection: url.href });
  }
  return createKnex({
    client: 'better-sqlite3',
    connection: { filename: join(database.directory, 'webhooks.sqlite') },
    useNullAsDefault: true,
  });
}

function createSqlite(): PortalDatabase {
  const directory = mkdtempSync(join(MEMORY, 'webhooks-portal-'));
  cleanups.push(() => rmSync(directory, { recursive: true }));
  return { client: 'better-sqlite3', directory };
}

function createPostgres(connectionString: string): PortalDatabase {
  const prefix = `portal_${process.pid}_${cleanups.length}_`;
  cleanups.push(async () => {
    const knex = createKnex({ client: 'pg', connection: connectionString });
    const made = await knex('pg_database')
      .where('datname', 'like', `${prefix.replace(/_/g, '\\_')}%`)
      .pluck('datname');
    for (const name of made)
      await knex.raw('drop database ?? with (force)', name);
    await knex.destroy();
  });
  return { client: 'pg', connectionString, prefix };
}
