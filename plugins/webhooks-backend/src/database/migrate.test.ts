import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { migrateDatabase } from './migrate';

const databases = TestDatabases.create();
const directory = resolvePackagePath(
  '@kubevision/backstage-plugin-webhooks-backend',
  'migrations',
);

it.each(databases.eachSupportedId())(
  'every migration can be undone, and done again, on %s',
  async databaseId => {
    const knex = await migrateDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('webhooks')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('held_back')).toBe(true);
  },
);
