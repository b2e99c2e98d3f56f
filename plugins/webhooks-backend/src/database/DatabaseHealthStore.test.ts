import { TestDatabases } from '@backstage/backend-test-utils';
import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { HealthUpdate } from '../kubernetes/health/HealthStore';
import { LeaseLostError } from '../kubernetes/WatchStore';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { openTestDatabase } from './__testUtils__/openTestDatabase';

const now = new Date('2026-03-05T10:23:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const facts = { kinds: ['Pod'], namespaces: ['team-alpha'], notes: ['old'] };
const stall = { since: 1, reason: 'reset', isTold: true };

const info = (resource: string, objects = 7): WatchInfo => ({
  kind: 'Pod',
  apiVersion: 'v1',
  resource,
  state: 'watching',
  gaps: { count: 0, since: now.toISOString() },
  objects,
});

describe.each(TestDatabases.create().eachSupportedId())(
  'the health of watches on %s',
  databaseId => {
    let knex: Knex;
    let store: DatabaseHealthStore;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = DatabaseHealthStore.create({ knex });
    });

    const write = (update: Partial<HealthUpdate>) =>
      store.write({
        cluster: 'prod-us',
        replica: 'a',
        now,
        watches: [],
        forgotten: [],
        ...update,
      });
    const read = async (cluster = 'prod-us') =>
      (await store.read(now)).get(cluster);
    const resources = async () =>
      (await read())?.watches.map(it => it.info.resource).sort();

    it('reads what was written, of all clusters', async () => {
      const pods = { info: info('pods'), stall };
      await write({ facts, watches: [pods] });
      await write({ cluster: 'staging', watches: [{ info: info('nodes') }] });
      expect(await read()).toEqual({
        ...facts,
        isWatched: false,
        watches: [pods],
      });
      expect(await read('staging')).toMatchObject({
        kinds: [],
        watches: [{ info: { resource: 'nodes' } }],
      });
    });

    it('keeps what an update does not speak of', async () => {
      const [nodes, pods] = [info('nodes'), info('pods')];
      await write({ facts, watches: [{ info: nodes, stall }, { info: pods }] });
      await write({ watches: [{ info: info('pods', 8) }] });
      const record = await read();
      expect(record).toMatchObject(facts);
      expect(record?.watches).toHaveLength(2);
      expect(record?.watches).toEqual(
        expect.arrayContaining([
          { info: nodes, stall },
          { info: info('pods', 8) },
        ]),
      );
    });

    it('takes thousands of watches in one update', async () => {
      const names = Array.from({ length: 2_000 }, (_, i) => `kind-${i}`);
      await write({ watches: names.map(name => ({ info: info(name) })) });
      expect(await resources()).toEqual([...names].sort());
      await write({ forgotten: names.slice(1) });
      expect(await resources()).toEqual(['kind-0']);
    });

    it('says whether somebody watches the cluster, by its lease', async () => {
      const leases = await DatabaseLeaseStore.create({ knex });
      const replica = { cluster: 'prod-us', replica: 'a', ttlMs: 9_000 };
      await leases.acquire({ ...replica, now });
      expect(await read()).toMatchObject({ isWatched: true, watches: [] });
      await write({ facts });
      const after = await store.read(later(9_001));
      expect(after.get('prod-us')?.isWatched).toBe(false);
    });

    it('takes nothing from a replica that lost the cluster', async () => {
      const leases = await DatabaseLeaseStore.create({ knex });
      const take = (replica: string, at: Date) =>
        leases.acquire({ cluster: 'prod-us', replica, now: at, ttlMs: 9_000 });
      const old = await take('a', now);
      await take('b', later(10_000));
      const update = { leaseToken: old?.token, facts, watches: [] };
      await expect(write(update)).rejects.toThrow(LeaseLostError);
      expect((await read())?.kinds).toEqual([]);
    });

    it('forgets clusters that are gone, after a while', async () => {
      const watches = [{ info: info('pods') }];
      await write({ facts, watches });
      await write({ cluster: 'gone', facts, watches });
      await store.forgetOthers(['prod-us'], now);
      expect(await read('gone')).toBeDefined();
      await store.forgetOthers(['prod-us'], later(1));
      expect(await read('gone')).toBeUndefined();
      expect(await resources()).toEqual(['pods']);
    });
  },
);
