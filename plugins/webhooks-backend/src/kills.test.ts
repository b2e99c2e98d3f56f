import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from 'cluster-simulator';
import { Portal } from './__testUtils__/portal/Portal';
import { Gap, report } from './__testUtils__/reconcile/reconcile';
import { DATABASES } from './__testUtils__/testDatabases';
import { WatchedCluster } from './__testUtils__/WatchedCluster';

/** More of them: `FAULT_ROUNDS=200 yarn test:faults`. */
const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 6);
/** What is random is the same for the same seed, as far as processes let it be. */
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const ROUND_MS = 300_000;

/** From its start, a portal reads what it knew, catches up and sends in about so many statements. */
const STATEMENTS = 60;
const LIFE_MS = 1_500;
/** How many deliveries to one receiver are on their way at the same time at most. */
const IN_FLIGHT = 4;
/** Longer than the dead keep what they had claimed. */
const AHEAD_MS = 60_000;

describe(`killed ${ROUNDS} times (FAULT_SEED=${SEED}), each change is sent once`, () => {
  // Side by side: most of the time goes into starting portals.
  it.concurrent.each(DATABASES)(
    'with %s',
    async (engine, createDatabase) => {
      const random = createRandom(SEED);
      const watched = await WatchedCluster.start({
        name: 'prod-us',
        seed: SEED,
        writer: { pauseMs: 50, maxWrites: 50 * ROUNDS },
      });
      const options = { database: createDatabase(), clusters: [watched.entry] };
      const gaps: Gap[] = [];
      /** What was surely told when the history was lost that a later portal needs. */
      let lostAfter: number | undefined;

      let portal = await Portal.start(options);
      Portal.prepare();
      await watched.subscribe(portal);
      watched.writer.start();
      await watched.writer.writes(10);
      await portal.kill();

      for (let round = 1; round <= ROUNDS; round += 1) {
        const diesByItself = random.chance(0.6);
        const losesHistory = !diesByItself && random.chance(0.4);
        const dieAtStatement = random.between(1, STATEMENTS);
        portal = await Portal.start({
          ...options,
          ...(diesByItself && { dieAtStatement }),
        });
        Portal.prepare();
        if (lostAfter !== undefined) {
          await watched.seen(portal);
          if (portal.isRunning) {
            gaps.push({ after: lostAfter, upTo: watched.revision });
            lostAfter = undefined;
          }
        }
        if (diesByItself) {
          await portal.ended;
          continue;
        }
        if (losesHistory) {
          lostAfter = await watched.seen(portal);
        }
        await delay(random.between(0, LIFE_MS));
        await portal.kill();
        if (losesHistory) watched.cluster.incidents.compact();
      }

      await watched.writer.stop();
      portal = await Portal.start({ ...options, clockSkewMs: AHEAD_MS });
      await watched.settle(portal);
      if (lostAfter !== undefined) {
        gaps.push({ after: lostAfter, upTo: watched.revision });
      }
      const found = watched.reconcile(gaps);
      await portal.stop();
      await watched.stop();

      const { journal } = watched;
      expect(report({ ...found, repeated: [] }, journal)).toBe('');
      // One that died between sending and noting it cannot know; the receiver can, by the id.
      expect(found.repeated.length).toBeLessThanOrEqual(
        (ROUNDS + 1) * IN_FLIGHT,
      );
      process.stdout.write(
        `${engine}: ${ROUNDS} kills, ${journal.length} writes, ${watched.told.length} messages, ${found.repeated.length} of them again, ${gaps.length} gaps\n`,
      );
    },
    (ROUNDS + 4) * ROUND_MS,
  );
});
