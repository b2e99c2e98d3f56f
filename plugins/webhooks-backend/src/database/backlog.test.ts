import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from './__testUtils__/rows';
import { DeliveryStore } from './DeliveryStore';

const BACKLOG = 1000;

interface Plan {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

function mostRowsOf(plan: Plan): number {
  const read = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0);
  const below = (plan.Plans ?? []).map(mostRowsOf);
  return Math.max(read * plan['Actual Loops'], ...below);
}

// What a statement reads is told by PostgreSQL alone.
describe.each(
  TestDatabases.create()
    .eachSupportedId()
    .filter(([id]) => id.startsWith('POSTGRES')),
)('behind a backlog that the statistics of %s do not know of', databaseId => {
  let knex: Knex;
  let store: DeliveryStore;

  beforeAll(async () => {
    knex = await openTestDatabase(databaseId);
    store = DeliveryStore.create({ knex });
    await addWebhook(knex, 'w1');
    for (let i = 0; i < BACKLOG; i++) await addDelivery(knex, `old-${i}`);
    await knex('deliveries').update({ status: 'delivered' });
    await knex.raw('vacuum analyze deliveries');
    for (let i = 0; i < BACKLOG; i++) {
      await addDelivery(knex, `d${i}`, { objectKey: `object-${i}` });
    }
  });

  /** The most rows that any step of a statement reads which changes deliveries. */
  async function mostRowsRead(work: () => Promise<unknown>): Promise<number> {
    const queries: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    const note = (query: (typeof queries)[number]) => {
      if (/^update "?deliveries\b/.test(query.sql)) queries.push(query);
    };
    knex.on('query', note);
    await work();
    knex.off('query', note);
    expect(queries).toHaveLength(1);
    const [{ sql, bindings }] = queries;
    const connection = await knex.client.acquireConnection();
    try {
      const { rows } = await connection.query(
        `explain (analyze, format json) ${sql}`,
        bindings,
      );
      return mostRowsOf(rows[0]['QUERY PLAN'][0].Plan);
    } finally {
      await knex.client.releaseConnection(connection);
    }
  }

  const claim = async () => {
    const lanes = [{ webhookId: 'w1', room: 5 }];
    const options = { lanes, limit: 5, now, leaseMs: 1000, claimId: 'c' };
    return (await store.claimDue(options)).deliveries;
  };

  it('claims a few and reads a few', async () => {
    await expect(mostRowsRead(claim)).resolves.toBeLessThan(50);
  });

  it('completes a few and reads a few', async () => {
    const deliveries = await claim();
    expect(deliveries).toHaveLength(5);
    const complete = async () =>
      store.complete({
        delivery: deliveries[0],
        attempt: { startedAt: now, durationMs: 1, outcome: 'delivered' },
        next: { status: 'delivered' },
        now,
      });
    await expect(mostRowsRead(complete)).resolves.toBeLessThan(50);
  });

  it('renews a few and reads a few', async () => {
    const deliveries = await claim();
    const renew = async () => store.renew({ deliveries, now, leaseMs: 1000 });
    await expect(mostRowsRead(renew)).resolves.toBeLessThan(50);
  });
});
