import { Leases } from './__testUtils__/Leases';
import { Portal } from './__testUtils__/portal/Portal';
import { PortalDatabase } from './__testUtils__/portal/PortalOptions';
import { report } from './__testUtils__/reconcile/reconcile';
import { DATABASES } from './__testUtils__/testDatabases';
import { WatchedCluster } from './__testUtils__/WatchedCluster';
import { WRITTEN_KINDS } from './__testUtils__/Writer';
import { until } from './kubernetes/until.fixture';

/** In each, one replica is killed, one frozen and one stopped. More: `FAULT_ROUNDS=200 yarn test:faults`. */
const ROUNDS = Math.ceil(Number(process.env.FAULT_ROUNDS ?? 1) / 20);
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const ROUND_MS = 300_000;

const CLUSTERS = ['ap', 'eu', 'sa', 'us'];
const MINUTE_MS = 60_000;
/** By how much the clocks of the replicas are ahead, in the order of their start. */
const SKEWS_MS = [MINUTE_MS, 0, -MINUTE_MS];
const CRASH_TAKEOVER_MS = 15_000;
/** Sooner than any lease runs out, so that it can only have been handed over; twice 2 s on an idle machine. */
const STOP_TAKEOVER_MS = 8_000;
/** How many deliveries of one webhook a replica sends at the same time. */
const IN_FLIGHT = 4;
const WRITE_PAUSE_MS = 100;
/** Longer than deliveries are claimed for. */
const LONG_FREEZE_WRITES = 25_000 / WRITE_PAUSE_MS;

/** A portal, and the name by which the database knows it. */
interface Replica {
  readonly portal: Portal;
  readonly id: string;
}

/** A SQLite database belongs to one process. */
const shared = DATABASES.filter(([name]) => name !== 'SQLite');

(shared.length > 0 ? describe.each(shared) : describe.skip.each([['', null!]]))(
  `replicas on one %s, whose clocks differ by minutes (FAULT_SEED=${SEED})`,
  (_, createDatabase: () => PortalDatabase) => {
    const clusters: WatchedCluster[] = [];
    const running: Replica[] = [];
    const joined = new Set<string>();
    let database: PortalDatabase;
    let leases: Leases;

    async function start(): Promise<Portal> {
      const portal = await Portal.start({
        database,
        clusters: clusters.map(({ entry }) => entry),
        clockSkewMs: SKEWS_MS[joined.size % SKEWS_MS.length],
      });
      const id = await until(async () =>
        (await leases.replicas()).find(it => !joined.has(it)),
      );
      joined.add(id);
      running.push({ portal, id });
      return portal;
    }

    /** The one that watches most. */
    async function busiest(): Promise<Replica> {
      const held = await leases.held();
      const count = ({ id }: Replica) => held.get(id)?.length ?? 0;
      return [...running].sort((a, b) => count(b) - count(a))[0];
    }

    /** As `spread`, and each kind of each cluster is watched once. */
    async function settled(counts: readonly number[]): Promise<void> {
      await leases.spread(counts);
      await until(() =>
        clusters.every(
          ({ cluster }) => cluster.openWatches === WRITTEN_KINDS.length,
        ),
      );
    }

    const writes = (count: number) =>
      Promise.all(clusters.map(({ writer }) => writer.writes(count)));

    async function crash(): Promise<number> {
      const replica = await busiest();
      Portal.prepare();
      running.splice(running.indexOf(replica), 1);
      return leases.takeover(replica.id, () => replica.portal.kill());
    }

    async function freeze(frozenWrites: number): Promise<number> {
      const replica = await busiest();
      const took = await leases.takeover(replica.id, () =>
        replica.portal.freeze(),
      );
      await writes(frozenWrites);
      replica.portal.thaw();
      return took;
    }

    async function stop(): Promise<number> {
      const replica = await busiest();
      Portal.prepare();
      running.splice(running.indexOf(replica), 1);
      let ended: Promise<void> | undefined;
      const took = await leases.takeover(replica.id, () => {
        ended = replica.portal.stop();
      });
      await ended;
      return took;
    }

    beforeAll(async () => {
      Portal.prepare();
      database = createDatabase();
      leases = Leases.open(database);
      for (const [i, name] of CLUSTERS.entries()) {
        const writer = { pauseMs: WRITE_PAUSE_MS, maxWrites: 1000 * ROUNDS };
        clusters.push(
          await WatchedCluster.start({ name, seed: SEED + i, writer }),
        );
      }
    });

    afterAll(async () => {
      await leases?.close();
      await Promise.all(running.map(({ portal }) => portal.stop()));
      await Promise.all(clusters.map(it => it.stop()));
    });

    it(
      'share the clusters, take over from one another, and send each change once',
      async () => {
        const took: Record<string, number[]> = {
          crash: [],
          freeze: [],
          stop: [],
        };
        const first = await start();
        Portal.prepare();
        Portal.prepare();
        for (const watched of clusters) await watched.subscribe(first);
        for (const { writer } of clusters) writer.start();
        await start();
        await start();

        for (let round = 0; round < ROUNDS; round += 1) {
          await settled([2, 1, 1]);
          took.crash.push(await crash());
          await settled([2, 2]);

          await start();
          await settled([2, 1, 1]);
          took.freeze.push(await freeze(round % 2 ? LONG_FREEZE_WRITES : 5));
          await settled([2, 1, 1]);

          took.stop.push(await stop());
          await settled([2, 2]);
          if (round < ROUNDS - 1) await start();
        }
        await writes(5);

        const counts = { writes: 0, messages: 0, again: 0 };
        for (const watched of clusters) {
          await watched.writer.stop();
          await watched.settle(running[0].portal);
          const { journal, told } = watched;
          const found = watched.reconcile();
          counts.writes += journal.length;
          counts.messages += told.length;
          counts.again += found.repeated.length;
          expect(report({ ...found, repeated: [] }, journal)).toBe('');
          // Whoever dies, or stands still, between sending and noting it cannot know.
          expect(found.repeated.length).toBeLessThanOrEqual(
            2 * ROUNDS * IN_FLIGHT,
          );
        }
        process.stdout.write(
          `replicas: ${ROUNDS} rounds, ${JSON.stringify(
            counts,
          )}; milliseconds to take over after a ${JSON.stringify(took)}\n`,
        );
        expect(Math.max(...took.crash)).toBeLessThan(CRASH_TAKEOVER_MS);
        expect(Math.max(...took.freeze)).toBeLessThan(CRASH_TAKEOVER_MS);
        expect(Math.max(...took.stop)).toBeLessThan(STOP_TAKEOVER_MS);
      },
      (ROUNDS + 1) * ROUND_MS,
    );
  },
);
