import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Change,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { POD, object } from '../changes/observe.fixture';
import { KubernetesObject } from '../changes/types';
import { NO_NOISE_CONTROL } from '../noise/noNoiseControl.fixture';
import { openOutbox, start } from './__testUtils__/openOutbox';

const SECOND = 1000;
const ROLLING = { observedGeneration: 1, updatedReplicas: 0 };
const ROLLED_OUT = {
  observedGeneration: 1,
  replicas: 3,
  updatedReplicas: 3,
  availableReplicas: 3,
};

/** A Deployment after so many writes. */
const deployment = (
  version: number,
  parts: { image?: string; replicas?: number; status?: object } = {},
): KubernetesObject => {
  const { image = 'web:1', replicas = 3, status } = parts;
  return object({
    metadata: { resourceVersion: String(version) },
    spec: {
      replicas,
      template: { spec: { containers: [{ name: 'web', image }] } },
    },
    status,
  });
};

const available = (isAvailable: boolean) => [
  { type: 'Available', status: isAvailable ? 'True' : 'False' },
];

/** A Pod of the Deployment. */
const pod = (number: number, phase: string): KubernetesObject =>
  object({
    metadata: {
      name: `api-server-5d4f-${number}`,
      uid: `pod-${number}`,
      labels: { 'pod-template-hash': '5d4f' },
      ownerReferences: [
        {
          kind: 'ReplicaSet',
          name: 'api-server-5d4f',
          uid: 'u',
          controller: true,
        },
      ],
    },
    status: { phase },
  });

const inWords = ({ field, old, new: next }: Change) =>
  `${field} ${old} → ${next}`;

