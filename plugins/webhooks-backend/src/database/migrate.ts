import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Opens the plugin's database and brings its schema up to date, unless app-config leaves that to
 * someone else by `skipMigrations`.
 */
export async function migrateDatabase(
  database: DatabaseService,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@kubevision/backstage-plugin-webhooks-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
