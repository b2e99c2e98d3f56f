import { TestDatabases } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { NamedAuditRecord } from '../audit/AuditRecord';
import { until } from '../kubernetes/until.fixture';
import { AuditStore } from './AuditStore';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { DatabaseWatchStore } from './DatabaseWatchStore';
import { DeliveryStore } from './DeliveryStore';
import { WebhookStore } from './WebhookStore';
import { claimAll } from './__testUtils__/claimAll';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from './__testUtils__/rows';
import { silenceSessions } from './__testUtils__/silenceSessions';

const TTL_MS = 9_000;
const later = new Date(now.getTime() + TTL_MS + 1);
const leaseMs = 20_000;

/** A SQLite database belongs to one process, so nobody waits for another there. */
const SHARED = TestDatabases.create()
  .eachSupportedId()
  .flat()
  .filter(id => id !== 'SQLITE_3');

(SHARED.length > 0 ? describe : describe.skip).each(SHARED)(
  'a replica that falls silent inside of a transaction, on %s',
  databaseId => {
    async function createStores() {
      const { client } = await openTestDatabase(databaseId);
      // The one of the tests has too few connections for all who fall silent and wait.
      const { connection } = client.config;
      const knex = createKnex({ client: 'pg', connection, pool: { max: 12 } });
      for (const id of ['w1', 'w2', 'w3', 'w4']) await addWebhook(knex, id);
      return {
        knex,
        leases: await DatabaseLeaseStore.create({ knex }),
        deliveries: DeliveryStore.create({ knex }),
        webhooks: WebhookStore.create({ knex }),
        audit: AuditStore.create({ knex }),
        watches: DatabaseWatchStore.create({ knex, onDeliveries: () => {} }),
      };
    }
    type Stores = Awaited<ReturnType<typeof createStores>>;

    const take = (
      { leases }: Stores,
      replica: string,
      cluster: string,
      at = now,
    ) => leases.acquire({ cluster, replica, now: at, ttlMs: TTL_MS });
    const claimDue = ({ deliveries }: Stores, claimId: string) =>
      claimAll(deliveries, { now, leaseMs, claimId });
    const claimOne = async ({ knex, deliveries }: Stores, id: string) => {
      await addDelivery(knex, id, { webhookId: 'w2', dueAt: later });
      return deliveries.claim({ id, now, leaseMs, claimId: `claim-${id}` });
    };
    const complete = (
      { deliveries }: Stores,
      delivery: Awaited<ReturnType<typeof claimOne>>,
    ) =>
      deliveries.complete({
        delivery,
        attempt: { startedAt: now, durationMs: 1, outcome: 'delivered' },
        next: { status: 'delivered' },
        now,
      });
    const tell = ({ audit }: Stores, auditId: string) => {
      const record = { auditId, resource: 'pods', change: 'update' } as const;
      const who = { username: 'alice', actor: 'alice' };
      const when = { startedAt: now.getTime(), endedAt: now.getTime() };
      const named = { ...record, ...who, ...when, namespace: '', name: 'web' };
      return audit.add('prod-us', [named as NamedAuditRecord], now);
    };

    /** Where it falls silent, what it does there, and what another one then cannot wait for. */
    const SCENES: Readonly<
      Record<
        string,
        {
          before: RegExp;
          act(stores: Stores): Promise<() => Promise<unknown>>;
          another(stores: Stores): Promise<() => Promise<unknown>>;
        }
      >
    > = {
      'taking a cluster': {
        before: /^update "watch_leases"/,
        act: async stores => () => take(stores, 'a', 'eu'),
        another: async stores => () => until(() => take(stores, 'b', 'eu')),
      },
      'committing what changed in one': {
        before: /^insert into "watch_cursors"/,
        act: async stores => {
          const { token } = (await take(stores, 'a', 'us'))!;
          return () =>
            stores.watches.commit({
              key: { cluster: 'us', resource: 'pods' },
              leaseToken: token,
              resourceVersion: '1',
              upserts: [],
              deletes: [],
              events: [],
            });
        },
        another: async stores => () =>
          until(() => take(stores, 'b', 'us', later)),
      },
      'claiming deliveries': {
        before: /^update "deliveries" set "claim_id"/,
        act: async stores => {
          await addDelivery(stores.knex, 'd1', { webhookId: 'w1' });
          return () => claimDue(stores, 'a');
        },
        another: async stores => () =>
          until(async () => (await claimDue(stores, 'b')).length === 1),
      },
      'recording an attempt': {
        before: /^update deliveries set\s+status/,
        act: async stores => {
          const delivery = await claimOne(stores, 'd2');
          return () => complete(stores, delivery);
        },
        another: async stores => {
          const delivery = await claimOne(stores, 'd3');
          // A store records one group after the other, and a replica has one of its own.
          const deliveries = DeliveryStore.create(stores);
          return () => complete({ ...stores, deliveries }, delivery);
        },
      },
      'deleting a webhook': {
        before: /^delete from "webhooks"/,
        act: async stores => () => stores.webhooks.delete('w3'),
        another: async stores => () => stores.webhooks.delete('w4'),
      },
      'storing audit records': {
        before: /^insert into "audit_records"/,
        act: async stores => () => tell(stores, 'audit-1'),
        another: async stores => () => tell(stores, 'audit-2'),
      },
    };

    // All at once, as each takes as long as silence is borne.
    it('holds up nobody, and has done nothing when it comes back', async () => {
      const stores = await createStores();
      const scenes = Object.values(SCENES);
      const acts = [];
      const others = [];
      for (const { act, another } of scenes) {
        acts.push(await act(stores));
        others.push(await another(stores));
      }
      const silence = silenceSessions(
        stores.knex,
        scenes.map(({ before }) => before),
      );
      const outcomes = Promise.allSettled(acts.map(act => act()));
      await silence.fallen;

      await Promise.all(others.map(other => other()));

      silence.end();
      expect((await outcomes).map(({ status }) => status)).toEqual(
        scenes.map(() => 'rejected'),
      );
      await stores.knex.destroy();
    });
  },
);
