import { TestDatabases } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Projection } from '../changes/Projection';
import { ResourceType, StoredObject } from '../changes/types';
import { NO_NOISE_CONTROL } from '../noise/noNoiseControl.fixture';
import { normalizeFilters } from '../webhooks/filters';
import { sampleEvent } from '../webhooks/sampleEvent';
import { DatabaseWatchStore } from './DatabaseWatchStore';
import { WebhookMatcher } from './WebhookMatcher';
import { DeliveryStore } from './DeliveryStore';
import { WebhookStore } from './WebhookStore';
import { claimAll } from './__testUtils__/claimAll';
import { openTestDatabase } from './__testUtils__/openTestDatabase';

const now = new Date('2026-03-05T10:23:00Z');
const key = { cluster: 'prod-us', resource: 'deployments.apps' };

const object = (uid: string, replicas = 3): StoredObject => ({
  uid,
  namespace: 'team-alpha',
  name: `name-of-${uid}`,
  resourceVersion: '100',
  projection: Projection.of({ 'spec.replicas': replicas }),
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
          retry: 'contract',
          digest: true,
          health: 'unknown',
          createdAt: now,
          updatedAt: now,
          createdBy: 'user:default/olga',
        });
      return {
        knex,
        addWebhook,
        webhooks,
        onDeliveries,
        deliveries: DeliveryStore.create({ knex }),
        watches: DatabaseWatchStore.create({
          knex,
          onDeliveries,
          now: () => now,
          matcher: WebhookMatcher.create({
            ownershipOf: ref => ({
              owners: [`group:default/${ref}`],
              systems: [],
            }),
          }),
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
      const { resourceVersion, objects } = await watches.load(key);
      expect(resourceVersion).toBe('101');
      expect(objects).toEqual([object('uid-0', 5)]);
      expect(objects[0].projection.fields).toEqual({ 'spec.replicas': 5 });
    });

    it('keeps how the resource was served, until a commit says otherwise', async () => {
      const { watches } = await createStores();
      const type: ResourceType = {
        group: 'apps',
        version: 'v1',
        plural: 'deployments',
        kind: 'Deployment',
        namespaced: true,
        scalePath: 'spec.replicas',
      };
      const batch = { ...nothing, key, resourceVersion: '1' };
      await watches.commit(batch);
      await expect(watches.typeOf(key)).resolves.toBeUndefined();

      await watches.commit({ ...batch, type });
      await watches.commit(batch);
      await expect(watches.typeOf(key)).resolves.toEqual(type);

      const upgraded = { ...type, version: 'v2' };
      await watches.commit({ ...batch, type: upgraded });
      await expect(watches.typeOf(key)).resolves.toEqual(upgraded);
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

      const claimed = await claimAll(deliveries, { now });
      expect(claimed.map(d => [d.webhookId, d.event.event])).toEqual([
        ['all', 'scale'],
        ['updates', 'update'],
      ]);
      expect(onDeliveries).toHaveBeenCalledTimes(1);
    });

    it('sees at the next commit that a webhook was added, changed, disabled or deleted', async () => {
      const { watches, deliveries, webhooks, addWebhook } =
        await createStores();
      const arrivals = async (id: string) => {
        await watches.commit({
          ...nothing,
          key,
          resourceVersion: id,
          events: [event(id)],
        });
        return (await deliveries.list('w', {})).totalItems;
      };
      await expect(arrivals('before')).resolves.toBe(0);
      await addWebhook('w');
      await expect(arrivals('added')).resolves.toBe(1);

      const stored = await webhooks.get('w');
      const filters = normalizeFilters({ clusters: ['staging'] });
      await webhooks.update({ ...stored, filters });
      await expect(arrivals('changed')).resolves.toBe(1);

      await webhooks.update(stored);
      await expect(arrivals('changed back')).resolves.toBe(2);
      await webhooks.update({ ...stored, enabled: false });
      await expect(arrivals('disabled')).resolves.toBe(2);
      await webhooks.update(stored);
      await expect(arrivals('enabled')).resolves.toBe(3);

      await webhooks.delete('w');
      await expect(arrivals('deleted')).resolves.toBe(0);
    });

    it('reads the filters again only after a webhook changed', async () => {
      const { watches, knex, addWebhook } = await createStores();
      await addWebhook('w');
      const statements: string[] = [];
      const listener = ({ sql }: { sql: string }) => statements.push(sql);
      knex.on('query', listener);
      const commit = async (id: string) => {
        statements.length = 0;
        await watches.commit({
          ...nothing,
          key,
          resourceVersion: id,
          events: [event(id)],
        });
        // Their noise settings are read every time, by id.
        return statements.filter(sql => /filters.+from .webhooks./.test(sql))
          .length;
      };
      const reads = [await commit('1'), await commit('2')];
      await addWebhook('other');
      reads.push(await commit('3'), await commit('4'));
      knex.removeListener('query', listener);
      expect(reads).toEqual([1, 0, 1, 0]);
    });

    it('delivers by who owns the entities of the object', async () => {
      const { watches, deliveries, webhooks, addWebhook } =
        await createStores();
      await addWebhook('w');
      await webhooks.update({
        ...(await webhooks.get('w')),
        filters: normalizeFilters({ owners: ['web'] }),
      });
      await watches.commit({
        ...nothing,
        key,
        resourceVersion: '1',
        events: [
          event('e1', { entities: ['web'] }),
          event('e2', { entities: ['api'] }),
        ],
      });
      const { items } = await deliveries.list('w', {});
      expect(items.map(it => it.event.id)).toEqual(['e1']);
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
