import { until } from './kubernetes/until.fixture';
import { DeliveryScene } from './__testUtils__/delivery/DeliveryScene';
import {
  expectReconciled,
  printSummaries,
} from './__testUtils__/delivery/expectReconciled';
import { Portal } from './__testUtils__/portal/Portal';
import { PortalDatabase } from './__testUtils__/portal/PortalOptions';
import { DATABASES } from './__testUtils__/testDatabases';

/** In each, a replica is frozen, and another is killed. More: `FAULT_ROUNDS=200 yarn test:faults`. */
const ROUNDS = Math.ceil(Number(process.env.FAULT_ROUNDS ?? 1) / 20);
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const ROUND_MS = 300_000;
const SKEW_MS = 5 * 60_000;
const WRITES = 15;

const WEBHOOKS = {
  'answers are late or lost': {
    misbehaviour: ['accepts late', 'resets after it took the message'],
  },
  'messages are refused': {
    misbehaviour: ['accepts late', 'has a problem (500)'],
  },
} as const;

/** A SQLite database belongs to one process. */
const shared = DATABASES.filter(([name]) => name !== 'SQLite');

(shared.length > 0 ? describe.each(shared) : describe.skip.each([['', null!]]))(
  `replicas on one %s, whose clocks differ by ten minutes (FAULT_SEED=${SEED})`,
  (_, createDatabase: () => PortalDatabase) => {
    let scene: DeliveryScene;
    afterAll(() => scene?.stop());

    it(
      'deliver what one of them had claimed when it was frozen, and lose nothing',
      async () => {
        scene = await DeliveryScene.start({
          database: createDatabase(),
          seed: SEED,
          webhooks: WEBHOOKS,
          maxWrites: Infinity,
          pauseMs: 150,
        });
        const { writer } = scene.watched;
        const isSending = () => scene.open > 0;
        const skews = [SKEW_MS, -SKEW_MS];
        const start = (i: number) =>
          Portal.start({
            ...scene.portalOptions,
            clockSkewMs: skews[i % skews.length],
          });
        let alone = await start(0);
        Portal.prepare();
        await scene.subscribe(alone);

        for (let round = 1; round <= ROUNDS; round += 1) {
          writer.start();
          await writer.writes(WRITES);
          // It is alone, so what is open is claimed by it.
          await until(isSending);
          alone.freeze();
          await scene.noteClaims();
          await writer.stop();
          const other = await start(round);
          Portal.prepare();
          // Past the end of its claims, which the other takes over.
          await scene.ended();
          writer.start();
          await writer.writes(WRITES);
          alone.thaw();
          await writer.writes(WRITES);
          await writer.stop();
          await alone.kill();
          await scene.noteClaims();
          alone = other;
        }
        await scene.recover(alone);
        const summaries = await scene.reconcile();
        await alone.stop();

        printSummaries(`replicas, ${ROUNDS} rounds`, summaries);
        expectReconciled(summaries);
      },
      (ROUNDS + 1) * ROUND_MS,
    );
  },
);
