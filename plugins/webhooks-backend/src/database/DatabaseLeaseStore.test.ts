import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LeaseKeeper, Share } from '../kubernetes/LeaseKeeper';
import { LeaseLostError } from '../kubernetes/WatchStore';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { DatabaseWatchStore } from './DatabaseWatchStore';
import { openTestDatabase } from './__testUtils__/openTestDatabase';

const TTL_MS = 9_000;
const CLUSTERS = ['ap', 'eu', 'sa', 'us'];

describe.each(TestDatabases.create().eachSupportedId())(
  'leases on %s',
  databaseId => {
    let knex: Knex;
    let store: DatabaseLeaseStore;
    let now: number;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = await DatabaseLeaseStore.create({ knex });
      now = Date.parse('2026-03-05T10:23:00Z');
    });

    const replica = (name: string) =>
      LeaseKeeper.create({
        store,
        replica: name,
        now: () => new Date(now),
        ttlMs: TTL_MS,
      });
    const names = ({ held }: Share) => held.map(({ cluster }) => cluster);
    /** A few rounds, as they would go on for ever. */
    async function settle(...keepers: LeaseKeeper[]): Promise<string[][]> {
      let shares: Share[] = [];
      for (let round = 0; round < 3; round += 1) {
        shares = [];
        for (const keeper of keepers) {
          const share = await keeper.keep(CLUSTERS);
          await keeper.release(share.surplus);
          shares.push(share);
        }
        now += 2_000;
      }
      return shares.map(names);
    }

    it('one replica alone takes everything', async () => {
      expect(await settle(replica('a'))).toEqual([CLUSTERS]);
    });

    it('three share evenly, and each cluster is held once', async () => {
      const a = replica('a');
      await settle(a);
      const shares = await settle(a, replica('b'), replica('c'));
      expect(shares.map(({ length }) => length)).toEqual([2, 1, 1]);
      expect(shares.flat().sort()).toEqual(CLUSTERS);
    });

    it('a crashed one loses its clusters within the life of a lease', async () => {
      const [a, b] = [replica('a'), replica('b')];
      await settle(a, b);
      now += TTL_MS - 3_000;
      expect(names(await b.keep(CLUSTERS))).toHaveLength(2);
      now += 3_000;
      expect(names(await b.keep(CLUSTERS)).sort()).toEqual(CLUSTERS);
    });

    it('one that leaves hands over at once', async () => {
      const [a, b] = [replica('a'), replica('b')];
      await settle(a, b);
      await a.leave((await a.keep(CLUSTERS)).held);
      expect(names(await b.keep(CLUSTERS)).sort()).toEqual(CLUSTERS);
    });

    it('a cluster that is not there any more is given back', async () => {
      const a = replica('a');
      await settle(a);
      const share = await a.keep(['eu']);
      expect(names(share)).toEqual(['eu']);
      expect(share.surplus).toHaveLength(3);
    });

    it('whoever was taken over commits nothing any more', async () => {
      const watches = DatabaseWatchStore.create({
        knex,
        onDeliveries: () => {},
      });
      const commit = (
        leaseToken: number | undefined,
        resourceVersion: string,
      ) =>
        watches.commit({
          key: { cluster: 'eu', resource: 'pods' },
          leaseToken,
          resourceVersion,
          upserts: [],
          deletes: [],
          events: [],
        });
      const [frozen] = (await replica('a').keep(['eu'])).held;
      await commit(frozen.token, '1');

      now += TTL_MS + 1;
      const [taken] = (await replica('b').keep(['eu'])).held;
      expect(taken.token).toBeGreaterThan(frozen.token!);
      await commit(taken.token, '2');
      await expect(commit(frozen.token, '3')).rejects.toThrow(LeaseLostError);

      const key = { cluster: 'eu', resource: 'pods' };
      expect((await watches.load(key)).resourceVersion).toBe('2');
      // Nor does it get it back by renewing, or take it from the other by releasing.
      expect(names(await replica('a').keep(['eu']))).toEqual([]);
      await store.release(frozen);
      expect(names(await replica('b').keep(['eu']))).toEqual(['eu']);
    });

    it('two that take at the same moment do not both get it', async () => {
      const takers = ['a', 'b', 'c', 'd', 'e'].map(name =>
        store.acquire({
          cluster: 'eu',
          replica: name,
          now: new Date(now),
          ttlMs: TTL_MS,
        }),
      );
      const leases = (await Promise.all(takers)).filter(Boolean);
      expect(leases).toHaveLength(1);
    });
  },
);
