import {
  DeliveryScene,
  FaultyWebhook,
} from './__testUtils__/delivery/DeliveryScene';
import {
  expectReconciled,
  printSummaries,
} from './__testUtils__/delivery/expectReconciled';
import { Portal } from './__testUtils__/portal/Portal';
import { DATABASES } from './__testUtils__/testDatabases';

/** More of them: `FAULT_ROUNDS=200 yarn test:faults`. */
const ROUNDS = Math.ceil(Number(process.env.FAULT_ROUNDS ?? 1) / 20);
/** What is random is the same for the same seed, as far as processes let it be. */
const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
const WRITES = 20;
/** For each of the answers that never end. */
const TIMEOUT = '2s';
const ROUND_MS = 300_000;

const BY_ID: Readonly<Record<string, FaultyWebhook>> = {
  'answers are lost': {
    misbehaviour: [
      'hangs after it took the message',
      'drips its answer',
      'resets after it took the message',
      'breaks off in the middle of its answer',
      'answers what is no HTTP',
    ],
  },
  'messages are refused': {
    misbehaviour: [
      'hangs without taking the message',
      'resets without taking the message',
      'has a problem (500)',
      'is overloaded (503)',
      'does not understand (400)',
    ],
  },
  '429 storms': { misbehaviour: ['gets too many (429)'] },
  redirects: { misbehaviour: ['redirects'] },
  'answers are odd': {
    misbehaviour: [
      'accepts late',
      'accepts with a huge body',
      'accepts with a bomb',
    ],
  },
};

const SLACK: FaultyWebhook = {
  platform: 'slack',
  // Few, as it takes one message a second.
  resources: ['ConfigMap'],
  misbehaviour: ['gets too many (429)', 'has a problem (500)'],
};

describe(`receivers that misbehave (FAULT_SEED=${SEED})`, () => {
  const scenes: DeliveryScene[] = [];
  afterAll(async () => {
    await Promise.all(scenes.map(scene => scene.stop()));
  });

  it.concurrent.each(DATABASES)(
    'with %s, get everything in the end, and again only what they did not confirm',
    async (engine, createDatabase) => {
      const scene = await DeliveryScene.start({
        database: createDatabase(),
        seed: SEED,
        webhooks: { ...BY_ID, Slack: SLACK },
        maxWrites: WRITES * ROUNDS,
        timeout: TIMEOUT,
      });
      scenes.push(scene);
      const portal = await Portal.start(scene.portalOptions);
      await scene.subscribe(portal);
      scene.watched.writer.start();
      await scene.watched.writer.writes(WRITES * ROUNDS);
      await scene.recover(portal);
      const summaries = await scene.reconcile();
      const attempts = await scene.attempts('Slack');
      await portal.stop();

      // Its messages have no ids, but each request is an attempt in the history.
      const slack = summaries.get('Slack')!;
      summaries.delete('Slack');
      printSummaries(`receivers, ${engine}`, summaries);
      expect(slack.requests).toBe(attempts);
      expect(slack.enqueued.every(it => it.status === 'delivered')).toBe(true);

      expectReconciled(summaries);
      const { told } = scene.watched;
      const ids = new Set(told.map(({ deliveryId }) => deliveryId));
      for (const [name, { enqueued }] of summaries) {
        // Nothing more is enqueued for one that redirects, once that has disabled it.
        if (name === 'redirects') continue;
        expect(enqueued).toHaveLength(ids.size);
      }
      const lost = summaries.get('answers are lost')!;
      expect(lost.afterLostAnswers).not.toEqual([]);
      const refused = summaries.get('messages are refused')!;
      expect(refused.parked.size).toBeGreaterThan(0);
    },
    (ROUNDS + 1) * ROUND_MS,
  );
});
