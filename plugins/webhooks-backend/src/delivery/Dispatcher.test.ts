import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  Platform,
  toMessage,
} from '@kubevision/backstage-plugin-webhooks-node';
import { RequestListener, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Knex } from 'knex';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import {
  addDelivery,
  addWebhook,
  event,
  now,
} from '../database/__testUtils__/rows';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { http } from '../platforms/http';
import { Receiver, startReceiver } from './__testUtils__/startReceiver';
import { parseAllowedReceivers } from './allowedReceivers';
import { Dispatcher, DispatcherOptions } from './Dispatcher';
import { createSender, Sender } from './send';

const SECRET = 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=';
const LEASE_MS = 20_000;
const allowedReceivers = parseAllowedReceivers(['127.0.0.1']);

async function waitFor(condition: () => boolean | Promise<boolean>) {
  while (!(await condition())) await new Promise(setImmediate);
}

describe.each(TestDatabases.create().eachSupportedId())(
  'Dispatcher on %s',
  databaseId => {
    let knex: Knex;
    let store: DeliveryStore;
    let clock: Date;
    let sender: Sender;
    /** Of each webhook; the first is `w1`. */
    let urls: Map<string, string>;
    let dispatchers: Dispatcher[];
    const logger = mockServices.logger.mock();

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = DeliveryStore.create({ knex });
      sender = createSender({
        allowedReceivers,
      });
      clock = now;
      urls = new Map();
      dispatchers = [];
      jest.clearAllMocks();
    });

    afterEach(async () => {
      await sender.close();
      await Promise.all(dispatchers.map(dispatcher => dispatcher.stop()));
    });

    /** How many of a webhook are claimed, and wait or are being sent. */
    async function claimedOf(webhookId: string): Promise<number> {
      const claimed = await knex('deliveries')
        .where({ webhook_id: webhookId, status: 'pending' })
        .whereNotNull('claim_id');
      return claimed.length;
    }

    function createDispatcher(options: Partial<DispatcherOptions> = {}) {
      const dispatcher = Dispatcher.create({
        store,
        platforms: id => (id === 'http' ? http : undefined),
        openTarget: ({ id }) => ({ url: urls.get(id)!, secret: SECRET }),
        toMessage,
        allowedReceivers,
        sender,
        logger,
        now: () => clock,
        random: () => 0.5,
        leaseMs: LEASE_MS,
        ...options,
      });
      dispatchers.push(dispatcher);
      return dispatcher;
    }

    async function startWebhook(id: string, answer: RequestListener) {
      const receiver = await startReceiver(answer);
      urls.set(id, receiver.url);
      await addWebhook(knex, id);
      return receiver;
    }

    const disable = (id: string) =>
      knex('webhooks').where({ id }).update({ enabled: false });
    const pass = (ms: number) => {
      clock = new Date(clock.getTime() + ms);
    };
    const idsOf = ({ received }: Receiver) =>
      received.map(({ headers }) => headers['webhook-id']);
    const ok: RequestListener = (_, res) => res.end('ok');
    const answering =
      (...statuses: number[]): RequestListener =>
      (_, res) =>
        res.writeHead(statuses.shift() ?? 200).end();

    it('sends what is due, and records the answer', async () => {
      const receiver = await startWebhook('w1', ok);
      await addDelivery(knex, 'd1');
      await addDelivery(knex, 'later', { dueAt: new Date(now.getTime() + 1) });
      const onRecorded = jest.fn();

      await expect(createDispatcher({ onRecorded }).deliverDue()).resolves.toBe(
        1,
      );
      expect(receiver.received).toHaveLength(1);
      expect(JSON.parse(receiver.received[0].body)).toMatchObject({
        event: 'scale',
        name: 'api-server',
        detail: { field: 'spec.replicas', old: 3, new: 5 },
      });
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'delivered',
        statusCode: 200,
        responseBody: 'ok',
        attemptLog: [{ outcome: 'delivered', statusCode: 200 }],
      });
      expect(onRecorded.mock.calls).toEqual([
        [{ webhookId: 'w1', deliveryId: 'd1' }],
      ]);
    });

    it('tries three times, less than 30 s apart, under the same id, and then gives up', async () => {
      const receiver = await startWebhook('w1', answering(500, 502, 503));
      await addDelivery(knex, 'd1');
      const dispatcher = createDispatcher();

      const pauses: number[] = [];
      for (;;) {
        await dispatcher.deliverDue();
        const { nextAttemptAt } = await store.get('w1', 'd1');
        if (!nextAttemptAt) break;
        pauses.push(new Date(nextAttemptAt).getTime() - clock.getTime());
        clock = new Date(nextAttemptAt);
      }
      expect(pauses).toEqual([5_000, 14_000]);
      expect(idsOf(receiver)).toEqual(['d1', 'd1', 'd1']);
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'failed',
        failureClass: 'exhausted',
        failedAt: clock.toISOString(),
        attempts: 3,
        statusCode: 503,
        attemptLog: [
          { number: 1, statusCode: 500, outcome: 'retry' },
          { number: 2, statusCode: 502, outcome: 'retry' },
          { number: 3, statusCode: 503, outcome: 'retry' },
        ],
      });
    });

    it('delivers by a later attempt what failed at first', async () => {
      await startWebhook('w1', answering(503));
      await addDelivery(knex, 'd1');
      const dispatcher = createDispatcher();
      await dispatcher.deliverDue();
      pass(5_000);
      await dispatcher.deliverDue();
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'delivered',
        attempts: 2,
      });
    });

    it('tries three times more after a redelivery', async () => {
      await startWebhook('w1', answering(404, 500, 500, 500));
      await addDelivery(knex, 'd1');
      const dispatcher = createDispatcher();
      await dispatcher.deliverDue();
      await store.redeliver('w1', 'd1', clock);
      for (const ms of [0, 5_000, 20_000]) {
        pass(ms);
        await dispatcher.deliverDue();
      }
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'failed',
        attempts: 4,
      });
    });

    it('asks a receiver that takes nothing for a minute after that minute, and counts no attempt', async () => {
      const receiver = await startWebhook('w1', (_, res) =>
        receiver.received.length === 1
          ? res.writeHead(429, { 'retry-after': '60' }).end()
          : res.writeHead(500).end(),
      );
      await addDelivery(knex, 'd1');
      const dispatcher = createDispatcher();
      await dispatcher.deliverDue();
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'pending',
        attempts: 1,
        nextAttemptAt: new Date(clock.getTime() + 60_000).toISOString(),
      });
      for (const ms of [60_000, 5_000, 14_000]) {
        pass(ms);
        await dispatcher.deliverDue();
      }
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'failed',
        attempts: 4,
      });
    });

    it('sends nothing more to a receiver that asks for a pause until that is over, not even what it has claimed', async () => {
      const receiver = await startWebhook('w1', (_, res) =>
        receiver.received.length === 1
          ? res.writeHead(429, { 'retry-after': '60' }).end()
          : res.end('ok'),
      );
      await startWebhook('w2', ok);
      const all = ['d1', 'd2', 'd3', 'd4'];
      for (const id of all) await addDelivery(knex, id);
      await addDelivery(knex, 'other', { webhookId: 'w2' });
      const dispatcher = createDispatcher({ concurrency: 1 });
      await dispatcher.deliverDue();
      pass(59_999);
      await dispatcher.deliverDue();
      expect(idsOf(receiver)).toEqual(['d1']);
      await expect(store.get('w2', 'other')).resolves.toMatchObject({
        status: 'delivered',
      });
      pass(1);
      await dispatcher.deliverDue();
      expect(idsOf(receiver).sort()).toEqual(['d1', ...all]);
      await expect(store.get('w1', 'd2')).resolves.toMatchObject({
        status: 'delivered',
        attempts: 1,
      });
    });

    it('lets other replicas wait for the end of a pause too, and no test', async () => {
      const receiver = await startWebhook('w1', (_, res) =>
        receiver.received.length === 1
          ? res.writeHead(503, { 'retry-after': '20' }).end()
          : res.end('ok'),
      );
      await addDelivery(knex, 'd1');
      const [one, another] = [createDispatcher(), createDispatcher()];
      await one.deliverDue();
      await addDelivery(knex, 'd2');
      await another.deliverDue();
      expect(idsOf(receiver)).toEqual(['d1']);

      await store.createTest({ id: 't', webhookId: 'w1', event: event(), now });
      await expect(one.deliverNow('t')).resolves.toMatchObject({
        outcome: 'delivered',
      });
      pass(20_000);
      await another.deliverDue();
      expect(idsOf(receiver).sort()).toEqual(['d1', 'd1', 'd2', 't']);
    });

    it('sends at once to another receiver that a paused webhook is given', async () => {
      const paused = await startWebhook('w1', (_, res) =>
        res.writeHead(429, { 'retry-after': '60' }).end(),
      );
      for (const id of ['d1', 'd2']) await addDelivery(knex, id);
      const dispatcher = createDispatcher({ perWebhook: 1 });
      await dispatcher.deliverDue();

      const receiver = await startReceiver(ok);
      urls.set('w1', receiver.url);
      const webhooks = WebhookStore.create({ knex });
      await webhooks.update(
        await webhooks.get('w1'),
        {},
        {
          resetsHealth: true,
        },
      );
      await dispatcher.deliverDue();
      expect(idsOf(paused)).toEqual(['d1']);
      expect(idsOf(receiver)).toEqual(['d2']);
    });

    it('sends a message that is refused once more as plain text, as an attempt of its own', async () => {
      const receiver = await startWebhook('w1', answering(400));
      await addDelivery(knex, 'd1');
      const plain: Platform = {
        ...http,
        toPlainText: (message, target) => ({
          url: target.url,
          method: 'POST',
          headers: {},
          body: message.summary,
        }),
      };
      const dispatcher = createDispatcher({ platforms: () => plain });
      await dispatcher.deliverDue();
      expect(receiver.received.map(({ body }) => body)).toEqual([
        expect.stringMatching(/^{"event":/),
        expect.stringMatching(/^\[prod-us\] Deployment/),
      ]);
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'delivered',
        attempts: 2,
        attemptLog: [
          { outcome: 'rejected', statusCode: 400 },
          { outcome: 'delivered', statusCode: 200 },
        ],
      });
    });

    it('sends as plain text what cannot be made otherwise, but not what may have arrived', async () => {
      const receiver = await startWebhook('w1', ok);
      const broken = () => {
        throw new Error('undefined is not a function');
      };
      const plain: Platform = { ...http, toPlainText: http.toRequest };
      await addDelivery(knex, 'unmade');
      const platforms = () => ({ ...plain, toRequest: broken });
      await createDispatcher({ platforms }).deliverDue();
      await expect(store.get('w1', 'unmade')).resolves.toMatchObject({
        status: 'delivered',
        attempts: 2,
      });
      await addDelivery(knex, 'misjudged');
      await createDispatcher({
        platforms: () => ({ ...plain, judge: broken }),
      }).deliverDue();
      expect(idsOf(receiver)).toEqual(['unmade', 'misjudged']);
      await expect(store.get('w1', 'misjudged')).resolves.toMatchObject({
        status: 'failed',
        failureClass: 'payload',
      });
    });

    it('parks a message that is refused as plain text too', async () => {
      const receiver = await startWebhook('w1', answering(400, 422));
      await addDelivery(knex, 'd1');
      const plain: Platform = { ...http, toPlainText: http.toRequest };
      await createDispatcher({ platforms: () => plain }).deliverDue();
      expect(receiver.received).toHaveLength(2);
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'failed',
        failureClass: 'payload',
        attempts: 2,
      });
    });

    it('stops at once when it is rejected', async () => {
      const receiver = await startWebhook('w1', answering(404));
      await addDelivery(knex, 'd1');
      const dispatcher = createDispatcher();
      await dispatcher.deliverDue();
      pass(60_000);
      await dispatcher.deliverDue();
      expect(receiver.received).toHaveLength(1);
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'failed',
        failureClass: 'owner',
        attempts: 1,
        statusCode: 404,
        reason: expect.any(String),
      });
    });

    it('records why no answer came', async () => {
      await addWebhook(knex, 'w1');
      urls.set('w1', 'http://127.0.0.1:1/hook');
      await addDelivery(knex, 'd1');
      await createDispatcher().deliverDue();
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'pending',
        reason: expect.stringMatching(/refused the connection/),
        attemptLog: [{ outcome: 'retry' }],
      });
    });

    it('delivers to all others while one receiver hangs', async () => {
      const hanging: ServerResponse[] = [];
      await startWebhook('hanging', (_, res) => hanging.push(res));
      const others = ['w1', 'w2', 'w3'];
      for (const id of others) await startWebhook(id, ok);
      for (let i = 0; i < 20; i++) {
        await addDelivery(knex, `hanging-${i}`, { webhookId: 'hanging' });
      }
      for (const id of others) {
        for (let i = 0; i < 5; i++) {
          await addDelivery(knex, `${id}-${i}`, { webhookId: id });
        }
      }
      const dispatcher = createDispatcher({ concurrency: 8, perWebhook: 2 });
      dispatcher.wake();

      await waitFor(async () => {
        const pages = await Promise.all(
          others.map(id => store.list(id, { status: 'delivered' })),
        );
        return pages.every(page => page.totalItems === 5);
      });
      expect(hanging).toHaveLength(2);
      // The others are left to replicas that may have more luck.
      await expect(claimedOf('hanging')).resolves.toBe(2);
    });

    it('leaves room for others however many receivers hang', async () => {
      for (const id of ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']) {
        await startWebhook(id, () => {});
        for (let i = 0; i < 4; i++) {
          await addDelivery(knex, `${id}-${i}`, { webhookId: id });
        }
      }
      const dispatcher = createDispatcher({ concurrency: 8, perWebhook: 2 });
      dispatcher.wake();
      await waitFor(async () => (await claimedOf('h6')) > 0);

      const receiver = await startWebhook('w1', ok);
      for (const id of ['d1', 'd2', 'd3']) await addDelivery(knex, id);
      dispatcher.wake();
      await waitFor(() => receiver.received.length === 3);
      expect(idsOf(receiver).sort()).toEqual(['d1', 'd2', 'd3']);
    });

    it('takes up what is committed while it is busy', async () => {
      const hanging: ServerResponse[] = [];
      await startWebhook('hanging', (_, res) => hanging.push(res));
      const receiver = await startWebhook('w1', ok);
      await addDelivery(knex, 'd0', { webhookId: 'hanging' });
      const dispatcher = createDispatcher();
      dispatcher.wake();
      await waitFor(() => hanging.length === 1);

      await addDelivery(knex, 'd1');
      dispatcher.wake();
      dispatcher.wake();
      await waitFor(() => receiver.received.length === 1);
      expect(idsOf(receiver)).toEqual(['d1']);
    });

    it('wakes by itself when a retry becomes due', async () => {
      const receiver = await startWebhook('w1', ok);
      const dueAt = new Date(now.getTime() + 50);
      await addDelivery(knex, 'd1', { dueAt });
      await expect(createDispatcher().deliverDue()).resolves.toBe(0);
      pass(50);
      await waitFor(() => receiver.received.length === 1);
    });

    it('shares the work with other replicas, and sends nothing twice', async () => {
      const receiver = await startWebhook('w1', ok);
      const all = Array.from({ length: 30 }, (_, i) => `d${i}`);
      for (const id of all) await addDelivery(knex, id);
      const replicas = [createDispatcher(), createDispatcher()];
      await Promise.all(replicas.map(replica => replica.deliverDue()));
      expect(idsOf(receiver).sort()).toEqual([...all].sort());
    });

    it('sends nothing that another may have claimed while this process stood still', async () => {
      const receiver = await startWebhook('w1', ok);
      await addDelivery(knex, 'd1');
      let monotonic = 0;
      const frozen = createDispatcher({
        monotonicNow: () => monotonic,
        toMessage: options => {
          monotonic = LEASE_MS;
          return toMessage(options);
        },
      });
      await frozen.deliverDue();
      expect(receiver.received).toEqual([]);
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'pending',
        attempts: 0,
      });

      pass(LEASE_MS);
      await createDispatcher().deliverDue();
      expect(idsOf(receiver)).toEqual(['d1']);
    });

    it('sends the deliveries of one object one after the other, in their order', async () => {
      const receiver = await startWebhook('w1', answering(200, 503));
      for (const id of ['d1', 'd2', 'd3']) {
        await addDelivery(knex, id, { objectKey: 'api-server' });
      }
      const dispatcher = createDispatcher();
      await dispatcher.deliverDue();
      expect(idsOf(receiver)).toEqual(['d1', 'd2']);
      pass(5_000);
      await dispatcher.deliverDue();
      expect(idsOf(receiver)).toEqual(['d1', 'd2', 'd2', 'd3']);
    });

    it('goes on with an object whose last delivery ends while it is found to wait for that', async () => {
      const held: ServerResponse[] = [];
      const receiver = await startWebhook('w1', (_, res) => {
        if (held.length === 0) held.push(res);
        else res.end();
      });
      await addDelivery(knex, 'd1', { objectKey: 'api-server' });
      const dispatcher = createDispatcher();
      const delivering = dispatcher.deliverDue();
      await waitFor(() => held.length === 1);

      const { claimDue } = store;
      const claiming = jest
        .spyOn(store, 'claimDue')
        .mockImplementationOnce(async options => {
          const claim = await claimDue.call(store, options);
          held[0].end();
          await waitFor(
            async () => (await store.get('w1', 'd1')).status === 'delivered',
          );
          // And its end has been heard of.
          await new Promise(setImmediate);
          return claim;
        });
      await addDelivery(knex, 'd2', { objectKey: 'api-server' });
      dispatcher.wake(['w1']);
      await delivering;
      expect(idsOf(receiver)).toEqual(['d1', 'd2']);
      await expect(claiming.mock.results[0].value).resolves.toMatchObject({
        deliveries: [],
      });
    });

    it('sends to a host no more at the same time than it may, whatever hangs there', async () => {
      const held: ServerResponse[] = [];
      const one = await startReceiver((_, res) => held.push(res));
      for (const id of ['a', 'b', 'c']) {
        urls.set(id, one.url);
        await addWebhook(knex, id);
        await addDelivery(knex, `to-${id}`, { webhookId: id });
      }
      const receiver = await startWebhook('w1', ok);
      await knex('webhooks')
        .where({ id: 'w1' })
        .update({ masked_url: 'https://elsewhere.example/…' });
      for (const id of ['d1', 'd2', 'd3']) await addDelivery(knex, id);
      createDispatcher({ perHost: 2 }).wake();
      await waitFor(() => receiver.received.length === 3);
      expect(held).toHaveLength(2);
      held[0].end();
      await waitFor(() => held.length === 3);
    });

    it('claims more ahead of what a receiver takes quickly, and sends no more at a time for that', async () => {
      const held: ServerResponse[] = [];
      let quick = 8;
      await startWebhook('w1', (_, res) => {
        quick -= 1;
        if (quick >= 0) res.end();
        else held.push(res);
      });
      for (let i = 0; i < 40; i++) await addDelivery(knex, `d${i}`);
      const claimDue = jest.spyOn(store, 'claimDue');
      // No time passes, so whatever ends does so as quickly as can be.
      createDispatcher({ perWebhook: 4, monotonicNow: () => 0 }).wake();
      await waitFor(() => held.length === 4);
      await waitFor(async () => (await claimedOf('w1')) >= 12);
      const claims = await Promise.all(
        claimDue.mock.results.map(({ value }) => value),
      );
      const sizes = claims.map(({ deliveries }) => deliveries.length);
      expect(sizes[0]).toBe(4);
      expect(Math.max(...sizes)).toBeGreaterThan(4);
      expect(held).toHaveLength(4);
    });

    it('rests while there is no room for what is due', async () => {
      const hanging: ServerResponse[] = [];
      await startWebhook('w1', (_, res) => hanging.push(res));
      for (const id of ['d1', 'd2']) await addDelivery(knex, id);
      const looks = jest.fn(() => clock);
      createDispatcher({ perWebhook: 1, now: looks }).wake();
      await waitFor(() => hanging.length === 1);

      await delay(20);
      looks.mockClear();
      await delay(20);
      expect(looks).not.toHaveBeenCalled();
      hanging[0].end();
      await waitFor(() => hanging.length === 2);
    });

    it('keeps to what a platform allows, and sends the rest when it allows more', async () => {
      const receiver = await startWebhook('w1', ok);
      for (const id of ['d1', 'd2', 'd3']) await addDelivery(knex, id);
      const slow: Platform = {
        ...http,
        budget: [{ count: 1, perSeconds: 1 }],
      };
      const replicas = [slow, slow].map(platform =>
        createDispatcher({ platforms: () => platform }),
      );
      const deliverDue = () =>
        Promise.all(replicas.map(replica => replica.deliverDue()));
      for (const sent of [1, 2, 3]) {
        await deliverDue();
        expect(receiver.received).toHaveLength(sent);
        pass(1000);
      }
    });

    it("sends again what a crashed replica held, and ignores the dead one's answer", async () => {
      const held: ServerResponse[] = [];
      const receiver = await startWebhook('w1', (_, res) => {
        if (held.length === 0) held.push(res);
        else res.end('second');
      });
      await addDelivery(knex, 'd1');
      // Renewing would need the timer of a process that is gone.
      const crashed = createDispatcher({ leaseMs: LEASE_MS });
      const outcome = crashed.deliverDue();
      await waitFor(() => held.length === 1);

      const survivor = createDispatcher();
      await expect(survivor.deliverDue()).resolves.toBe(0);
      pass(LEASE_MS);
      await expect(survivor.deliverDue()).resolves.toBe(1);
      const settled = await store.get('w1', 'd1');
      expect(settled).toMatchObject({ status: 'delivered', attempts: 1 });

      held[0].writeHead(500).end('first');
      await outcome;
      expect(receiver.received).toHaveLength(2);
      await expect(store.get('w1', 'd1')).resolves.toEqual(settled);
    });

    it('holds its claim for as long as it is sending', async () => {
      const held: ServerResponse[] = [];
      await startWebhook('w1', (_, res) => held.push(res));
      await addDelivery(knex, 'd1');
      const renewed = jest.spyOn(store, 'renew');
      // Short, so that it is renewed soon, and by a clock on which it never runs out.
      createDispatcher({ leaseMs: 30, monotonicNow: () => 0 }).wake();
      await waitFor(() => held.length === 1);

      pass(1_000_000);
      // Renewals from before the clock was moved count for nothing.
      const earlier = renewed.mock.calls.length;
      await waitFor(() => renewed.mock.calls.length > earlier);
      await renewed.mock.results[earlier].value;
      await expect(createDispatcher().deliverDue()).resolves.toBe(0);
    });

    it('fails the deliveries of a webhook that was disabled, and sends none', async () => {
      const receiver = await startWebhook('w1', ok);
      await disable('w1');
      await addDelivery(knex, 'd1');
      await createDispatcher().deliverDue();
      expect(receiver.received).toEqual([]);
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'failed',
        failureClass: 'disabled',
        reason: 'The webhook was disabled.',
        attempts: 0,
      });
    });

    it('records nothing of a webhook that was deleted while it was sent to', async () => {
      const held: ServerResponse[] = [];
      await startWebhook('w1', (_, res) => held.push(res));
      const receiver = await startWebhook('w2', ok);
      await addDelivery(knex, 'd1');
      await addDelivery(knex, 'd2', { webhookId: 'w2' });
      const onRecorded = jest.fn();
      const sent = createDispatcher({ onRecorded }).deliverDue();
      await waitFor(() => held.length === 1);
      await knex('webhooks').where({ id: 'w1' }).delete();
      held[0].end();
      await sent;
      expect(idsOf(receiver)).toEqual(['d2']);
      expect(onRecorded.mock.calls).toEqual([
        [{ webhookId: 'w2', deliveryId: 'd2' }],
      ]);
      expect(logger.warn).not.toHaveBeenCalled();
    });

    describe('never stops for', () => {
      const broken: [string, Partial<DispatcherOptions>, RegExp][] = [
        [
          'a URL that cannot be unsealed',
          {
            openTarget: () => {
              throw new Error('the key is gone');
            },
          },
          /stored URL could not be read/,
        ],
        [
          'a platform that is not installed',
          { platforms: () => undefined },
          /No platform 'http' is installed/,
        ],
        [
          'a platform that cannot make the message',
          {
            platforms: (): Platform => ({
              ...http,
              toRequest: (_, target) => {
                throw new Error(`bad ${target.url}`);
              },
            }),
          },
          /message could not be made/,
        ],
        [
          'a platform that cannot judge the answer',
          {
            platforms: (): Platform => ({
              ...http,
              judge: () => {
                throw new Error('undefined is not a function');
              },
            }),
          },
          /answer could not be understood/,
        ],
      ];

      it.each(broken)('%s', async (_, options, reason) => {
        const receiver = await startWebhook('w1', ok);
        await addDelivery(knex, 'd1');
        await expect(createDispatcher(options).deliverDue()).resolves.toBe(1);
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          attempts: 1,
          reason: expect.stringMatching(reason),
        });
        expect(JSON.stringify(logger.error.mock.calls)).not.toContain(
          receiver.url,
        );
      });

      it('a database that is away', async () => {
        const receiver = await startWebhook('w1', ok);
        await addDelivery(knex, 'd1');
        jest
          .spyOn(store, 'claimDue')
          .mockRejectedValueOnce(new Error('connection lost'));
        const dispatcher = createDispatcher();
        await expect(dispatcher.deliverDue()).resolves.toBe(0);
        expect(logger.warn).toHaveBeenCalledTimes(1);
        await expect(dispatcher.deliverDue()).resolves.toBe(1);
        expect(receiver.received).toHaveLength(1);
      });

      it('an outcome that cannot be recorded: it is due again when the lease is over', async () => {
        await startWebhook('w1', ok);
        await addDelivery(knex, 'd1');
        jest
          .spyOn(store, 'complete')
          .mockRejectedValueOnce(new Error('insert into secrets'));
        const dispatcher = createDispatcher();
        await dispatcher.deliverDue();
        expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('insert');
        pass(LEASE_MS);
        await dispatcher.deliverDue();
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          status: 'delivered',
        });
      });
    });

    it('keeps nothing of the URL or the secret that a receiver repeats', async () => {
      const key = '0123456789abcdef0123';
      await startWebhook('w1', (req, res) =>
        res
          .writeHead(400, {
            'x-request-url': `http://${req.headers.host}${req.url}`,
            'set-cookie': 'session=1',
          })
          .end(`Cannot POST ${req.url}, expected ${SECRET}`),
      );
      urls.set('w1', `${urls.get('w1')}/${key}`);
      await addDelivery(knex, 'd1');
      await createDispatcher().deliverDue();

      const delivery = await store.get('w1', 'd1');
      expect(JSON.stringify(delivery)).not.toMatch(
        /0123456789|whsec_|session=1|127\.0\.0\.1/,
      );
      expect(delivery.responseBody).toBe(
        'Cannot POST [redacted], expected [redacted]',
      );
    });

    describe.each([
      [
        'where no URL of the platform leads',
        'https://elsewhere.example/hook',
        "The webhook's URL must have the host hooks.chat.example, as the URLs of Custom HTTP do; a compatible server of your own must be listed in app-config under webhooks.delivery.allowedReceivers.",
      ],
      [
        'in clear',
        'http://hooks.chat.example/hook',
        "The webhook's URL must start with https://, because Custom HTTP messages must not travel in clear.",
      ],
    ])(
      'a webhook that was saved when it could still send %s',
      (_, url, reason) => {
        const platform = { ...http, hosts: ['hooks.chat.example'] };
        const options = { platforms: () => platform };
        let send: jest.SpyInstance;

        beforeEach(async () => {
          urls.set('w1', url);
          await addWebhook(knex, 'w1');
          send = jest.spyOn(sender, 'send');
        });

        it('is sent nothing, and says why', async () => {
          await addDelivery(knex, 'd1');
          await createDispatcher(options).deliverDue();
          expect(send).not.toHaveBeenCalled();
          await expect(store.get('w1', 'd1')).resolves.toMatchObject({
            status: 'failed',
            failureClass: 'owner',
            reason,
          });
        });

        it('is sent no test either', async () => {
          await store.createTest({
            id: 't1',
            webhookId: 'w1',
            event: event(),
            now,
          });
          await expect(
            createDispatcher(options).deliverNow('t1'),
          ).resolves.toMatchObject({ outcome: 'rejected', reason });
          expect(send).not.toHaveBeenCalled();
        });

        it('is sent to when app-config lists the receiver', async () => {
          await addDelivery(knex, 'd1');
          send.mockResolvedValue({
            kind: 'response',
            response: { status: 200, headers: {}, body: '' },
            durationMs: 1,
            truncated: false,
          });
          await createDispatcher({
            ...options,
            allowedReceivers: parseAllowedReceivers([new URL(url).hostname]),
          }).deliverDue();
          expect(send).toHaveBeenCalledTimes(1);
        });
      },
    );

    describe('deliverNow', () => {
      const addTest = () =>
        store.createTest({ id: 't1', webhookId: 'w1', event: event(), now });

      it('answers what the receiver said', async () => {
        const receiver = await startWebhook('w1', ok);
        await addTest();
        await expect(createDispatcher().deliverNow('t1')).resolves.toEqual({
          outcome: 'delivered',
          statusCode: 200,
          responseBody: 'ok',
          durationMs: expect.any(Number),
          deliveryId: 't1',
        });
        expect(JSON.parse(receiver.received[0].body)).toMatchObject({
          test: true,
        });
        await expect(store.get('w1', 't1')).resolves.toMatchObject({
          status: 'delivered',
          test: true,
        });
      });

      it('makes one attempt only, and says why it failed', async () => {
        const receiver = await startWebhook('w1', answering(503));
        await addTest();
        const dispatcher = createDispatcher();
        await expect(dispatcher.deliverNow('t1')).resolves.toMatchObject({
          outcome: 'retry',
          statusCode: 503,
          reason: expect.any(String),
        });
        pass(60_000);
        await dispatcher.deliverDue();
        expect(receiver.received).toHaveLength(1);
        await expect(store.get('w1', 't1')).resolves.toMatchObject({
          status: 'failed',
        });
      });

      it('tests a disabled webhook too', async () => {
        await startWebhook('w1', ok);
        await disable('w1');
        await addTest();
        await expect(
          createDispatcher().deliverNow('t1'),
        ).resolves.toMatchObject({ outcome: 'delivered' });
      });

      it('throws NotFoundError when the webhook was deleted, or there is no such delivery', async () => {
        await addWebhook(knex, 'w1');
        await addTest();
        await knex('webhooks').delete();
        const dispatcher = createDispatcher();
        await expect(dispatcher.deliverNow('t1')).rejects.toThrow(
          NotFoundError,
        );
        await expect(dispatcher.deliverNow('none')).rejects.toThrow(
          NotFoundError,
        );
      });
    });

    describe('stop', () => {
      it('waits for what is in flight, and begins nothing new', async () => {
        const held: ServerResponse[] = [];
        const receiver = await startWebhook('w1', (_, res) => held.push(res));
        await addDelivery(knex, 'd1');
        const dispatcher = createDispatcher();
        dispatcher.wake();
        await waitFor(() => held.length === 1);

        await addDelivery(knex, 'd2');
        const stopped = dispatcher.stop();
        held[0].end();
        await stopped;
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          status: 'delivered',
        });
        dispatcher.wake();
        await expect(dispatcher.deliverDue()).resolves.toBe(0);
        expect(receiver.received).toHaveLength(1);
      });

      it('gives back at once what was claimed ahead, without an attempt', async () => {
        const held: ServerResponse[] = [];
        const receiver = await startWebhook('w1', (_, res) => held.push(res));
        await addDelivery(knex, 'd1');
        await addDelivery(knex, 'd2');
        await addDelivery(knex, 'd3');
        const dispatcher = createDispatcher({ concurrency: 1 });
        dispatcher.wake(['w1']);
        await waitFor(() => held.length === 1);
        const others = (await claimedOf('w1')) - 1;
        expect(others).toBe(2);

        const stopped = dispatcher.stop();
        held[0].end();
        await stopped;
        expect(receiver.received).toHaveLength(1);
        const pending = await knex('deliveries').where({ status: 'pending' });
        expect(pending).toHaveLength(others);
        for (const row of pending) {
          expect(row).toMatchObject({
            claim_id: null,
            attempts: 0,
            attempts_left: 3,
            reason:
              'It was not begun yet when the process that was to send it was stopped.',
          });
          expect(Number(row.next_attempt_at)).toBe(now.getTime());
        }
      });
    });

    it('ends waiting, but not sending, when the sweep is aborted', async () => {
      const held: ServerResponse[] = [];
      await startWebhook('w1', (_, res) => held.push(res));
      await addDelivery(knex, 'd1');
      const sweep = new AbortController();
      const dispatcher = createDispatcher();
      const swept = dispatcher.deliverDue(sweep.signal);
      await waitFor(() => held.length === 1);
      sweep.abort();
      await expect(swept).resolves.toBe(0);

      held[0].end();
      await dispatcher.deliverDue();
      await expect(store.get('w1', 'd1')).resolves.toMatchObject({
        status: 'delivered',
      });
    });
  },
);
