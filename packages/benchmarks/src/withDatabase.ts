import { randomBytes } from 'node:crypto';
import knexFactory, { Knex } from 'knex';

/**
 * Makes a database in a PostgreSQL, and drops it afterwards.
 *
 * @param postgres - the connection string of any database there, of a user who may make others
 */
export async function withDatabase<T>(
  postgres: string,
  use: (database: Knex.Config) => Promise<T>,
): Promise<T> {
  const name = `webhooks_benchmark_${randomBytes(4).toString('hex')}`;
  const admin = knexFactory({ client: 'pg', connection: postgres });
  const connection = new URL(postgres);
  connection.pathname = `/${name}`;
  await admin.raw('create database ??', [name]);
  try {
    return await use({ client: 'pg', connection: connection.href });
  } finally {
    // Whoever uses it was told to stop, and PostgreSQL may not have noticed yet.
    await admin.raw('drop database ?? with (force)', [name]);
    await admin.destroy();
  }
}
