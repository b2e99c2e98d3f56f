import { TestDatabases } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { NamedAuditRecord } from '../audit/AuditRecord';
import { until } from '../kubernetes/until.fixture';
import { AuditStore } from './AuditStore';
import { DatabaseWatchStore } from './DatabaseWatchStore';
import { DeliveryStore } from './DeliveryStore';
import { attributeNewEvents } from './attributeNewEvents';
import { insertEvents } from './insertEvents';
import { claimAll } from './__testUtils__/claimAll';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addWebhook, event, now } from './__testUtils__/rows';

const key = { cluster: 'prod-us', resource: 'deployments.apps' };
const GRACE_MS = 5_000;

const later = (ms: number) => new Date(now.getTime() + ms);

/** As the object tells of itself: `kubectl` scaled it. */
const scaled = (overrides: Partial<WebhookEvent> = {}) =>
  event({ actor: 'kubectl', ...overrides });

const record = (
  overrides: Partial<NamedAuditRecord> = {},
): NamedAuditRecord => ({
  auditId: 'audit-1',
  resource: 'deployments.apps',
  change: 'update',
  namespace: 'team-alpha',
  name: 'api-server',
  uid: 'uid-1',
  resourceVersion: '7',
  username: 'alice@example.com',
  actor: 'alice',
  actorRef: 'user:default/alice',
  manager: 'kubectl',
  startedAt: now.getTime() - 50,
  endedAt: now.getTime() - 20,
  ...overrides,
});

/** As a record at level Metadata is. */
const metadata = { uid: undefined, resourceVersion: undefined };

/** Whether another transaction waits for this one; on SQLite each does, for the only connection. */
async function isWaiting(tx: Knex.Transaction): Promise<boolean> {
  if (tx.client.config.client !== 'pg') return true;
  const waiting = await tx('pg_locks').where({
    locktype: 'advisory',
    granted: false,
  });
  return waiting.length > 0;
}

