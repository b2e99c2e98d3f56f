import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { until } from '../kubernetes/until.fixture';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { DueSignal } from './DueSignal';

const postgres = TestDatabases.create()
  .eachSupportedId()
  .filter(([id]) => id !== 'SQLITE_3');

describe.each(postgres)('DueSignal on %s', databaseId => {
  let knex: Knex;
  let signals: DueSignal[];

  beforeEach(async () => {
    knex = await openTestDatabase(databaseId);
    signals = [];
  });
  afterEach(() => Promise.all(signals.map(signal => signal.close())));

  function createSignal() {
    const logger = mockServices.logger.mock();
    const signal = DueSignal.create({ knex, logger });
    signals.push(signal);
    return signal;
  }

  /** Resolves when it listens; it collects what it hears from then on. */
  async function listen(signal: DueSignal) {
    const heard: (readonly string[] | undefined)[] = [];
    signal.listen(webhookIds => heard.push(webhookIds));
    await until(() => heard.length === 1);
    heard.length = 0;
    return heard;
  }

  it('tells the other replicas what is due, when it is committed', async () => {
    const me = createSignal();
    const mine = await listen(me);
    const others = await listen(createSignal());

    const tx = await knex.transaction();
    await me.notify(tx, ['w1', 'w2']);
    await knex.transaction(one => me.notify(one, ['before']));
    await until(() => others.length === 1);
    await tx.commit();
    await until(() => others.length === 2);
    expect(others).toEqual([['before'], ['w1', 'w2']]);
    expect(mine).toEqual([]);
  });

  it('tells nothing of what is rolled back', async () => {
    const me = createSignal();
    const others = await listen(createSignal());
    const tx = await knex.transaction();
    await me.notify(tx, ['gone']);
    await tx.rollback();
    await knex.transaction(one => me.notify(one, ['kept']));
    await until(() => others.length > 0);
    expect(others).toEqual([['kept']]);
  });

  it('names no webhooks where there are more than a payload takes', async () => {
    const me = createSignal();
    const others = await listen(createSignal());
    const many = Array.from({ length: 10_000 }, (_, i) => `w${i}`);
    await knex.transaction(tx => me.notify(tx, many));
    await until(() => others.length > 0);
    expect(others).toEqual([undefined]);
  });

  it('connects again, and then says that something may have been missed', async () => {
    const me = createSignal();
    const others = await listen(createSignal());
    await knex.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen %'`,
    );
    await until(() => others.length === 1);
    expect(others).toEqual([undefined]);
    await knex.transaction(tx => me.notify(tx, ['w1']));
    await until(() => others.length === 2);
    expect(others[1]).toEqual(['w1']);
  });
});

describe.each([['SQLITE_3']] as const)('DueSignal on %s', databaseId => {
  it('has nobody to tell', async () => {
    const knex = await openTestDatabase(databaseId);
    const logger = mockServices.logger.mock();
    const signal = DueSignal.create({ knex, logger });
    const onDue = jest.fn();
    signal.listen(onDue);
    await knex.transaction(tx => signal.notify(tx, ['w1']));
    await signal.close();
    expect(onDue).not.toHaveBeenCalled();
  });
});
