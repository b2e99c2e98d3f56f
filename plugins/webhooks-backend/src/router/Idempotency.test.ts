import { TestDatabases } from '@backstage/backend-test-utils';
import { Inbox, startInbox } from 'inbox';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { IdempotencyStore } from '../database/IdempotencyStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addParked } from '../database/__testUtils__/rows';
import { startApi } from './__testUtils__/startApi';

const HOUR_MS = 3_600_000;
const KEY = '8e03978e-40d5-43dd-bc93-6894a57f9324';
const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'requests with an Idempotency-Key on %s',
  databaseId => {
    let knex: Knex;
    let inbox: Inbox;
    let clock: number;
    let api: ReturnType<typeof startApi>;

    beforeEach(async () => {
      clock = Date.now();
      knex = await openTestDatabase(databaseId);
      inbox = await startInbox();
      api = startApi({
        knex,
        middleware: documented(),
        now: () => new Date(clock),
      });
    });

    afterEach(async () => {
      await api.stop();
      await inbox.stop();
    });

    const webhook = (name = 'ci') => ({
      name,
      platform: 'http',
      url: inbox.targets.http,
    });

    const post = (path: string, body?: object, key = KEY, app = api.app) =>
      request(app).post(path).set('Idempotency-Key', key).send(body);

    const count = async () => (await request(api.app).get('/')).body.totalItems;

    it('create one webhook, and answer its secret again', async () => {
      const first = await post('/', webhook());
      const second = await post('/', webhook());
      expect(first.status).toBe(201);
      expect(first.body.secret).toEqual(expect.any(String));
      expect(second.status).toBe(201);
      expect(second.body).toEqual(first.body);
      expect(second.headers.location).toBe(first.headers.location);
      expect(second.headers.etag).toBe(first.headers.etag);
      await expect(count()).resolves.toBe(1);
    });

    it('send one test message', async () => {
      const { body } = await request(api.app).post('/').send(webhook());
      const first = await post(`/${body.id}/test`);
      const second = await post(`/${body.id}/test`);
      expect(first.status).toBe(200);
      expect(second.body).toEqual(first.body);
      expect(inbox.received).toHaveLength(1);
      await post(`/${body.id}/test`, undefined, 'another');
      expect(inbox.received).toHaveLength(2);
    });

    it('rotate a secret once', async () => {
      const { body } = await request(api.app).post('/').send(webhook());
      const first = await post(`/${body.id}/rotate-secret`);
      const second = await post(`/${body.id}/rotate-secret`);
      expect([first.status, second.body]).toEqual([200, first.body]);
      expect(first.body.secret).not.toBe(body.secret);
    });

    it('begin one recovery, and redeliver once', async () => {
      const { body } = await request(api.app)
        .post('/')
        .send({ ...webhook(), secret: 'inbox-secret' });
      await addParked(knex, 'a', { webhookId: body.id });
      await addParked(knex, 'b', { webhookId: body.id });
      const redeliver = `/${body.id}/deliveries/a/redeliver`;
      const redelivered = await post(redeliver, undefined, 'one');
      expect(redelivered.status).toBe(202);
      const again = await post(redeliver, undefined, 'one');
      expect([again.status, again.body]).toEqual([202, redelivered.body]);

      const begun = await post(`/${body.id}/recoveries`, {}, 'two');
      const repeated = await post(`/${body.id}/recoveries`, {}, 'two');
      expect([begun.status, begun.body.total]).toEqual([201, 1]);
      expect([repeated.status, repeated.body]).toEqual([201, begun.body]);
    });

    it('are refused when the key came with another body, path or method', async () => {
      const first = await post('/', webhook());
      const answers = [
        await post('/', webhook('another')),
        await post(`/${first.body.id}/test`),
      ];
      for (const { status, body } of answers) {
        expect([status, body.error.name]).toEqual([422, 'KeyReusedError']);
        expect(body.error.message).toMatch(/came with another request/);
      }
      await expect(count()).resolves.toBe(1);
    });

    it('are refused while the first is still being answered, and do one thing', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => post('/', webhook())),
      );
      const created = answers.filter(({ status }) => status === 201);
      const refused = answers.filter(({ status }) => status === 409);
      expect(created.length).toBeGreaterThan(0);
      expect(created.length + refused.length).toBe(8);
      expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
      for (const { body } of refused) {
        expect(body.error.message).toMatch(/^Idempotency-Key: .*not answered/);
      }
      await expect(count()).resolves.toBe(1);
    });

    it('count as new after an error, so that they can be put right', async () => {
      const wrong = await post('/', { ...webhook(), url: 'nonsense' });
      expect(wrong.status).toBe(400);
      const right = await post('/', webhook());
      expect(right.status).toBe(201);
    });

    it('count as new after a day, and after a crash', async () => {
      await post('/', webhook());
      clock += 24 * HOUR_MS - 1;
      expect((await post('/', webhook())).status).toBe(201);
      clock += 1;
      // The name is taken by the first.
      expect((await post('/', webhook())).body.error.name).toBe(
        'ConflictError',
      );

      await knex('idempotency_keys').delete();
      await post('/', webhook('crashed'));
      await knex('idempotency_keys').update({ sealed_answer: null });
      const message = async () =>
        (await post('/', webhook('crashed'))).body.error.message;
      await expect(message()).resolves.toMatch(/not answered yet/);
      clock += 5 * 60_000;
      await expect(message()).resolves.toMatch(/^name: /);
    });

    it('belong to who made them', async () => {
      const first = await post('/', webhook(), KEY, api.appFor('olga'));
      const second = await post('/', webhook('b'), KEY, api.appFor('adam'));
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(second.body.createdBy).toBe('user:default/adam');
    });

    it('are the same key with and without quotes', async () => {
      const first = await post('/', webhook());
      const second = await post('/', webhook(), `"${KEY}"`);
      expect(second.body).toEqual(first.body);
    });

    it.each(['', 'two words', 'x'.repeat(256)])(
      'are refused with the key %j',
      async key => {
        const { status, body } = await post('/', webhook(), key);
        expect([status, body.error.message]).toEqual([
          400,
          expect.stringMatching(/^Idempotency-Key: must be/),
        ]);
      },
    );

    it('leave nothing that tells who asked for what, or a secret', async () => {
      const { body } = await post('/', { ...webhook(), secret: 'planted-1' });
      const { body: generated } = await post('/', webhook('b'), 'key-2');
      const stored = JSON.stringify(await knex('idempotency_keys'));
      for (const text of [
        'planted',
        generated.secret,
        body.id,
        'mock',
        KEY,
        inbox.targets.http,
      ]) {
        expect(stored).not.toContain(text);
      }
    });

    it('are forgotten after a day', async () => {
      const store = IdempotencyStore.create({ knex });
      await post('/', webhook());
      await store.forgetOld(new Date(clock + 24 * HOUR_MS - 1));
      await expect(knex('idempotency_keys')).resolves.toHaveLength(1);
      await store.forgetOld(new Date(clock + 24 * HOUR_MS));
      await expect(knex('idempotency_keys')).resolves.toEqual([]);
    });

    it('are not answered to who lost the permission meanwhile', async () => {
      const first = await post('/', webhook());
      expect(first.status).toBe(201);
      const denied = startApi({
        knex,
        middleware: documented(),
        denied: ['webhooks.webhook.create'],
      });
      const second = await post('/', webhook(), KEY, denied.app);
      await denied.stop();
      expect(second.status).toBe(403);
    });
  },
);
