import { TestDatabases, mockErrorHandler } from '@backstage/backend-test-utils';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from '../database/__testUtils__/rows';
import { countHeldBack } from '../database/heldBack';
import { accessOf, condition } from './__testUtils__/accessOf';
import { createActivityRouter } from './createActivityRouter';

const HOUR_MS = 3_600_000;
const ago = (ms: number) => new Date(now.getTime() - ms);

/** Hours in which nothing happened, but for those that are given. */
const hours = (counts: Record<number, number> = {}) =>
  Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'the route of activity on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      await addWebhook(knex, 'w1');
      await addWebhook(knex, 'w2');
    });

    function get(ids: string, policy: Parameters<typeof accessOf>[1] = {}) {
      const app = express()
        .use(documented('/activity'))
        .use(
          createActivityRouter({
            ...accessOf(knex, policy),
            store: WebhookStore.create({ knex }),
            deliveries: DeliveryStore.create({ knex }),
            now: () => now,
          }),
        )
        .use(mockErrorHandler());
      return request(app).get(`/?ids=${ids}`);
    }

    let added = 0;
    async function add(
      status: string,
      at: Date,
      { webhookId = 'w1', test = false } = {},
    ) {
      const id = `d${(added += 1)}`;
      await addDelivery(knex, id, { webhookId });
      await knex('deliveries')
        .where({ id })
        .update({ status, test, created_at: at.getTime() });
    }

    it('counts by the hour what arrived, what failed and what was held back', async () => {
      await add('delivered', now);
      await add('delivered', ago(20 * 60_000));
      await add('failed', ago(HOUR_MS));
      await add('delivered', ago(HOUR_MS), { webhookId: 'w2' });
      await knex.transaction(async tx => {
        const count = { webhookId: 'w1', count: 3 };
        await countHeldBack(tx, [{ ...count, reason: 'window' }], now);
        await countHeldBack(tx, [{ ...count, reason: 'rollout' }], now);
      });

      const { body } = await get('w1,w2');
      expect(body).toEqual({
        from: '2026-03-04T11:00:00.000Z',
        items: {
          w1: {
            delivered: hours({ 23: 2 }),
            failed: hours({ 22: 1 }),
            heldBack: hours({ 23: 6 }),
          },
          w2: {
            delivered: hours({ 22: 1 }),
            failed: hours(),
            heldBack: hours(),
          },
        },
      });
    });

    it('counts no test, nothing that is on its way and nothing older than a day', async () => {
      await add('delivered', now, { test: true });
      await add('pending', now);
      await add('delivered', ago(24 * HOUR_MS));
      await add('delivered', ago(23 * HOUR_MS));

      const { body } = await get('w1,w2');
      expect(body.items).toEqual({
        w1: { delivered: hours({ 0: 1 }), failed: hours(), heldBack: hours() },
      });
    });

    it('tells of no webhook whose deliveries the caller may not read', async () => {
      await add('delivered', now);
      await add('delivered', now, { webhookId: 'w2' });
      await knex('webhooks').where({ id: 'w2' }).update({ platform: 'slack' });
      const limited = condition('HAS_PLATFORM', { platforms: ['slack'] });
      const { body } = await get('w1,w2', { conditions: limited });
      expect(Object.keys(body.items)).toEqual(['w2']);

      const denied = await get('w1', { denied: ['webhooks.delivery.read'] });
      expect(denied.status).toBe(403);
    });

    it('knows nothing of webhooks that are not there', async () => {
      expect((await get('gone')).body.items).toEqual({});
    });

    it.each(['', 'a%00b', Array.from({ length: 101 }, (_, i) => i).join(',')])(
      'refuses the ids %j',
      async ids => {
        const { status, body } = await get(ids);
        expect(status).toBe(400);
        expect(body.error.message).toMatch(/^ids/);
      },
    );

    it('reads an index, and no delivery', async () => {
      const statements: { sql: string; bindings: string[] }[] = [];
      knex.on('query', statement => statements.push(statement));
      await DeliveryStore.create({ knex }).activity({
        webhookIds: ['w1', 'w2'],
        now,
      });
      knex.removeAllListeners('query');
      const { sql, bindings } = statements.find(statement =>
        /from .deliveries/.test(statement.sql),
      )!;
      const plan = await knex.transaction(async tx => {
        const isPostgres = tx.client.config.client === 'pg';
        // So few rows are read as a whole, unless that is forbidden.
        if (isPostgres) await tx.raw('set local enable_seqscan = off');
        const explain = isPostgres ? 'explain' : 'explain query plan';
        const statement = `${explain} ${sql.replace(/\$\d+/g, '?')}`;
        return JSON.stringify(await tx.raw(statement, bindings));
      });
      expect(plan).toContain('deliveries_activity_idx');
    });
  },
);
