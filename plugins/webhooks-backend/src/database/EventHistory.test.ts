import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { EventHistory, MAX_SCANNED } from './EventHistory';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { event, now } from './__testUtils__/rows';
import { insertEvents } from './insertEvents';

describe.each(TestDatabases.create().eachSupportedId())(
  'EventHistory on %s',
  databaseId => {
    let knex: Knex;
    let history: EventHistory;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      history = EventHistory.create({ knex });
    });

    const add = (...names: string[]) =>
      knex.transaction(tx =>
        insertEvents(
          tx,
          names.map(name => event({ id: name, name })),
          now,
        ),
      );
    const all = () => true;
    const names = (found: { events: { name: string }[] }) =>
      found.events.map(({ name }) => name);

    it('finds the newest first, page by page', async () => {
      await add('a', 'b', 'c', 'd', 'e');
      const first = await history.search({ matches: all, limit: 2 });
      expect(names(first)).toEqual(['e', 'd']);
      // What comes meanwhile does not shift the pages.
      await add('f');
      const second = await history.search({
        matches: all,
        limit: 2,
        before: first.next,
      });
      expect(names(second)).toEqual(['c', 'b']);
      const last = await history.search({
        matches: all,
        limit: 2,
        before: second.next,
      });
      expect(names(last)).toEqual(['a']);
      expect(last.next).toBeUndefined();
    });

    it('has no further page when the last one is full', async () => {
      await add('a', 'b');
      const found = await history.search({ matches: all, limit: 2 });
      expect(found.next).toBeUndefined();
    });

    it('skips what does not match', async () => {
      await add('a', 'b', 'aa', 'bb');
      const found = await history.search({
        matches: ({ name }) => name.startsWith('a'),
        limit: 10,
      });
      expect(names(found)).toEqual(['aa', 'a']);
    });

    it('reads so many at most, and tells where to look on', async () => {
      const many = Array.from({ length: MAX_SCANNED }, (_, i) => `many-${i}`);
      await add('rare', ...many);
      const matches = ({ name }: { name: string }) => name === 'rare';
      const none = await history.search({ matches, limit: 10 });
      expect(names(none)).toEqual([]);
      const found = await history.search({
        matches,
        limit: 10,
        before: none.next,
      });
      expect(names(found)).toEqual(['rare']);
      expect(found.next).toBeUndefined();
    });

    it('gets one by its id', async () => {
      await add('a');
      await expect(history.get('a')).resolves.toMatchObject({ name: 'a' });
      await expect(history.get('b')).rejects.toThrow(
        "No event has the id 'b'; it may be too old to be kept",
      );
    });
  },
);
