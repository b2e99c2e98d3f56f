import { TestDatabases, mockErrorHandler } from '@backstage/backend-test-utils';
import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { checkAnswers } from '../__testUtils__/openapi/checkAnswers';
import { DeliveryStore } from '../database/DeliveryStore';
import { EventHistory } from '../database/EventHistory';
import { WebhookStore } from '../database/WebhookStore';
import { openTestDatabase } from '../database/__testUtils__/openTestDatabase';
import {
  addDelivery,
  addWebhook,
  event,
  now,
} from '../database/__testUtils__/rows';
import { insertEvents } from '../database/insertEvents';
import { RecentEventsService } from '../webhooks/RecentEventsService';
import { normalizeFilters } from '../webhooks/filters';
import { accessOf, condition } from './__testUtils__/accessOf';
import { createRecentEventsRouter } from './createRecentEventsRouter';

const OWNED = { owners: ['group:default/platform'], systems: [] };

const documented = checkAnswers();

describe.each(TestDatabases.create().eachSupportedId())(
  'routes of events on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
    });

    function get(path: string, policy: Parameters<typeof accessOf>[1] = {}) {
      const app = express()
        .use(documented('/events'))
        .use(
          createRecentEventsRouter({
            ...accessOf(knex, policy),
            service: RecentEventsService.create({
              events: EventHistory.create({ knex }),
              store: WebhookStore.create({ knex }),
              deliveries: DeliveryStore.create({ knex }),
              ownershipOf: () => OWNED,
            }),
          }),
        )
        .use(mockErrorHandler());
      return request(app).get(path);
    }

    const add = (...events: Parameters<typeof event>[0][]) =>
      knex.transaction(tx =>
        insertEvents(
          tx,
          events.map(changes => event(changes)),
          now,
        ),
      );
    const ids = ({ body }: { body: { items: { id: string }[] } }) =>
      body.items.map(({ id }) => id);

    it('lists the newest first, by cursor', async () => {
      await add({ id: 'a' }, { id: 'b' }, { id: 'c' });
      const first = await get('/recent?limit=2');
      expect(ids(first)).toEqual(['c', 'b']);
      const { nextCursor } = first.body.pageInfo;
      const second = await get(`/recent?limit=2&cursor=${nextCursor}`);
      expect(ids(second)).toEqual(['a']);
      expect(second.body.pageInfo).toEqual({});
    });

    it.each([
      ['cluster=staging', ['other']],
      ['namespace=team-beta', ['other']],
      ['event=delete', ['other']],
      // What is a scale is one here, so that one can be told from the other.
      ['event=update', []],
      ['severity=critical', ['other']],
      ['resource=Pod', ['other']],
      ['resource=Deployment&cluster=prod-us', ['scaled']],
      ['resource=Watch', ['watch']],
      ['entity=component:default/shop', ['other']],
      ['entity=Component:default/Shop', ['other']],
      ['', ['watch', 'other', 'scaled']],
    ])('filters by %s', async (query, expected) => {
      await add(
        { id: 'scaled' },
        {
          id: 'other',
          event: 'delete',
          cluster: 'staging',
          namespace: 'team-beta',
          resource: 'Pod',
          apiVersion: 'v1',
          severity: 'critical',
          entities: ['component:default/shop'],
        },
        {
          id: 'watch',
          event: 'create',
          namespace: '',
          resource: 'Watch',
          apiVersion: 'webhooks.kubevision.io/v1',
        },
      );
      expect(ids(await get(`/recent?${query}`))).toEqual(expected);
    });

    it.each([
      'cursor=nonsense',
      'cursor=YWJj',
      'limit=0',
      'event=explode',
      'entity=shop',
    ])('refuses %s', async query => {
      const { status, body } = await get(`/recent?${query}`);
      expect(status).toBe(400);
      expect(body.error.message).toMatch(/^(cursor|limit|event|entity): /);
    });

    const addFiltered = async (id: string, filters: WebhookFilters) => {
      await addWebhook(knex, id);
      await knex('webhooks')
        .where({ id })
        .update({ filters: JSON.stringify(normalizeFilters(filters)) });
    };

    describe('the webhooks of an entity', () => {
      const path = '/recent/webhooks?entity=component:default/api-server';

      it('are those that want its changes, and those that ask for its owner', async () => {
        await addFiltered('all', {});
        await addFiltered('elsewhere', { clusters: ['staging'] });
        await addFiltered('owner', {
          owners: ['platform'],
          events: ['delete'],
        });
        await addFiltered('others', { owners: ['somebody'] });
        await addFiltered('one', { names: ['api-server'] });
        await knex('webhooks')
          .where({ id: 'all' })
          .update({ health: 'failing', health_reason: 'It is away' });
        await add(
          { id: 'a' },
          { id: 'b', name: 'api-server-canary' },
          { id: 'c', entities: ['component:default/web'] },
        );

        const { body } = await get(path);
        expect(body).toEqual({
          events: 2,
          items: [
            {
              webhook: {
                id: 'all',
                name: 'all',
                platform: 'http',
                enabled: true,
                health: 'failing',
                healthReason: 'It is away',
              },
              matches: 2,
              named: false,
            },
            expect.objectContaining({ matches: 1, named: false }),
            expect.objectContaining({
              webhook: expect.objectContaining({ id: 'owner' }),
              matches: 0,
              named: true,
            }),
          ],
        });
      });

      it('say who disabled them, and why', async () => {
        await addFiltered('all', {});
        await knex('webhooks')
          .where({ id: 'all' })
          .update({ enabled: false, disabled_reason: 'It is gone' });
        await add({ id: 'a' });
        const { body } = await get(path);
        expect(body.items).toMatchObject([
          { webhook: { disabledBy: 'plugin', disabledReason: 'It is gone' } },
        ]);
      });

      it('are only those that the caller may read', async () => {
        await addFiltered('all', {});
        await addFiltered('shop', { namespaces: ['shop'] });
        await add({ id: 'a', namespace: 'shop' }, { id: 'b' });
        const { body } = await get(path, {
          conditions: condition('HAS_NAMESPACE', { namespaces: ['shop'] }),
        });
        expect(body).toEqual({
          events: 1,
          items: [
            expect.objectContaining({
              webhook: expect.objectContaining({ id: 'shop' }),
            }),
          ],
        });
        const denied = { denied: ['webhooks.webhook.read'] };
        expect((await get(path, denied)).status).toBe(403);
      });

      it('need an entity', async () => {
        expect((await get('/recent/webhooks')).status).toBe(400);
      });
    });

    it('explains which webhooks want an event, and which filters keep it from the others', async () => {
      await addFiltered('a-elsewhere', {
        clusters: ['staging'],
        events: ['delete'],
      });
      await addFiltered('b-owned', { owners: ['platform'] });
      await addFiltered('c-off', {});
      await knex('webhooks').where({ id: 'c-off' }).update({ enabled: false });
      await add({ id: 'e1' });
      await addDelivery(knex, 'd1', { webhookId: 'b-owned' });
      await knex('deliveries').update({ event_id: 'e1' });

      const { body } = await get('/e1/explain');
      expect(body.event.id).toBe('e1');
      expect(body.items).toEqual([
        {
          webhook: {
            id: 'b-owned',
            name: 'b-owned',
            platform: 'http',
            enabled: true,
          },
          matches: true,
          failed: [],
          deliveries: [
            { id: 'd1', status: 'pending', createdAt: now.toISOString() },
          ],
        },
        expect.objectContaining({
          webhook: expect.objectContaining({ id: 'c-off', enabled: false }),
          matches: true,
          deliveries: [],
        }),
        expect.objectContaining({
          webhook: expect.objectContaining({ id: 'a-elsewhere' }),
          matches: false,
          failed: ['events', 'clusters'],
        }),
      ]);
    });

    describe('under conditions', () => {
      const limited = {
        conditions: condition('HAS_NAMESPACE', { namespaces: ['payments'] }),
      };

      beforeEach(() =>
        add(
          { id: 'own', namespace: 'payments' },
          { id: 'others', namespace: 'shop' },
          { id: 'node', namespace: '', resource: 'Node', apiVersion: 'v1' },
        ),
      );

      it('lists the events that go with the webhooks that the caller may read', async () => {
        const seen = await get('/recent?limit=1', limited);
        expect(ids(seen)).toEqual(['own']);
        expect(seen.body.pageInfo).toEqual({});
        expect((await get('/others/explain', limited)).status).toBe(404);
        expect((await get('/node/explain', limited)).status).toBe(404);
      });

      it('explains by the webhooks, and with the deliveries, that the caller may read', async () => {
        await addWebhook(knex, 'all');
        await addWebhook(knex, 'payments');
        await knex('webhooks')
          .where({ id: 'payments' })
          .update({
            filters: JSON.stringify(
              normalizeFilters({ namespaces: ['payments'] }),
            ),
          });
        await addDelivery(knex, 'd1', { webhookId: 'payments' });
        await knex('deliveries').update({ event_id: 'own' });

        const { body } = await get('/own/explain', limited);
        expect(body.items).toEqual([
          expect.objectContaining({
            webhook: expect.objectContaining({ id: 'payments' }),
            deliveries: [expect.objectContaining({ id: 'd1' })],
          }),
        ]);
        const noHistory = await get('/own/explain', {
          ...limited,
          denied: ['webhooks.delivery.read'],
        });
        expect(noHistory.body.items[0].deliveries).toEqual([]);
      });
    });

    it('knows no event that is not there', async () => {
      expect((await get('/gone/explain')).status).toBe(404);
      expect((await get('/a%00b/explain')).status).toBe(404);
    });
  },
);