describe.each(TestDatabases.create().eachSupportedId())(
  'AuditStore on %s',
  databaseId => {
    async function createStores() {
      const knex = await openTestDatabase(databaseId);
      const onDeliveries = jest.fn();
      await addWebhook(knex, 'w1');
      const watches = DatabaseWatchStore.create({
        knex,
        onDeliveries,
        audit: { clusters: new Set(['prod-us']), graceMs: GRACE_MS },
        now: () => now,
      });
      const deliveries = DeliveryStore.create({ knex });
      return {
        knex,
        audit: AuditStore.create({ knex }),
        deliveries,
        onDeliveries,
        watches,
        commit: (...events: WebhookEvent[]) =>
          watches.commit({
            key,
            resourceVersion: '7',
            upserts: [],
            deletes: [],
            events,
          }),
        claim: (at: Date, claimId = 'c') =>
          claimAll(deliveries, { now: at, claimId }),
        stored: async (id = 'event-1'): Promise<WebhookEvent> =>
          JSON.parse((await knex('events').where({ id }).first()).payload),
      };
    }

    it('lets an event wait for its record, but no longer than the grace', async () => {
      const { commit, claim, onDeliveries } = await createStores();
      await commit(scaled());
      expect(onDeliveries).toHaveBeenCalledTimes(1);
      await expect(claim(later(GRACE_MS - 1))).resolves.toEqual([]);
      const [delivery] = await claim(later(GRACE_MS));
      expect(delivery.event).toMatchObject({
        actor: 'kubectl',
        actorSource: 'field-manager',
      });
    });

    it('sends at once what a record told before', async () => {
      const { audit, commit, claim, stored } = await createStores();
      await expect(audit.add('prod-us', [record()], now)).resolves.toBe(0);
      await commit(scaled());
      const [delivery] = await claim(now);
      const expected = {
        actor: 'alice',
        actorRef: 'user:default/alice',
        actorSource: 'audit',
      };
      expect(delivery.event).toMatchObject(expected);
      await expect(stored()).resolves.toEqual(delivery.event);
    });

    it('sends at once what a record tells during the grace', async () => {
      const { audit, commit, claim, stored } = await createStores();
      await commit(scaled());
      const records = [record({ impersonator: 'admin' })];
      await expect(audit.add('prod-us', records, later(1000))).resolves.toBe(1);
      const [delivery] = await claim(later(1000));
      expect(delivery.event).toEqual({
        ...scaled(),
        actor: 'alice',
        actorRef: 'user:default/alice',
        impersonator: 'admin',
        actorSource: 'audit',
      });
      expect(Object.keys(delivery.event)).toEqual([
        ...Object.keys(scaled()),
        'actorRef',
        'impersonator',
      ]);
      await expect(stored()).resolves.toMatchObject({ actor: 'alice' });
    });

    it('corrects the history, but nothing that is being sent or was sent', async () => {
      const { audit, commit, claim, deliveries, knex, stored } =
        await createStores();
      await addWebhook(knex, 'w2');
      await commit(scaled());
      const [first, second] = await claim(later(GRACE_MS));
      await deliveries.complete({
        delivery: first,
        next: { status: 'delivered' },
        now: later(GRACE_MS),
      });
      await expect(
        audit.add('prod-us', [record()], later(60_000)),
      ).resolves.toBe(0);

      await expect(stored()).resolves.toMatchObject({ actor: 'alice' });
      for (const { webhookId } of [first, second]) {
        const { items } = await deliveries.list(webhookId, {});
        expect(items).toHaveLength(1);
        expect(items[0].event.actor).toBe('kubectl');
      }
      await expect(claim(later(120_000))).resolves.toHaveLength(1);
    });

    it('names in a later attempt whom a record tells after a failed one, and keeps its pause', async () => {
      const { audit, commit, claim, deliveries } = await createStores();
      await commit(scaled());
      const [delivery] = await claim(later(GRACE_MS));
      const retryAt = later(GRACE_MS + 20_000);
      await deliveries.complete({
        delivery,
        attempt: {
          startedAt: later(GRACE_MS),
          durationMs: 1,
          outcome: 'retry',
        },
        next: {
          status: 'pending',
          nextAttemptAt: retryAt.getTime(),
          reason: 'busy',
        },
        now: later(GRACE_MS),
      });
      await expect(
        audit.add('prod-us', [record()], later(GRACE_MS + 1)),
      ).resolves.toBe(0);
      await expect(claim(later(GRACE_MS + 2))).resolves.toEqual([]);
      const [again] = await claim(retryAt);
      expect(again.event.actor).toBe('alice');
    });

    it('takes a probable name away when another record contradicts it', async () => {
      const { audit, commit, claim, stored } = await createStores();
      const own = scaled({ actor: 'unknown', actorSource: 'unknown' });
      await commit(own);
      await audit.add('prod-us', [record(metadata)], now);
      await expect(stored()).resolves.toMatchObject({
        actor: 'alice',
        actorSource: 'audit-probable',
      });
      // Nothing is proven, so it waits for what may still come.
      await expect(claim(later(GRACE_MS - 1))).resolves.toEqual([]);

      const bob = { auditId: 'audit-2', username: 'bob', actor: 'bob' };
      await audit.add('prod-us', [record({ ...metadata, ...bob })], now);
      await expect(stored()).resolves.toEqual(own);
      const [delivery] = await claim(later(GRACE_MS));
      expect(delivery.event).toEqual(own);
    });

    it('names no one when two records fit exactly', async () => {
      const { audit, commit, stored } = await createStores();
      await commit(scaled());
      const bob = { auditId: 'audit-2', username: 'bob', actor: 'bob' };
      await audit.add('prod-us', [record(), record(bob)], now);
      await expect(stored()).resolves.toEqual(scaled());
    });

    it('names whoever deleted a collection with each of its objects, as probable', async () => {
      const { audit, commit, stored } = await createStores();
      const ids = ['a', 'b'];
      await commit(
        ...ids.map(id =>
          scaled({
            id,
            event: 'delete',
            name: id,
            uid: `uid-${id}`,
            actor: 'unknown',
            actorSource: 'unknown',
          }),
        ),
      );
      const collection = { ...metadata, name: undefined };
      await audit.add(
        'prod-us',
        [record({ ...collection, change: 'delete' })],
        now,
      );
      for (const id of ids) {
        await expect(stored(id)).resolves.toMatchObject({
          actor: 'alice',
          actorSource: 'audit-probable',
        });
      }
    });

    it('waits for nothing in a cluster that does not report, nor for what no record can tell', async () => {
      const { commit, watches, claim } = await createStores();
      await commit(scaled({ observed: 'catch-up' }));
      await watches.commit({
        key: { ...key, cluster: 'staging' },
        resourceVersion: '7',
        upserts: [],
        deletes: [],
        events: [scaled({ id: 'event-2', cluster: 'staging' })],
      });
      await expect(claim(now)).resolves.toHaveLength(2);
    });

    it('keeps clusters apart', async () => {
      const { audit, commit, stored } = await createStores();
      await commit(scaled());
      await audit.add('staging', [record()], now);
      await expect(stored()).resolves.toEqual(scaled());
    });

    it('takes a batch twice that was sent twice', async () => {
      const { audit, commit, knex } = await createStores();
      await commit(scaled());
      const batch = [record(), record()];
      await expect(audit.add('prod-us', batch, now)).resolves.toBe(1);
      await expect(audit.add('prod-us', batch, now)).resolves.toBe(0);
      await expect(knex('audit_records')).resolves.toHaveLength(1);
    });

    it('takes large batches', async () => {
      const { audit, commit, stored } = await createStores();
      const ids = Array.from({ length: 1200 }, (_, i) => `e${i}`);
      await commit(
        ...ids.map(id => scaled({ id, uid: `uid-${id}`, name: id })),
      );
      const records = ids.map(id =>
        record({
          auditId: id,
          uid: `uid-${id}`,
          name: id,
          actor: id,
          username: id,
        }),
      );
      await expect(audit.add('prod-us', records, now)).resolves.toBe(1200);
      await expect(stored('e1199')).resolves.toMatchObject({ actor: 'e1199' });
    });

    it('misses no record that comes while its event is being committed', async () => {
      const { audit, knex, stored } = await createStores();
      let isAdded = false;
      const { adding } = await knex.transaction(async tx => {
        await insertEvents(tx, [scaled()], now);
        await attributeNewEvents(tx, {
          audit: { clusters: new Set(['prod-us']), graceMs: GRACE_MS },
          key,
          events: [scaled()],
          now,
        });
        const add = audit.add('prod-us', [record()], now).finally(() => {
          isAdded = true;
        });
        await until(async () => isAdded || (await isWaiting(tx)));
        return { adding: add };
      });
      await adding;
      await expect(stored()).resolves.toMatchObject({ actor: 'alice' });
    });

    it('forgets after an hour', async () => {
      const { audit, commit, knex } = await createStores();
      await commit(scaled());
      await audit.add('prod-us', [record()], now);
      await audit.forgetOld(later(3_600_000));
      await expect(knex('audit_records')).resolves.toHaveLength(1);
      await audit.forgetOld(later(3_600_001));
      await expect(knex('audit_records')).resolves.toEqual([]);
      await expect(knex('attributable_events')).resolves.toEqual([]);
      await expect(knex('events')).resolves.toHaveLength(1);
    });

    it('knows which resources are watched', async () => {
      const { audit, commit } = await createStores();
      await expect(audit.watchedResources('prod-us')).resolves.toEqual(
        new Set(),
      );
      await commit();
      await expect(audit.watchedResources('prod-us')).resolves.toEqual(
        new Set(['deployments.apps']),
      );
    });
  },
);
