import { setTimeout as delay } from 'node:timers/promises';
import { until } from './kubernetes/until.fixture';
import {
  DeliveryScene,
  IN_FLIGHT,
} from './__testUtils__/delivery/DeliveryScene';
import {
  expectReconciled,
  printSummaries,
} from './__testUtils__/delivery/expectReconciled';
import { PostgresServer } from './__testUtils__/delivery/PostgresServer';
import { Portal } from './__testUtils__/portal/Portal';
import { DATABASES } from './__testUtils__/testDatabases';

const ROUNDS = Math.ceil(Number(process.env.FAULT_ROUNDS ?? 1) / 20);
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const ROUND_MS = 300_000;
/** Longer than claims are held for, in the long form. */
const AWAY_MS = process.env.FAULT_ROUNDS === undefined ? 3_000 : 30_000;
const WRITES = 15;

const WEBHOOKS = {
  'answers are late or lost': {
    misbehaviour: ['accepts late', 'resets after it took the message'],
  },
  'messages are refused': {
    misbehaviour: ['accepts late', 'has a problem (500)'],
  },
} as const;

const hasPostgres = DATABASES.some(([name]) => name === 'PostgreSQL');

(hasPostgres ? describe : describe.skip)(
  `a PostgreSQL that goes away (FAULT_SEED=${SEED})`,
  () => {
    let postgres: PostgresServer;
    let scene: DeliveryScene;
    afterAll(async () => {
      await scene?.stop();
      await postgres?.stop();
    });

    it(
      'loses no delivery, restarted or stopped for a while, and nothing has to be started again',
      async () => {
        Portal.prepare();
        postgres = await PostgresServer.start();
        scene = await DeliveryScene.start({
          database: postgres.database,
          seed: SEED,
          webhooks: WEBHOOKS,
          maxWrites: Infinity,
          pauseMs: 150,
        });
        const portal = await Portal.start(scene.portalOptions);
        await scene.subscribe(portal);
        const { writer } = scene.watched;
        const isSending = () => scene.open > 0;

        for (let round = 1; round <= ROUNDS; round += 1) {
          for (const awayMs of [0, AWAY_MS]) {
            writer.start();
            await writer.writes(WRITES);
            await until(isSending);
            await postgres.pause();
            await delay(awayMs);
            await postgres.resume();
            await writer.writes(WRITES);
            await writer.stop();
            await scene.watched.seen(portal);
          }
        }
        await scene.recover(portal);
        const summaries = await scene.reconcile();
        await portal.stop();

        printSummaries(`outages, ${ROUNDS} rounds`, summaries);
        expectReconciled(summaries, {
          // What was on its way when the database went could not be noted.
          repeated: 2 * ROUNDS * IN_FLIGHT * summaries.size,
        });
      },
      (ROUNDS + 1) * ROUND_MS,
    );
  },
);
