import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { RetentionStore } from '../database/RetentionStore';
import { StorageStore } from '../database/StorageStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, event } from '../database/__testUtils__/rows';
import { readSchema } from '../database/__testUtils__/schema';
import { insertEvents } from '../database/insertEvents';
import { Retention, RetentionLimit } from './Retention';
import { StorageReport } from './StorageReport';

const DAY = 24 * 3_600_000;
const now = new Date('2026-11-25T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY);
const limit = (days: number, count = 1_000_000): RetentionLimit => ({
  ageMs: days * DAY,
  count,
});
const LIMITS = {
  events: limit(7),
  deliveries: limit(30),
  failedDeliveries: limit(90),
};

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('storage on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databaseId);
    await addWebhook(knex, 'w1');
  });

  const retention = (limits = LIMITS) =>
    Retention.create({
      store: RetentionStore.create({ knex }),
      limits,
      now: () => now,
      logger: mockServices.logger.mock(),
    });
  const run = (limits = LIMITS) =>
    retention(limits).run(new AbortController().signal);

  /** Events of one moment. */
  async function addEvents(at: Date, ...ids: string[]) {
    await knex.transaction(tx =>
      insertEvents(
        tx,
        ids.map(id => event({ id })),
        at,
      ),
    );
  }

  async function addEnded(id: string, status: string, at: Date) {
    await addDelivery(knex, id);
    await knex('deliveries')
      .where({ id })
      .update({ status, created_at: at.getTime() });
  }

  const ids = (table: string, column = 'id') =>
    knex(table).orderBy(column).pluck(column);

  it('keeps events for as long, and as many, as app-config says', async () => {
    await addEvents(daysAgo(8), 'a', 'b');
    await addEvents(daysAgo(6), 'c', 'd', 'e');
    await run();
    expect(await ids('events')).toEqual(['c', 'd', 'e']);
    await run({ ...LIMITS, events: limit(7, 2) });
    expect(await ids('events')).toEqual(['d', 'e']);
  });

  it('keeps failed deliveries longer, and those on their way for ever', async () => {
    await addEnded('delivered-31', 'delivered', daysAgo(31));
    await addEnded('delivered-29', 'delivered', daysAgo(29));
    await addEnded('failed-31', 'failed', daysAgo(31));
    await addEnded('failed-91', 'failed', daysAgo(91));
    await addEnded('pending-400', 'pending', daysAgo(400));
    await run();
    const kept = ['delivered-29', 'failed-31', 'pending-400'];
    expect(await ids('deliveries')).toEqual(kept);
  });

  it('keeps the newest deliveries of each kind', async () => {
    for (const day of [1, 2, 3]) {
      await addEnded(`delivered-${day}`, 'delivered', daysAgo(day));
      await addEnded(`failed-${day}`, 'failed', daysAgo(day));
    }
    await run({
      ...LIMITS,
      deliveries: limit(30, 2),
      failedDeliveries: limit(90, 1),
    });
    expect(await ids('deliveries')).toEqual([
      'delivered-1',
      'delivered-2',
      'failed-1',
    ]);
  });

  it('deletes counts of what was held back long ago', async () => {
    for (const days of [1, 3]) {
      await knex('held_back').insert({
        webhook_id: 'w1',
        reason: 'window',
        hour: daysAgo(days).getTime(),
        count: 1,
      });
    }
    await run();
    expect(await ids('held_back', 'hour')).toHaveLength(1);
  });

  it('keeps recoveries as long as failed deliveries, and those that have not ended for ever', async () => {
    const addRecovery = (id: string, endedAt: Date | null) =>
      addWebhook(knex, id).then(() =>
        knex('recoveries').insert({
          id,
          webhook_id: id,
          filter: '{}',
          state: endedAt ? 'done' : 'paused',
          total: 0,
          per_minute: 60,
          last_seq: 0,
          next_at: 0,
          created_by: 'user:default/olga',
          created_at: daysAgo(400).getTime(),
          ended_at: endedAt?.getTime() ?? null,
        }),
      );
    await addRecovery('ended-91', daysAgo(91));
    await addRecovery('ended-89', daysAgo(89));
    await addRecovery('paused', null);
    await run();
    expect(await ids('recoveries')).toEqual(['ended-89', 'paused']);
  });

  it('deletes as much as there is, more than fits into one transaction', async () => {
    const old = Array.from({ length: 1_700 }, (_, i) => `old-${i}`);
    await addEvents(daysAgo(8), ...old);
    await addEvents(daysAgo(1), 'new');
    await expect(run()).resolves.toBe(1_700);
    expect(await ids('events')).toEqual(['new']);
  });

  it('ends after a batch when its time is up, and goes on with the next run', async () => {
    const old = Array.from({ length: 1_700 }, (_, i) => `old-${i}`);
    await addEvents(daysAgo(8), ...old);
    const time = new AbortController();
    const seen = jest.spyOn(RetentionStore.prototype, 'deleteEvents');
    seen.mockImplementationOnce(async function first(
      this: RetentionStore,
      upTo: number,
    ) {
      time.abort();
      return RetentionStore.prototype.deleteEvents.call(this, upTo);
    });
    const deleted = await retention().run(time.signal);
    seen.mockRestore();
    expect(deleted).toBeGreaterThan(0);
    expect(deleted).toBeLessThan(1_700);
    await expect(run()).resolves.toBe(1_700 - deleted);
  });

  it('is told with what it grows to', async () => {
    await addEvents(daysAgo(2), 'a', 'b');
    await addEvents(daysAgo(0.5), 'c', 'd', 'e', 'f');
    await addEnded('delivered', 'delivered', daysAgo(0.1));
    if (databaseId.startsWith('POSTGRES')) {
      await knex.raw('select pg_stat_force_next_flush()');
      await knex.raw('analyze');
    }
    let time = now.getTime();
    const report = StorageReport.create({
      store: StorageStore.create({ knex }),
      limits: { ...LIMITS, deliveries: limit(30, 5) },
      now: () => new Date(time),
    });
    const info = await report.describe();
    const tables = info.tables.map(({ name }) => name).sort();
    expect(tables).toEqual(Object.keys(await readSchema(knex)).sort());
    expect(info.totalBytes).toBeGreaterThan(0);
    const [events, deliveries, failed] = info.kept;
    expect(events).toMatchObject({
      name: 'events',
      rows: 6,
      rowsPerDay: 4,
      oldestAt: daysAgo(2).toISOString(),
      limit: { ageDays: 7, count: 1_000_000 },
      heldBy: 'age',
      levelRows: 28,
      daysToLevel: 5,
    });
    expect(events.levelBytes).toBeGreaterThan(0);
    expect(deliveries).toMatchObject({ heldBy: 'count', levelRows: 5 });
    expect(failed).toMatchObject({ rows: 0, rowsPerDay: 0 });
    expect(failed.daysToLevel).toBeUndefined();

    await addEvents(now, 'g');
    expect(await report.describe()).toEqual(info);
    time += 6 * 60_000;
    expect((await report.describe()).kept[0].rows).toBe(7);
  });
});
