import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from 'cluster-simulator';
import { DeliveryScene } from './__testUtils__/delivery/DeliveryScene';
import {
  expectReconciled,
  printSummaries,
} from './__testUtils__/delivery/expectReconciled';
import { Portal } from './__testUtils__/portal/Portal';
import { DATABASES } from './__testUtils__/testDatabases';

/** More of them: `FAULT_ROUNDS=200 yarn test:faults`. */
const KILLS = Math.ceil(Number(process.env.FAULT_ROUNDS ?? 30) / 10);
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const ROUND_MS = 300_000;
/** A portal catches up, and sends some of what waits, in about so many statements. */
const STATEMENTS = 120;
const LIFE_MS = 3_000;
const WRITES = 8;
const WRITES_PER_KILL = 20;

const WEBHOOKS = {
  'answers are lost': {
    misbehaviour: [
      'accepts late',
      'resets after it took the message',
      'breaks off in the middle of its answer',
    ],
  },
  'messages are refused': {
    misbehaviour: [
      'accepts late',
      'has a problem (500)',
      'resets without taking the message',
      'does not understand (400)',
    ],
  },
} as const;

describe(`portals killed ${KILLS} times while receivers misbehave (FAULT_SEED=${SEED})`, () => {
  const scenes: DeliveryScene[] = [];
  afterAll(async () => {
    await Promise.all(scenes.map(scene => scene.stop()));
  });

  it.concurrent.each(DATABASES)(
    'with %s, lose no delivery',
    async (engine, createDatabase) => {
      const random = createRandom(SEED);
      const scene = await DeliveryScene.start({
        database: createDatabase(),
        seed: SEED,
        webhooks: WEBHOOKS,
        maxWrites: WRITES_PER_KILL * KILLS,
        pauseMs: 150,
      });
      scenes.push(scene);
      const { portalOptions, watched } = scene;
      let portal = await Portal.start(portalOptions);
      Portal.prepare();
      await scene.subscribe(portal);
      watched.writer.start();
      await watched.writer.writes(WRITES);
      await portal.kill();
      await scene.noteClaims();

      for (let kill = 2; kill <= KILLS; kill += 1) {
        const diesByItself = random.chance(0.6);
        const dieAtStatement = random.between(1, STATEMENTS);
        const lifeMs = random.between(0, LIFE_MS);
        portal = await Portal.start({
          ...portalOptions,
          ...(diesByItself && { dieAtStatement }),
        });
        Portal.prepare();
        if (diesByItself) await portal.ended;
        await delay(diesByItself ? 0 : lifeMs);
        await portal.kill();
        await scene.noteClaims();
      }

      await watched.writer.stop();
      portal = await Portal.start(portalOptions);
      await scene.recover(portal);
      const summaries = await scene.reconcile();
      await portal.stop();

      printSummaries(`kills, ${engine}, ${KILLS} times`, summaries);
      expectReconciled(summaries);
    },
    (KILLS + 4) * ROUND_MS,
  );
});
