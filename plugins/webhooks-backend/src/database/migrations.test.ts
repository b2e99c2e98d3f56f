import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { breakingChanges, readSchema } from './__testUtils__/schema';

const databases = TestDatabases.create();
const migrations = {
  directory: resolvePackagePath(
    '@kubevision/backstage-plugin-webhooks-backend',
    'migrations',
  ),
};

/**
 * The last migration of the version 0.1.0, from which on two versions work side by side while replicas are
 * replaced. Whoever adds a migration before that version is published moves this along.
 */
const FIRST_RELEASE = '20261126060000_keep_attempts_with_deliveries.js';

/** What was stored by the oldest schema, of everything that people would miss. */
async function storeByOldest(knex: Knex): Promise<void> {
  await knex('webhooks').insert({
    id: 'w1',
    name: 'payments to #ops',
    platform: 'http',
    masked_url: 'https://receiver.example/…',
    sealed_target: 'sealed',
    has_secret: true,
    enabled: true,
    filters: '{"events":["scale"]}',
    health: 'healthy',
    created_at: 1,
    updated_at: 2,
    created_by: 'user:default/olga',
  });
  for (const status of ['delivered', 'failed', 'pending']) {
    await knex('deliveries').insert({
      id: status,
      webhook_id: 'w1',
      event: '{"event":"scale","name":"api-server"}',
      event_type: 'scale',
      cluster: 'prod-us',
      resource: 'Deployment',
      namespace: 'team-alpha',
      test: false,
      status,
      attempts: 1,
      attempts_left: 2,
      created_at: 5,
    });
    await knex('delivery_attempts').insert({
      delivery_id: status,
      number: 1,
      started_at: 100,
      duration_ms: 7,
      outcome: 'retry',
      status_code: 503,
      response_body: 'busy',
    });
  }
}

/** The same, as whatever schema has it. */
async function readAgain(knex: Knex) {
  const webhooks = await knex('webhooks').select('id', 'name', 'filters');
  const deliveries = await knex('deliveries')
    .orderBy('id')
    .select('id', 'event', 'status', 'attempts');
  const attempts = (await knex.schema.hasTable('delivery_attempts'))
    ? await knex('delivery_attempts').count('* as count')
    : await knex('deliveries').whereNotNull('attempt_log').count('* as count');
  return {
    webhooks,
    deliveries: deliveries.map(row => ({
      ...row,
      attempts: Number(row.attempts),
    })),
    attempts: Number(attempts[0].count),
  };
}

async function pending(knex: Knex): Promise<string[]> {
  const [, left] = await knex.migrate.list(migrations);
  return left.map(({ file }: { file: string }) => file);
}

describe.each(databases.eachSupportedId())('the migrations, on %s', id => {
  it('keep what is stored, each done, undone and done again', async () => {
    const knex = await databases.init(id);
    await knex.migrate.up(migrations);
    await storeByOldest(knex);
    const stored = await readAgain(knex);
    expect(stored).toMatchObject({ webhooks: [{}], attempts: 3 });

    for (const file of await pending(knex)) {
      for (const step of ['up', 'down', 'up'] as const) {
        await knex.migrate[step](migrations);
        expect({ file, step, ...(await readAgain(knex)) }).toEqual({
          file,
          step,
          ...stored,
        });
      }
    }
  });

  it('leave the schema as it was when they are undone', async () => {
    const knex = await databases.init(id);
    for (const file of await pending(knex)) {
      const before = await readSchema(knex);
      await knex.migrate.up(migrations);
      await knex.migrate.down(migrations);
      expect({ file, ...(await readSchema(knex)) }).toEqual({
        file,
        ...before,
      });
      await knex.migrate.up(migrations);
    }
  });

  it('take nothing from a version that runs beside them', async () => {
    const knex = await databases.init(id);
    const files = await pending(knex);
    expect(files).toContain(FIRST_RELEASE);
    for (const file of files) {
      const before = await readSchema(knex);
      await knex.migrate.up(migrations);
      if (file <= FIRST_RELEASE) continue;
      expect({
        file,
        breaks: breakingChanges(before, await readSchema(knex)),
      }).toEqual({ file, breaks: [] });
    }
  });

  it('would be found out if they did', async () => {
    const knex = await databases.init(id);
    await knex.schema.createTable('gone', table => table.integer('id'));
    await knex.schema.createTable('kept', table => {
      table.integer('renamed');
      table.integer('same').notNullable();
    });
    const before = await readSchema(knex);
    await knex.schema.dropTable('gone');
    await knex.schema.alterTable('kept', table => {
      table.renameColumn('renamed', 'another');
      table.integer('harmless').notNullable().defaultTo(1);
      table.integer('nullable');
    });
    await knex.schema.createTable('new', table => {
      table.integer('required').notNullable();
    });
    expect(breakingChanges(before, await readSchema(knex))).toEqual([
      'the table gone is no longer there',
      'the column kept.renamed is no longer there',
    ]);
    await knex.schema.dropTable('kept');
    await knex.schema.createTable('kept', table => {
      table.integer('renamed').notNullable();
      table.integer('same').notNullable();
      table.integer('required').notNullable();
    });
    await knex.schema.createTable('gone', table => table.integer('id'));
    expect(breakingChanges(before, await readSchema(knex))).toEqual([
      'the column kept.renamed can no longer be left out',
      'the column kept.required can not be left out',
    ]);
  });
});
