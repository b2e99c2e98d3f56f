import { migrateDatabase } from '@kubevision/backstage-plugin-webhooks-backend/src/database/migrate';
import knexFactory, { Knex } from 'knex';
import { MeasurementContext } from '../Measurement';
import { withDatabase } from '../withDatabase';

/**
 * The plugin's schema in an empty database.
 *
 * @throws Error without a PostgreSQL
 */
export async function openDatabase<T>(
  { postgres }: MeasurementContext,
  use: (knex: Knex) => Promise<T>,
): Promise<T> {
  if (!postgres) throw new Error('This is about PostgreSQL, and there is none');
  return withDatabase(postgres, async database => {
    const knex = knexFactory(database);
    try {
      await migrateDatabase({ getClient: async () => knex });
      return await use(knex);
    } finally {
      await knex.destroy();
    }
  });
}
