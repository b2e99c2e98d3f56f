import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { migrateDatabase } from './migrate';

const databases = TestDatabases.create();
const directory = resolvePackagePath(
  '@kubevision/backstage-plugin-webhooks-backend',
  'migrations',
);

const PARKING = '20261126010000_park_failed_deliveries.js';

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

it.each(databases.eachSupportedId())(
  'what failed before there were classes gets one, on %s',
  async databaseId => {
    const knex = await databases.init(databaseId);
    const next = async () => {
      const [, pending] = await knex.migrate.list({ directory });
      return pending[0].file;
    };
    while ((await next()) !== PARKING) await knex.migrate.up({ directory });

    await knex('webhooks').insert({
      id: 'w1',
      name: 'w1',
      platform: 'http',
      masked_url: 'https://receiver.example/…',
      sealed_target: 'sealed',
      has_secret: false,
      enabled: true,
      filters: '{}',
      health: 'failing',
      created_at: 1,
      updated_at: 1,
      created_by: 'user:default/olga',
    });
    const rows = [
      { id: 'exhausted', status_code: 503, attempts_left: 0 },
      { id: 'payload', status_code: 400, attempts_left: 2 },
      { id: 'owner', status_code: 404, attempts_left: 2 },
      { id: 'redirected', status_code: 302, attempts_left: 2 },
      { id: 'disabled', attempts_left: 3, reason: 'The webhook was disabled.' },
      { id: 'delivered', status: 'delivered', attempts_left: 2 },
      { id: 'pending', status: 'pending', attempts_left: 1 },
    ];
    for (const row of rows) {
      await knex('deliveries').insert({
        webhook_id: 'w1',
        event: '{}',
        event_type: 'scale',
        cluster: 'prod-us',
        resource: 'Deployment',
        namespace: '',
        test: false,
        status: 'failed',
        attempts: 1,
        created_at: 5,
        ...row,
      });
    }
    await knex('delivery_attempts').insert(
      [1, 2].map(number => ({
        delivery_id: 'exhausted',
        number,
        started_at: number * 100,
        duration_ms: 7,
        outcome: 'retry',
      })),
    );

    await knex.migrate.latest({ directory });
    const classes = await knex('deliveries')
      .orderBy('seq')
      .select('id', 'failure_class', 'failed_at');
    expect(
      classes.map(row => [row.id, row.failure_class, Number(row.failed_at)]),
    ).toEqual([
      ['exhausted', 'exhausted', 207],
      ['payload', 'payload', 5],
      ['owner', 'owner', 5],
      ['redirected', 'owner', 5],
      ['disabled', 'disabled', 5],
      ['delivered', null, 0],
      ['pending', null, 0],
    ]);

    const attempt = { startedAt: 100, durationMs: 7, outcome: 'retry' };
    const { attempt_log: log } = await knex('deliveries')
      .where({ id: 'exhausted' })
      .first();
    expect(JSON.parse(`[${log}]`)).toEqual([
      expect.objectContaining({ ...attempt, number: 1 }),
      expect.objectContaining({ ...attempt, number: 2, startedAt: 200 }),
    ]);
    while (!(await knex.schema.hasTable('delivery_attempts'))) {
      await knex.migrate.down({ directory });
    }
    const attempts = await knex('delivery_attempts').orderBy('number');
    expect(
      attempts.map(({ started_at: at, status_code: code, ...row }) => [
        row.delivery_id,
        Number(at),
        row.outcome,
        code,
      ]),
    ).toEqual([
      ['exhausted', 100, 'retry', null],
      ['exhausted', 200, 'retry', null],
    ]);
  },
);
