import {
  TestDatabases,
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { RecoveryStore } from '../database/RecoveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addParked, addWebhook, now } from '../database/__testUtils__/rows';
import { builtInPlatforms } from '../platforms';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { RecoveryService } from '../webhooks/RecoveryService';
import { idempotencyOf } from './__testUtils__/idempotencyOf';
import { accessOf, condition } from './__testUtils__/accessOf';
import { createRecoveryRouter } from './createRecoveryRouter';

const READ = 'webhooks.delivery.read';
const REDELIVER = 'webhooks.delivery.redeliver';

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'routes of recoveries on %s',
  databaseId => {
    let knex: Knex;
    let clock: Date;
    const onDue = jest.fn();

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      clock = now;
      onDue.mockClear();
      await addWebhook(knex, 'w1');
    });

    function createApp(policy: Parameters<typeof accessOf>[1] = {}) {
      const recoveries = RecoveryService.create({
        store: WebhookStore.create({ knex }),
        recoveries: RecoveryStore.create({ knex }),
        platforms: PlatformRegistry.create({ platforms: builtInPlatforms }),
        logger: mockServices.logger.mock(),
        now: () => clock,
        onDue,
      });
      const app = express()
        .use(documented())
        .use(express.json())
        .use(
          createRecoveryRouter({
            ...accessOf(knex, policy),
            idempotency: idempotencyOf({ knex, now: () => clock }),
            recoveries,
          }),
        )
        .use(mockErrorHandler());
      return { app, recoveries };
    }

    const paths = (id = 'w1') => `/${id}/recoveries`;
    const platform = (id: string) =>
      knex('webhooks').where({ id: 'w1' }).update({ platform: id });

    it('count what would be sent again, and send it again', async () => {
      const { app, recoveries } = createApp();
      await addParked(knex, 'a', { failureClass: 'owner' });
      await addParked(knex, 'b');
      await addParked(knex, 'c', { event: { cluster: 'staging' } });
      const filter = { cluster: 'prod-us', since: '2026-03-05T12:23:00+02:00' };

      const preview = await request(app)
        .post(`${paths()}/preview`)
        .send(filter);
      expect(preview.status).toBe(200);
      expect(preview.body).toEqual({
        total: 2,
        byClass: { owner: 1, exhausted: 1 },
      });

      const created = await request(app).post(paths()).send(filter);
      expect(created.status).toBe(201);
      expect(created.headers.location).toBe(`${paths()}/${created.body.id}`);
      expect(created.body).toEqual({
        id: expect.any(String),
        webhookId: 'w1',
        filter: { cluster: 'prod-us', since: '2026-03-05T10:23:00.000Z' },
        state: 'running',
        total: 2,
        done: 0,
        remaining: 2,
        perMinute: 500,
        createdBy: 'user:default/mock',
        createdAt: now.toISOString(),
      });

      await recoveries.advance();
      expect(onDue.mock.calls).toEqual([['w1']]);
      const { body } = await request(app).get(created.headers.location);
      expect(body).toMatchObject({ state: 'done', done: 2, remaining: 0 });
      await expect(
        knex('deliveries').where({ status: 'pending' }).pluck('id'),
      ).resolves.toEqual(['a', 'b']);
      const list = await request(app).get(paths());
      expect(list.body).toEqual({ items: [body], totalItems: 1, pageInfo: {} });
    });

    it('can be paused, resumed and cancelled', async () => {
      const { app, recoveries } = createApp();
      await addParked(knex, 'a');
      const { body } = await request(app).post(paths());
      const path = `${paths()}/${body.id}`;
      const change = (state: string) =>
        request(app).patch(path).send({ state });

      expect((await change('paused')).body).toMatchObject({ state: 'paused' });
      await recoveries.advance();
      expect(onDue).not.toHaveBeenCalled();
      expect((await change('running')).body).toMatchObject({
        state: 'running',
      });
      expect((await change('cancelled')).body).toMatchObject({
        state: 'cancelled',
        remaining: 0,
      });
      const again = await change('running');
      expect(again.status).toBe(409);
    });

    it.each([
      ['slack', 30],
      ['discord', 15],
      ['dingtalk', 10],
      ['feishu', 50],
      ['wecom', 10],
      ['http', 500],
    ])('go at half of what %s accepts: %i a minute', async (id, perMinute) => {
      const { app } = createApp();
      await platform(id);
      await addParked(knex, 'a');
      const { body } = await request(app).post(paths());
      expect(body.perMinute).toBe(perMinute);
    });

    it('go as fast as asked for, up to what the platform accepts', async () => {
      const { app } = createApp();
      await platform('wecom');
      await addParked(knex, 'a');
      const tooFast = await request(app).post(paths()).send({ perMinute: 21 });
      expect(tooFast.status).toBe(400);
      expect(tooFast.body.error.message).toBe(
        'perMinute: must be at most 20, which is what WeCom accepts',
      );
      const { body } = await request(app).post(paths()).send({ perMinute: 20 });
      expect(body.perMinute).toBe(20);
    });

    it('go on with the others when one fails', async () => {
      const { app, recoveries } = createApp();
      await addWebhook(knex, 'w2');
      for (const webhookId of ['w1', 'w2']) {
        await addParked(knex, `of-${webhookId}`, { webhookId });
        await request(app).post(paths(webhookId)).expect(201);
      }
      await knex('recoveries')
        .where({ webhook_id: 'w1' })
        .update({ filter: 'no JSON' });
      await recoveries.advance();
      expect(onDue.mock.calls).toEqual([['w2']]);
    });

    it('are refused for a disabled webhook, and beside one that has not ended', async () => {
      const { app } = createApp();
      await addParked(knex, 'a');
      const first = await request(app).post(paths());
      expect((await request(app).post(paths())).status).toBe(409);
      await knex('webhooks').update({ enabled: false });
      const path = `${paths()}/${first.body.id}`;
      await request(app).patch(path).send({ state: 'paused' }).expect(200);
      for (const answer of [
        await request(app).patch(path).send({ state: 'running' }),
        await request(app).post(paths()),
      ]) {
        expect(answer.status).toBe(409);
        expect(answer.body.error.message).toMatch(/is disabled; enable it/);
      }
    });

    it.each([
      ['since', { since: 'yesterday' }],
      ['failureClass', { failureClass: 'bad luck' }],
      ['perMinute', { perMinute: 0 }],
      ['colour', { colour: 'red' }],
    ])('refuse what is wrong with %s', async (field, body) => {
      const { app } = createApp();
      const answer = await request(app).post(paths()).send(body);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(new RegExp(`^${field}: `));
      expect(await knex('recoveries')).toEqual([]);
    });

    it('refuse to be declared done', async () => {
      const { app } = createApp();
      const { body } = await request(app).post(paths());
      const path = `${paths()}/${body.id}`;
      await request(app).patch(path).send({ state: 'done' }).expect(400);
    });

    it.each([
      ['post', '/nope/recoveries/preview'],
      ['post', '/nope/recoveries'],
      ['get', '/nope/recoveries'],
      ['get', '/w1/recoveries/nope'],
      ['get', '/w1/recoveries/%00'],
      ['get', '/%00/recoveries'],
      ['patch', '/w1/recoveries/nope'],
    ] as const)('answer 404 to %s %s', async (method, path) => {
      const { app } = createApp();
      const { status, body } = await request(app)
        [method](path)
        .send(method === 'patch' ? { state: 'paused' } : undefined);
      expect(status).toBe(404);
      expect(body.error.name).toBe('NotFoundError');
    });

    it.each([
      ['post', '/any/recoveries/preview', READ],
      ['get', '/any/recoveries', READ],
      ['get', '/any/recoveries/any', READ],
      ['post', '/any/recoveries', REDELIVER],
      ['patch', '/any/recoveries/any', REDELIVER],
    ] as const)('%s %s needs %s', async (method, path, permission) => {
      const { app } = createApp({ denied: [permission] });
      const denied = await request(app)[method](path);
      expect(denied.status).toBe(403);
      expect(denied.body.error.message).toContain(permission);
      const nobody = await request(app)
        [method](path)
        .set('authorization', mockCredentials.none.header());
      expect(nobody.status).toBe(401);
    });

    it.each([
      ['post', '/recoveries/preview'],
      ['get', '/recoveries'],
      ['get', '/recoveries/any'],
      ['post', '/recoveries'],
      ['patch', '/recoveries/any'],
    ] as const)(
      'answer %s %s of a hidden webhook as if there were none',
      async (method, path) => {
        // The webhook is for all clusters.
        const { app } = createApp({
          conditions: condition('HAS_CLUSTER', { clusters: ['prod-*'] }),
        });
        const call = (id: string) =>
          request(app)[method](`/${id}${path}`).send({ state: 'paused' });
        const [hidden, none] = [await call('w1'), await call('none')];
        expect(hidden.status).toBe(404);
        expect(hidden.body.error.message.replaceAll('w1', 'none')).toBe(
          none.body.error.message,
        );
      },
    );
  },
);
