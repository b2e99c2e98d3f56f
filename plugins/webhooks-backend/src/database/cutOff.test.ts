import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from './__testUtils__/rows';
import { Relay, startRelay } from './__testUtils__/startRelay';
import { DatabaseClock } from './DatabaseClock';
import { ClaimedDelivery } from './deliveryRow';
import { DeliveryStore } from './DeliveryStore';

const LEASE_MS = 20_000;
/** Each dispatcher's call has a connection of its own here. */
const CONNECTIONS = 12;

/** SQLite is a file; nobody can cut it off. */
const REMOTE = TestDatabases.create()
  .eachSupportedId()
  .flat()
  .filter(id => id !== 'SQLITE_3');

(REMOTE.length > 0 ? describe : describe.skip).each(REMOTE)(
  'a %s that is cut off without a sign',
  databaseId => {
    let relay: Relay;
    let knex: Knex;
    let store: DeliveryStore;
    let clock: DatabaseClock;

    beforeAll(async () => {
      const direct = await openTestDatabase(databaseId);
      for (const id of ['w1', 'w2']) await addWebhook(direct, id);
      for (const id of ['a', 'b', 'c']) await addDelivery(direct, id);
      await addDelivery(direct, 'other', { webhookId: 'w2' });
      const { connection } = direct.client.config;
      relay = await startRelay(connection);
      // Which knex hides, so that it is not copied with the rest.
      const { password } = connection;
      knex = createKnex({
        client: 'pg',
        connection: {
          ...connection,
          password,
          host: '127.0.0.1',
          port: relay.port,
        },
        pool: { min: 0, max: CONNECTIONS },
      });
      store = DeliveryStore.create({ knex });
      clock = await DatabaseClock.create({ knex });
    });

    afterAll(async () => {
      await relay.stop();
      await knex.destroy();
    });

    const claim = (webhookId: string, claimId: string) =>
      store.claimDue({
        lanes: [{ webhookId, room: 10 }],
        limit: 10,
        now,
        leaseMs: LEASE_MS,
        claimId,
      });
    const complete = (delivery: ClaimedDelivery) =>
      store.complete({
        delivery,
        attempt: { startedAt: now, durationMs: 1, outcome: 'delivered' },
        next: { status: 'delivered' },
        now,
      });

    it('fails whatever a dispatcher asks of it, all answers of a group at once, and is used again afterwards', async () => {
      const [a, b, c] = (await claim('w1', 'first')).deliveries;
      const questions = {
        'where something is due': () => store.lanesDue(),
        'a claim': () => claim('w2', 'second'),
        'a claim by its id': () =>
          store.claim({
            id: 'other',
            claimId: 'third',
            now,
            leaseMs: LEASE_MS,
          }),
        'a renewal': () =>
          store.renew({ deliveries: [a], now, leaseMs: LEASE_MS }),
        'a record': () => complete(a),
        'others with it': () => Promise.all([complete(b), complete(c)]),
        'what is too much': () =>
          store.foldSurplus({ perMinute: () => 1, now, newId: () => 'digest' }),
        'the time': () => clock.sync(),
      };
      const ask = () =>
        Promise.allSettled(
          Object.values(questions).map(question => question()),
        );
      // Some have a connection already, and some need a new one.
      await Promise.all(
        [1, 2, 3, 4].map(() => knex.raw('select pg_sleep(0.1)')),
      );

      relay.cut();
      const answers = await ask();
      expect(
        answers.map(
          answer => answer.status === 'rejected' && answer.reason.name,
        ),
      ).toEqual(Object.keys(questions).map(() => 'ServiceUnavailableError'));

      relay.mend();
      expect((await ask()).map(({ status }) => status)).toEqual(
        Object.keys(questions).map(() => 'fulfilled'),
      );
      await expect(store.get('w1', 'c')).resolves.toMatchObject({
        status: 'delivered',
      });
    });
  },
);
