import {
  TestDatabases,
  mockCredentials,
  mockErrorHandler,
} from '@backstage/backend-test-utils';
import {
  HourStatistics,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { DeliveryStore } from '../database/DeliveryStore';
import { StatisticsStore } from '../database/StatisticsStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addDelivery, addWebhook } from '../database/__testUtils__/rows';
import { builtInPlatforms } from '../platforms';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { accessOf } from './__testUtils__/accessOf';
import { createStatisticsRouter } from './createStatisticsRouter';

const now = new Date('2026-03-05T10:23:00Z');

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'how a webhook does on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      await addWebhook(knex, 'w1');
      await addWebhook(knex, 'w2');
    });

    const appFor = (policy: Parameters<typeof accessOf>[1] = {}) =>
      express()
        .use(documented())
        .use(
          createStatisticsRouter({
            ...accessOf(knex, policy),
            statistics: StatisticsStore.create({ knex }),
            deliveries: DeliveryStore.create({ knex }),
            platforms: PlatformRegistry.create({ platforms: builtInPlatforms }),
            now: () => now,
          }),
        )
        .use(mockErrorHandler());

    const attempts = (...log: object[]) =>
      log
        .map((attempt, i) =>
          JSON.stringify({
            number: i + 1,
            startedAt: now.getTime(),
            durationMs: 100,
            outcome: 'delivered',
            requestBytes: 500,
            ...attempt,
          }),
        )
        .join(',');

    async function add(
      id: string,
      columns: Record<string, unknown>,
      webhookId = 'w1',
    ) {
      await addDelivery(knex, id, { webhookId });
      await knex('deliveries')
        .where({ id })
        .update({ created_at: now.getTime(), ...columns });
    }

    describe('its numbers by the hour', () => {
      const read = (query = '') =>
        request(appFor()).get(`/w1/statistics${query}`);

      it('counts what became of the deliveries that were made in each hour', async () => {
        const status = (value: string) => ({ status: value });
        await add('d1', status('delivered'));
        await add('d2', status('delivered'));
        await add('d3', status('failed'));
        await add('d4', status('pending'));
        await add('foreign', status('failed'), 'w2');
        await add('test', { status: 'failed', test: true });
        await add('before', {
          status: 'failed',
          created_at: Date.parse('2026-03-05T09:59:59Z'),
        });
        await add('too-old', {
          status: 'failed',
          created_at: Date.parse('2026-03-05T08:59:59Z'),
        });
        await knex('held_back').insert([
          held('2026-03-05T10:00:00Z', 'window', 3),
          held('2026-03-05T10:00:00Z', 'rollout', 2),
          held('2026-03-05T08:00:00Z', 'rollout', 9),
        ]);

        const { status: code, body } = await read('?hours=2');
        expect(code).toBe(200);
        expect(body).toEqual({
          truncated: false,
          hours: [
            {
              hour: '2026-03-05T09:00:00.000Z',
              delivered: 0,
              failed: 1,
              pending: 0,
              heldBack: 0,
            },
            {
              hour: '2026-03-05T10:00:00.000Z',
              delivered: 2,
              failed: 1,
              pending: 1,
              heldBack: 5,
            },
          ],
        });
      });

      it('tells how long the last attempts took and how much they sent', async () => {
        await add('d1', {
          status: 'delivered',
          attempt_log: attempts({ durationMs: 9000 }, { durationMs: 100 }),
        });
        await add('d2', {
          status: 'failed',
          attempt_log: attempts({ durationMs: 201, requestBytes: 1001 }),
        });
        // Of an older version.
        await add('d3', {
          status: 'delivered',
          attempt_log: attempts({ durationMs: 2, requestBytes: undefined }),
        });
        const { body } = await read('?hours=1');
        expect(body.hours[0]).toMatchObject({
          durationMs: { average: 101, longest: 201 },
          requestBytes: 751,
        });
      });

      it('reads attempts whatever the receiver answered', async () => {
        await add('d1', {
          status: 'failed',
          attempt_log: attempts({
            responseBody: 'a\0b \ud800 "},{"durationMs":7',
          }),
        });
        const { status, body } = await read('?hours=1');
        expect(status).toBe(200);
        expect(body.hours[0].durationMs).toEqual({
          average: 100,
          longest: 100,
        });
      });

      it('looks back for a day unless it is asked otherwise', async () => {
        const { body } = await read();
        expect(body.hours).toHaveLength(24);
        expect(body.hours[0].hour).toBe('2026-03-04T11:00:00.000Z');
        for (const wrong of ['0', '169', 'x']) {
          await request(appFor())
            .get(`/w1/statistics?hours=${wrong}`)
            .expect(400);
        }
      });

      it('counts as the list of webhooks does, however much there was', async () => {
        const rows = Array.from({ length: 10_001 }, (_, i) => ({
          id: `many-${i}`,
          status: i % 10 === 0 ? 'failed' : 'delivered',
          created_at: now.getTime() - i * 5_000,
          attempt_log: attempts({}),
        }));
        await addDelivery(knex, 'first');
        const { seq, ...first } = await knex('deliveries').first();
        await knex.batchInsert(
          'deliveries',
          rows.map(row => ({ ...first, ...row })),
          25,
        );
        await knex('deliveries').where({ seq }).delete();
        await knex('held_back').insert(
          held('2026-03-05T09:00:00Z', 'window', 4),
        );

        const { body } = await read();
        const { items } = await DeliveryStore.create({ knex }).activity({
          webhookIds: ['w1'],
          now,
        });
        const hours: HourStatistics[] = body.hours;
        expect({
          delivered: hours.map(({ delivered }) => delivered),
          failed: hours.map(({ failed }) => failed),
          heldBack: hours.map(({ heldBack }) => heldBack),
        }).toEqual(items.w1);
        const total = hours.reduce((n, it) => n + it.delivered + it.failed, 0);
        expect(total).toBe(10_001);
        expect(body.truncated).toBe(true);
      });

      it('names the pace of the platform, if it has one', async () => {
        await knex('webhooks')
          .where({ id: 'w1' })
          .update({ platform: 'slack' });
        expect((await read()).body.perMinute).toBe(60);
      });

      it('is for who may read the deliveries', async () => {
        const denied = appFor({ denied: ['webhooks.delivery.read'] });
        const answers = [
          await request(denied).get('/w1/statistics'),
          await request(appFor())
            .get('/w1/statistics')
            .set('Authorization', mockCredentials.none.header()),
          await request(appFor()).get('/nope/statistics'),
        ];
        expect(answers.map(({ status }) => status)).toEqual([403, 401, 404]);
      });

      function held(hour: string, reason: string, count: number) {
        return { webhook_id: 'w1', hour: Date.parse(hour), reason, count };
      }
    });

    describe('what an attempt sent', () => {
      const path = '/w1/deliveries/d1/attempts/1/request';

      async function addAttempt(
        platform: WebhookInput['platform'],
        attempt: object = {},
        webhook: object = {},
      ) {
        await knex('webhooks')
          .where({ id: 'w1' })
          .update({ platform, ...webhook });
        await add('d1', { status: 'failed', attempt_log: attempts(attempt) });
      }

      it('is shown as it was sent, but for what is made of the secret', async () => {
        await addAttempt('http', {}, { has_secret: true });
        const { status, body } = await request(appFor()).get(path);
        expect(status).toBe(200);
        expect(body).toEqual({
          method: 'POST',
          headers: expect.objectContaining({
            'webhook-id': 'd1',
            'webhook-timestamp': String(now.getTime() / 1000),
            'X-KubeVision-Signature': 'sha256=…',
            'webhook-signature': expect.stringMatching(/^v1,…/),
            'user-agent': 'KubeVision-Webhooks',
          }),
          body: expect.stringMatching(/^\{"event":"scale","cluster":"prod-us"/),
        });
      });

      it('shows the plain form where that was sent', async () => {
        await addAttempt('slack', { plainText: true });
        const plain = await request(appFor()).get(path);
        await knex('deliveries').delete();
        await addAttempt('slack');
        const whole = await request(appFor()).get(path);
        const keysOf = ({ body }: { body: { body: string } }) =>
          Object.keys(JSON.parse(body.body));
        expect(keysOf(plain)).not.toContain('attachments');
        expect(keysOf(whole)).toContain('attachments');
      });

      it('names the headers that somebody set to who may change the webhook, without their values', async () => {
        const settings = JSON.stringify({ headers: ['X-Tenant'] });
        await addAttempt('http', {}, { request_settings: settings });
        const forOps = await request(appFor()).get(path);
        expect(forOps.body.headers).toHaveProperty('X-Tenant', '…');
        const forReader = await request(
          appFor({ denied: ['webhooks.webhook.update'] }),
        ).get(path);
        expect(forReader.status).toBe(200);
        expect(forReader.body.headers).not.toHaveProperty('X-Tenant');
      });

      it('is not there where nothing was sent', async () => {
        await addAttempt('http', { requestBytes: undefined });
        const statuses = await Promise.all(
          [
            path,
            path.replace('1/request', '2/request'),
            path.replace('d1', 'd2'),
            path.replace('w1', 'w2'),
          ].map(async it => (await request(appFor()).get(it)).status),
        );
        expect(statuses).toEqual([404, 404, 404, 404]);
      });
    });
  },
);