describe.each(TestDatabases.create().eachSupportedId())(
  'noise control on %s',
  databaseId => {
    it('folds changes that come close together, by default', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      await outbox.change(deployment(1), deployment(2, { replicas: 5 }));
      expect(await outbox.claim()).toHaveLength(1);

      outbox.wait(2 * SECOND);
      await outbox.change(
        deployment(2, { replicas: 5 }),
        deployment(3, { replicas: 6 }),
      );
      await outbox.change(
        deployment(3, { replicas: 6 }),
        deployment(4, { replicas: 7 }),
      );
      expect(await outbox.claim()).toEqual([]);
      const { items } = await outbox.deliveries.list('w1', {});
      expect(items[0]).toMatchObject({
        status: 'pending',
        reason: 'Waits for further changes, so soon after the last message',
        nextAttemptAt: new Date(start + 10 * SECOND).toISOString(),
        createdAt: new Date(start + 2 * SECOND).toISOString(),
      });

      outbox.wait(8 * SECOND);
      const [folded, ...others] = await outbox.claim();
      expect(others).toEqual([]);
      expect(folded.event).toMatchObject({
        event: 'scale',
        detail: { field: 'spec.replicas', old: 5, new: 7 },
        absorbed: 1,
        heldFor: 'window',
      });
      expect(await outbox.heldBack('w1')).toEqual({
        total: 1,
        byReason: { window: 1 },
      });
    });

    it('gives each delivery the budget of its webhook', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('hasty');
      await outbox.webhook('patient');
      await outbox
        .knex('webhooks')
        .where({ id: 'patient' })
        .update({ retry: 'patient' });
      await outbox.change(deployment(1), deployment(2, { replicas: 5 }));
      const claimed = await outbox.claim();
      expect(
        claimed.map(({ webhookId, retry, attemptsLeft }) => [
          webhookId,
          retry,
          attemptsLeft,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['hasty', 'contract', 3],
          ['patient', 'patient', 10],
        ]),
      );
    });

    it('wakes the dispatcher for what is held, so that it knows when that is due', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      const rolling = deployment(2, { image: 'web:2', status: ROLLING });
      await outbox.change(deployment(1), rolling);
      expect(outbox.wakes).toHaveBeenCalledTimes(1);
      expect(await outbox.deliveries.lanesDue()).toEqual([
        { webhookId: 'w1', dueAt: new Date(start + 600 * SECOND) },
      ]);
    });

    it('tells a rollout once, when the object says that it has ended', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      await outbox.webhook('off', NO_NOISE_CONTROL);
      const rolling = deployment(2, { image: 'web:2', status: ROLLING });
      await outbox.change(deployment(1, { status: ROLLED_OUT }), rolling);
      expect((await outbox.claim()).map(d => d.webhookId)).toEqual(['off']);

      outbox.wait(60 * SECOND);
      const done = deployment(3, { image: 'web:2', status: ROLLED_OUT });
      expect(await outbox.change(rolling, done)).toBeUndefined();
      const [told] = await outbox.claim();
      expect(told.webhookId).toBe('w1');
      expect(told.event.changes.map(inWords)).toEqual([
        'spec.template.spec.containers[name=web].image web:1 → web:2',
        'rollout null → complete',
      ]);
    });

    it('tells a rollout that ends after all that was told while it went on', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1', { windowSeconds: 0 });
      const rolling = deployment(2, { image: 'web:2', status: ROLLING });
      await outbox.change(deployment(1, { status: ROLLED_OUT }), rolling);
      const scaled = deployment(3, {
        image: 'web:2',
        replicas: 5,
        status: ROLLING,
      });
      await outbox.change(rolling, scaled);
      // Within the same millisecond, and before anything was claimed.
      await outbox.change(
        scaled,
        deployment(4, { image: 'web:2', replicas: 3, status: ROLLED_OUT }),
      );
      const fields = (await outbox.claim()).map(({ event }) =>
        event.changes.map(({ field }) => field.replace(/.*\./, '')),
      );
      expect(fields).toEqual([
        ['replicas'],
        ['replicas'],
        ['image', 'rollout'],
      ]);
    });

    it('adds nothing to what was claimed once, even after its claim ran out', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      await outbox.change(deployment(1), deployment(2, { replicas: 5 }));
      await outbox.change(
        deployment(2, { replicas: 5 }),
        deployment(3, { replicas: 6 }),
      );
      // Another replica, whose clock is ahead.
      expect(await outbox.claim(start + 10 * SECOND)).toHaveLength(2);
      await outbox.change(
        deployment(3, { replicas: 6 }),
        deployment(4, { replicas: 7 }),
      );
      const { items } = await outbox.deliveries.list('w1', {});
      expect(items.map(({ event }) => inWords(event.detail))).toEqual([
        'spec.replicas 6 → 7',
        'spec.replicas 5 → 6',
        'spec.replicas 3 → 5',
      ]);
    });

    it('takes away what was undone, and counts it', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      await outbox.change(deployment(1), deployment(2, { replicas: 5 }));
      await outbox.change(
        deployment(2, { replicas: 5 }),
        deployment(3, { replicas: 6 }),
      );
      await outbox.change(
        deployment(3, { replicas: 6 }),
        deployment(4, { replicas: 5 }),
      );
      outbox.wait(60 * SECOND);
      expect(await outbox.claim()).toHaveLength(1);
      expect(await outbox.heldBack('w1')).toEqual({
        total: 2,
        byReason: { window: 2 },
      });
      outbox.wait(24 * 3600 * SECOND);
      expect(await outbox.heldBack('w1')).toEqual({ total: 0, byReason: {} });
    });

    it('tells what is held before the object is gone, also to whoever does not want deletions', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('updates', {}, { events: ['update'] });
      const before = deployment(2, { image: 'web:2', status: ROLLING });
      await outbox.change(deployment(1), before);
      await outbox.remove(before);
      expect(await outbox.claim()).toHaveLength(1);
    });

    it('forgets what a webhook held back together with it', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      for (let i = 1; i < 4; i++) {
        await outbox.change(
          deployment(i, { replicas: i }),
          deployment(i + 1, { replicas: i + 1 }),
        );
      }
      expect((await outbox.heldBack('w1')).total).toBe(1);
      await outbox.knex('webhooks').delete();
      expect(await outbox.knex('held_back')).toEqual([]);
    });

    it('loses and doubles nothing when commits and claims come at the same time', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1', { flapping: false });
      let version = 0;
      const change = () => {
        version += 2;
        return outbox.change(
          deployment(version, { image: `web:${version}-old` }),
          deployment(version + 1, { image: `web:${version}-new` }),
        );
      };
      await change();
      const claimed = await outbox.claim();
      for (let round = 0; round < 10; round++) {
        // There is something held, that may be merged into and may be claimed.
        await change();
        const [claims] = await Promise.all([
          // By another replica, for which everything is due.
          outbox.claim(start + 60 * SECOND, `round-${round}`),
          change(),
          change(),
        ]);
        claimed.push(...claims);
      }
      claimed.push(...(await outbox.claim(start + 120 * SECOND)));

      const { items } = await outbox.deliveries.list('w1', { limit: 100 });
      const absorbed = items.reduce((n, d) => n + (d.event.absorbed ?? 0), 0);
      expect(items.length + absorbed).toBe(1 + 30);
      expect(await outbox.heldBack('w1')).toEqual({
        total: absorbed,
        byReason: { window: absorbed },
      });
      // What was claimed is what is stored: nothing is added behind the back of who sends it.
      const byId = (one: { id: string }, other: { id: string }) =>
        one.id < other.id ? -1 : 1;
      const contents = (list: readonly { id: string; event: WebhookEvent }[]) =>
        [...list].sort(byId).map(({ id, event }) => ({ id, event }));
      expect(contents(claimed)).toEqual(contents(items));
    });

    it('counts each event of a rollout when two watches commit at the same time', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('w1');
      const at = (version: number, isAvailable: boolean) =>
        deployment(version, {
          image: 'web:2',
          status: { ...ROLLING, conditions: available(isAvailable) },
        });
      await outbox.change(
        deployment(1, { status: { conditions: available(true) } }),
        at(2, true),
      );
      for (let round = 0; round < 10; round++) {
        const isAvailable = round % 2 === 0;
        const version = 3 + round;
        await Promise.all([
          outbox.change(
            at(version, isAvailable),
            at(version + 1, !isAvailable),
          ),
          outbox.change(pod(version, 'Running'), pod(version, 'Failed'), POD),
        ]);
      }
      const { items } = await outbox.deliveries.list('w1', {});
      expect(items).toHaveLength(1);
      expect(items[0].event).toMatchObject({
        absorbed: 20,
        heldFor: 'rollout',
      });
      expect((await outbox.heldBack('w1')).total).toBe(20);
    });

    it('leaves the Pods of a rollout to webhooks that want only Pods', async () => {
      const outbox = await openOutbox(databaseId);
      await outbox.webhook('pods', {}, { resources: ['Pod'] });
      const rolling = deployment(2, { image: 'web:2', status: ROLLING });
      await outbox.change(deployment(1, { status: ROLLED_OUT }), rolling);
      await outbox.change(pod(1, 'Running'), pod(1, 'Failed'), POD);
      expect(await outbox.claim()).toHaveLength(1);
    });
  },
);
