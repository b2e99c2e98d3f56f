import { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import { AddressInfo, Server } from 'node:net';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createRandom } from 'cluster-simulator';
import { Knex } from 'knex';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from '../database/__testUtils__/rows';
import { DeliveryStore } from '../database/DeliveryStore';
import { RecoveryStore } from '../database/RecoveryStore';
import { http } from '../platforms/http';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { parseAllowedReceivers } from './allowedReceivers';
import { Dispatcher } from './Dispatcher';
import { ResolveAll } from './checkReceiver';
import { createSender } from './send';

/** Stands for the receiver's public address, and is allowed. */
const OUTSIDE = '127.0.0.2';
/** Where nothing may ever arrive, on the same port. */
const INSIDE = '127.0.0.1';
const DELIVERIES = 40;
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);

/** What the name of the receiver is resolved to. */
const ANSWERS: readonly (readonly string[] | 'ENOTFOUND')[] = [
  [OUTSIDE],
  [OUTSIDE],
  [INSIDE],
  [OUTSIDE, INSIDE],
  [INSIDE, OUTSIDE],
  [`::ffff:${INSIDE}`],
  ['169.254.169.254'],
  'ENOTFOUND',
];

const toAnswer = (address: string): LookupAddress => ({
  address,
  family: address.includes(':') ? 6 : 4,
});

async function listenAt(server: Server, host: string, port = 0) {
  await new Promise<void>(resolve => {
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

describe.each(TestDatabases.create().eachSupportedId())(
  `a name that is resolved otherwise each time, on %s (FAULT_SEED=${SEED})`,
  databaseId => {
    const servers: Server[] = [];
    afterEach(() =>
      Promise.all(
        servers.splice(0).map(
          server =>
            new Promise(resolve => {
              server.close(resolve);
            }),
        ),
      ),
    );

    it('leads to no address inside, and loses no delivery', async () => {
      const knex: Knex = await openTestDatabase(databaseId);
      const random = createRandom(SEED);
      const received: string[] = [];
      let connectionsInside = 0;
      const outside = createServer((req, res) => {
        received.push(String(req.headers['webhook-id']));
        // So that the name is resolved for each of them.
        res.setHeader('connection', 'close').end('ok');
      });
      const inside = createServer((_, res) => res.end('ok'));
      inside.on('connection', () => {
        connectionsInside += 1;
      });
      servers.push(outside, inside);
      const port = await listenAt(outside, OUTSIDE);
      await listenAt(inside, INSIDE, port);

      let isWell = false;
      let changed = 0;
      const resolve: ResolveAll = (_host, _options, callback) => {
        const answer = isWell ? [OUTSIDE] : random.pick(ANSWERS);
        changed += answer.length === 1 && answer[0] === OUTSIDE ? 0 : 1;
        if (answer === 'ENOTFOUND') {
          callback(Object.assign(new Error(), { code: 'ENOTFOUND' }), []);
        } else {
          callback(null, answer.map(toAnswer));
        }
      };

      await addWebhook(knex, 'w1');
      for (let i = 0; i < DELIVERIES; i += 1) {
        await addDelivery(knex, `d${i}`, { objectKey: `object-${i % 4}` });
      }
      let clock = now;
      const store = DeliveryStore.create({ knex });
      const allowedReceivers = parseAllowedReceivers([OUTSIDE]);
      const sender = createSender({ allowedReceivers, resolve });
      const dispatcher = Dispatcher.create({
        store,
        platforms: () => ({ ...http, allowsHttp: true }),
        openTarget: () => ({ url: `http://receiver.example:${port}/hook` }),
        toMessage,
        allowedReceivers,
        sender,
        logger: mockServices.logger.mock(),
        now: () => clock,
      });
      const countBy = async (status: string) => {
        const { items, totalItems } = await store.list('w1', { status } as {});
        return { items, total: totalItems };
      };
      const deliverAll = async () => {
        while ((await countBy('pending')).total > 0) {
          await dispatcher.deliverDue();
          clock = new Date(clock.getTime() + 30_000);
        }
      };

      await deliverAll();
      const parked = await countBy('failed');
      expect(parked.total).toBeGreaterThan(0);
      expect(parked.items.every(({ reason }) => reason)).toBe(true);

      isWell = true;
      // Refused addresses are for the owner to put right, who then enables it again.
      await knex('webhooks').where({ id: 'w1' }).update({ enabled: true });
      const recoveries = RecoveryStore.create({ knex });
      await recoveries.create({
        id: 'r1',
        webhookId: 'w1',
        filter: {},
        perMinute: 1000,
        createdBy: 'user:default/olga',
        now: clock,
      });
      while ((await recoveries.get('w1', 'r1')).state === 'running') {
        await recoveries.advance({
          id: 'r1',
          webhookId: 'w1',
          now: clock,
          aheadMs: 10_000,
        });
        await deliverAll();
      }
      await dispatcher.stop();
      await sender.close();

      expect(connectionsInside).toBe(0);
      expect(changed).toBeGreaterThan(0);
      expect((await countBy('delivered')).total).toBe(DELIVERIES);
      expect(received).toHaveLength(DELIVERIES);
      expect(new Set(received).size).toBe(DELIVERIES);
    });
  },
);
