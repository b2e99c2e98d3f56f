import { TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseClock } from './DatabaseClock';
import { openTestDatabase } from './__testUtils__/openTestDatabase';

const MINUTE = 60_000;

describe.each(TestDatabases.create().eachSupportedId())(
  'DatabaseClock on %s',
  databaseId => {
    afterEach(() => jest.restoreAllMocks());

    it('tells the time of the database, whatever the clock of the process says', async () => {
      const knex = await openTestDatabase(databaseId);
      const before = Date.now();
      jest.spyOn(Date, 'now').mockReturnValue(before - 5 * MINUTE);
      const clock = await DatabaseClock.create({ knex });
      const now = clock.now().getTime();
      // Here the database and the process have one clock.
      expect(now).toBeGreaterThan(before - 1000);
      expect(now).toBeLessThan(before + MINUTE);
    });

    it('goes on by itself, and never back', async () => {
      const clock = await DatabaseClock.create({
        knex: await openTestDatabase(databaseId),
      });
      const before = clock.now().getTime();
      await new Promise(resolve => setTimeout(resolve, 20));
      expect(clock.now().getTime()).toBeGreaterThan(before);
    });

    it('finds the time again after the machine has slept', async () => {
      const clock = await DatabaseClock.create({
        knex: await openTestDatabase(databaseId),
      });
      const awake = performance.now.bind(performance);
      jest.spyOn(performance, 'now').mockImplementation(() => awake() - MINUTE);
      expect(clock.now().getTime()).toBeLessThan(Date.now() - MINUTE / 2);
      await clock.sync();
      expect(clock.now().getTime()).toBeGreaterThan(Date.now() - 1000);
    });
  },
);
