import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { event, now } from './__testUtils__/rows';
import { readEndOfEvents } from './eventOrder';
import { EventStore } from './EventStore';
import { insertEvents } from './insertEvents';

const databases = TestDatabases.create();

const add = (tx: Knex.Transaction, ...ids: string[]) =>
  insertEvents(
    tx,
    ids.map(id => event({ id })),
    now,
  );

/** Reads on from a place, as a consumer does. */
async function readOn(knex: Knex, after: number) {
  const store = EventStore.create({ knex });
  const end = await store.end();
  const stored = await store.between({ after, upTo: end, limit: 100 });
  return { end, ids: stored.map(it => it.event.id) };
}

describe.each(databases.eachSupportedId())('events on %s', databaseId => {
  it('are complete up to the last one that was committed', async () => {
    const knex = await openTestDatabase(databaseId);
    const { end: start } = await readOn(knex, 0);
    await knex.transaction(tx => add(tx, 'a', 'b'));
    const { end, ids } = await readOn(knex, start);
    expect(ids).toEqual(['a', 'b']);
    expect((await readOn(knex, end)).ids).toEqual([]);
  });

  it('leave nothing behind when a transaction that added some is undone', async () => {
    const knex = await openTestDatabase(databaseId);
    const { end: start } = await readOn(knex, 0);
    const undone = knex.transaction(async tx => {
      await add(tx, 'undone');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await knex.transaction(tx => add(tx, 'a'));
    expect((await readOn(knex, start)).ids).toEqual(['a']);
  });
});

describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('events of concurrent transactions on %s', databaseId => {
  it('are not passed by a reader while an earlier one may still come', async () => {
    const knex = await openTestDatabase(databaseId);
    const { end: start } = await readOn(knex, 0);
    const slow = await knex.transaction();
    await add(slow, 'early');
    // It has the later number, and is committed first.
    await knex.transaction(tx => add(tx, 'late'));
    expect(await knex('events').pluck('id')).toEqual(['late']);
    const meanwhile = await readOn(knex, start);
    expect(meanwhile).toEqual({ end: start, ids: [] });

    await slow.commit();
    expect((await readOn(knex, meanwhile.end)).ids).toEqual(['early', 'late']);
  });

  it('wait for the oldest of several writers, and not for those that began later', async () => {
    const knex = await openTestDatabase(databaseId);
    const { end: start } = await readOn(knex, 0);
    await knex.transaction(tx => add(tx, 'a'));
    const first = await knex.transaction();
    await add(first, 'b');
    const second = await knex.transaction();
    await add(second, 'c');

    const before = await readOn(knex, start);
    expect(before.ids).toEqual(['a']);
    await first.commit();
    const between = await readOn(knex, before.end);
    expect(between.ids).toEqual(['b']);
    await second.rollback();
    const after = await readOn(knex, between.end);
    expect(after.ids).toEqual([]);
    expect(after.end).toBeGreaterThan(between.end);
  });

  it('are read in full by someone who reads while many write', async () => {
    const knex = await openTestDatabase(databaseId);
    let place = await readEndOfEvents(knex);
    const written: string[] = [];
    let isWriting = true;
    const writers = Promise.all(
      [1, 2, 3, 4].map(async writer => {
        for (let i = 0; i < 40; i++) {
          const ids = [`${writer}-${i}-x`, `${writer}-${i}-y`];
          await knex.transaction(async tx => {
            await add(tx, ids[0]);
            await add(tx, ids[1]);
          });
          written.push(...ids);
        }
      }),
    ).then(() => {
      isWriting = false;
    });
    const read: string[] = [];
    const readSome = async () => {
      const { end, ids } = await readOn(knex, place);
      if (ids.length < 100) place = end;
      else throw new Error('The reader fell behind');
      read.push(...ids);
    };
    while (isWriting) await readSome();
    await writers;
    await readSome();
    expect([...read].sort()).toEqual([...written].sort());
  });
});
