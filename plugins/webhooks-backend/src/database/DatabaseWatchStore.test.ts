import { TestDatabases } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { StoredObject } from '../changes/types';
import { NO_NOISE_CONTROL } from '../noise/noNoiseControl.fixture';
import { normalizeFilters } from '../webhooks/filters';
import { sampleEvent } from '../webhooks/sampleEvent';
import { DatabaseWatchStore } from './DatabaseWatchStore';
import { DeliveryStore } from './DeliveryStore';
import { WebhookStore } from './WebhookStore';
import { openTestDatabase } from './__testUtils__/openTestDatabase';

const now = new Date('2026-03-05T10:23:00Z');
const key = { cluster: 'prod-us', resource: 'deployments.apps' };

const object = (uid: string, replicas = 3): StoredObject => ({
  uid,
  namespace: 'team-alpha',
  name: `name-of-${uid}`,
  resourceVersion: '100',
  projection: { 'spec.replicas': replicas },
});

const event = (id: string, overrides: Partial<WebhookEvent> = {}) => ({
  ...sampleEvent({ eventType: 'scale', actor: 'alice', now }),
  id,
  ...overrides,
});

const nothing = { upserts: [], deletes: [], events: [] };

describe.each(TestDatabases.create().eachSupportedId())(
  'DatabaseWatchStore on %s',
  databaseId => {
    async function createStores() {
      const knex = await openTestDatabase(databaseId);
      const onDeliveries = jest.fn();
      const webhooks = WebhookStore.create({ knex });
      const addWebhook = (id: string, filters = {}, enabled = true) =>
        webhooks.insert({
          id,
          name: id,
          platform: 'http',
          maskedUrl: '',
          sealedTarget: '',
          hasSecret: true,
          enabled,
          filters: normalizeFilters(filters),
          noise: NO_NOISE_CONTROL,
          health: 'unknown',
          createdAt: now,
          updatedAt: now,
          createdBy: 'user:default/olga',
        });
      return {
        knex,
        addWebhook,
        onDeliveries,
        deliveries: DeliveryStore.create({ knex }),
        watches: DatabaseWatchStore.create({
          knex,
          onDeliveries,
          now: () => now,
        }),
      };
    }

    it('knows nothing of a resource that was never watched', async () => {
      const { watches } = await createStores();
      await expect(watches.load(key)).resolves.toEqual({
        resourceVersion: undefined,
        objects: [],
      });
    });

    it('keeps the cursor and the objects, over several commits and many objects', async () => {
      const { watches } = await createStores();
      const many = Array.from({ length: 1200 }, (_, i) => object(`uid-${i}`));
      await watches.commit({
        ...nothing,
        key,
        resourceVersion: '100',
        upserts: many,
      });
      await watches.commit({
        ...nothing,
        key,
        resourceVersion: '101',
        upserts: [object('uid-0', 5)],
        deletes: many.slice(1).map(o => o.uid),
      });
      await expect(watches.load(key)).resolves.toEqual({
        resourceVersion: '101',
        objects: [object('uid-0', 5)],
      });
    });

    it('keeps resources and clusters apart, and forgets one of them', async () => {
      const { watches } = await createStores();
      const staging = { ...key, cluster: 'staging' };
      for (const k of [key, staging]) {
        await watches.commit({
          ...nothing,
          key: k,
          resourceVersion: '1',
          upserts: [object('a')],
        });
      }
      await watches.forget(key);
      await expect(watches.keys()).resolves.toEqual([staging]);
      expect((await watches.load(key)).objects).toEqual([]);
      expect((await watches.load(staging)).objects).toHaveLength(1);
    });

    it('makes a delivery for every enabled webhook whose filters match, and wakes the dispatcher', async () => {
      const { watches, deliveries, addWebhook, onDeliveries } =
        await createStores();
      await addWebhook('all');
      await addWebhook('updates', { events: ['update'] });
      await addWebhook('staging', { clusters: ['staging'] });
      await addWebhook('disabled', {}, false);

      await watches.commit({
        ...nothing,
        key,
        resourceVersion: '2',
        events: [event('e1')],
      });

      const claimed = await deliveries.claimDue({
        limit: 10,
        perWebhook: 10,
        now,
        leaseMs: 1000,
        claimId: 'c',
      });
      expect(claimed.map(d => [d.webhookId, d.event.event])).toEqual([
        ['all', 'scale'],
        ['updates', 'update'],
      ]);
      expect(onDeliveries).toHaveBeenCalledTimes(1);
    });

    it('keeps the order of the documented keys in the event of a delivery', async () => {
      const { watches, deliveries, addWebhook } = await createStores();
      await addWebhook('all');
      await watches.commit({
        ...nothing,
        key,
        resourceVersion: '2',
        events: [event('e1')],
      });
      const { items } = await deliveries.list('all', {});
      expect(Object.keys(items[0].event).slice(0, 8)).toEqual([
        'event',
        'cluster',
        'namespace',
        'resource',
        'name',
        'actor',
        'timestamp',
        'detail',
      ]);
    });

    it('delivers a change once that is seen twice', async () => {
      const { watches, deliveries, addWebhook, onDeliveries } =
        await createStores();
      await addWebhook('all');
      const batch = {
        ...nothing,
        key,
        resourceVersion: '2',
        events: [event('e1')],
      };
      await watches.commit(batch);
      await watches.commit({ ...batch, events: [event('e1'), event('e2')] });
      const { items } = await deliveries.list('all', {});
      expect(items.map(d => d.event.id)).toEqual(['e2', 'e1']);
      expect(onDeliveries).toHaveBeenCalledTimes(2);
    });

    it('does not wake the dispatcher when nobody wants the event', async () => {
      const { watches, addWebhook, onDeliveries } = await createStores();
      await addWebhook('staging', { clusters: ['staging'] });
      await watches.commit({
        ...nothing,
        key,
        resourceVersion: '2',
        events: [event('e1')],
      });
      expect(onDeliveries).not.toHaveBeenCalled();
    });

    it('stores nothing of a batch when any part of it fails', async () => {
      const { watches, knex, addWebhook, onDeliveries } = await createStores();
      await addWebhook('all');
      const broken = event('e1', { cluster: null as unknown as string });
      await expect(
        watches.commit({
          key,
          resourceVersion: '2',
          upserts: [object('a')],
          deletes: [],
          events: [event('e0'), broken],
        }),
      ).rejects.toThrow();
      expect(await watches.load(key)).toEqual({
        resourceVersion: undefined,
        objects: [],
      });
      expect(await knex('events')).toEqual([]);
      expect(await knex('deliveries')).toEqual([]);
      expect(onDeliveries).not.toHaveBeenCalled();
    });
  },
);
