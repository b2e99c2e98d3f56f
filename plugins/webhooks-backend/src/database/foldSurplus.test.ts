import { TestDatabases } from '@backstage/backend-test-utils';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from './__testUtils__/rows';
import { CalmStore, calmColumns } from './CalmStore';
import { Completion } from './completeDeliveries';
import { DeliveryStore } from './DeliveryStore';

const HOUR = 3_600_000;
const after = (ms: number) => new Date(now.getTime() + ms);

describe.each(TestDatabases.create().eachSupportedId())(
  'calm on %s',
  databaseId => {
    let knex: Knex;
    let store: DeliveryStore;
    let count: number;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = DeliveryStore.create({ knex });
      count = 0;
      await addWebhook(knex, 'w1');
    });

    const fold = (at = now) =>
      store.foldSurplus({
        perMinute: platform => (platform === 'http' ? 3 : undefined),
        now: at,
        newId: () => `digest-${(count += 1)}`,
      });
    const claim = async (at = now) => {
      const claimed = await store.claimDue({
        lanes: [{ webhookId: 'w1', room: 100 }],
        limit: 100,
        now: at,
        leaseMs: 20_000,
        claimId: `claim-${(count += 1)}`,
      });
      return claimed.deliveries;
    };
    const idsOf = (deliveries: readonly { id: string }[]) =>
      deliveries.map(({ id }) => id);
    const addMany = async (
      ids: string[],
      event: Partial<WebhookEvent> = {},
    ) => {
      for (const id of ids) {
        await addDelivery(knex, id, { event: { name: id, ...event } });
      }
    };
    const end = async (
      delivery: Completion['delivery'],
      next: Completion['next'],
    ) =>
      store.complete({
        delivery,
        attempt: { startedAt: now, durationMs: 1, outcome: 'delivered' },
        next,
        now,
      });

    describe('a surplus', () => {
      it('becomes one digest, which is delivered with what it tells of', async () => {
        await addMany(['a', 'b', 'c', 'd', 'e']);
        await expect(fold()).resolves.toBe(3);
        const claimed = await claim();
        expect(idsOf(claimed).sort()).toEqual(['d', 'digest-1', 'e']);
        const digest = claimed.find(({ id }) => id === 'digest-1')!;
        expect(digest.event).toMatchObject({
          id: 'digest-digest-1',
          absorbed: 2,
          digest: {
            total: 3,
            groups: [
              {
                resource: 'Deployment',
                count: 3,
                names: ['team-alpha/a', 'team-alpha/b', 'team-alpha/c'],
              },
            ],
          },
        });
        await expect(store.get('w1', 'a')).resolves.toMatchObject({
          status: 'pending',
          digestId: 'digest-1',
          reason: expect.stringMatching(/a digest tells of it/),
        });
        await end(digest, { status: 'delivered' });
        for (const id of ['a', 'b', 'c']) {
          await expect(store.get('w1', id)).resolves.toMatchObject({
            status: 'delivered',
            deliveredAt: now.toISOString(),
          });
        }
      });

      it('fails with its digest, is recovered with it, or by itself', async () => {
        await addMany(['a', 'b', 'c', 'd', 'e']);
        await fold();
        const failed = {
          status: 'failed',
          failureClass: 'exhausted',
          reason: 'No.',
        } as const;
        const claimed = (await claim()).find(({ event }) => event.digest)!;
        await end(claimed, failed);
        await expect(store.get('w1', 'a')).resolves.toMatchObject(failed);
        // The digest stands for all that it tells of.
        await expect(store.parked(['w1'])).resolves.toEqual(
          new Map([['w1', 1]]),
        );
        await store.redeliver('w1', 'a', now);
        await store.redeliver('w1', claimed.id, now);
        const again = await claim();
        expect(idsOf(again).sort()).toEqual(['a', claimed.id].sort());
        await end(again.find(({ id }) => id === claimed.id)!, {
          status: 'delivered',
        });
        const states = await Promise.all(
          ['a', 'b', 'c'].map(async id => (await store.get('w1', id)).status),
        );
        expect(states).toEqual(['pending', 'delivered', 'delivered']);
      });

      it('is added to a digest that still waits', async () => {
        await addMany(['a', 'b', 'c', 'd']);
        await fold();
        await addMany(['e', 'f', 'g']);
        await fold();
        const claimed = await claim();
        const digests = claimed.filter(({ event }) => event.digest);
        expect(digests).toHaveLength(1);
        expect(digests[0].event.digest!.total).toBe(5);
        expect(claimed).toHaveLength(3);
      });

      it('does not overtake, and is not overtaken by what came later of its objects', async () => {
        for (const id of ['1', '2', '3', '4', '5']) {
          await addDelivery(knex, id, { objectKey: 'k' });
        }
        await fold();
        const [digest, ...others] = await claim();
        expect(others).toEqual([]);
        await end(digest, { status: 'delivered' });
        expect(idsOf(await claim())).toEqual(['4']);
      });

      it('is none where digests are turned off, where nothing limits, or while the lane is closed', async () => {
        await addMany(['a', 'b', 'c', 'd', 'e']);
        await knex('webhooks').update({ digest: false });
        await expect(fold()).resolves.toBe(0);
        await knex('webhooks').update({ digest: true, platform: 'other' });
        await expect(fold()).resolves.toBe(0);
        await knex('webhooks').update({ platform: 'http' });
        await CalmStore.create({ knex }).mute('w1', after(HOUR));
        await expect(fold()).resolves.toBe(0);
        await expect(fold(after(HOUR))).resolves.toBe(3);
      });
    });

    describe('a webhook that is muted', () => {
      it('sends nothing until it ends', async () => {
        const calm = CalmStore.create({ knex });
        await addMany(['a', 'b'], { severity: 'critical' });
        await calm.mute('w1', after(HOUR));
        await expect(claim(after(HOUR - 1))).resolves.toEqual([]);
        const [{ dueAt }] = await store.lanesDue();
        expect(dueAt).toEqual(after(HOUR));
        await calm.mute('w1', null);
        await expect(claim()).resolves.toHaveLength(2);
      });
    });

    describe('quiet hours', () => {
      const hours = {
        start: '10:00',
        end: '12:00',
        timeZone: 'UTC',
      };
      const set = (exceptCritical: boolean) =>
        knex('delivery_lanes').update(
          calmColumns({
            quiet: { hours: { ...hours, exceptCritical }, now },
          }),
        );
      const end10 = new Date('2026-03-05T12:00:00Z');

      it('let everything wait until they are over', async () => {
        await set(false);
        await addMany(['a'], { severity: 'critical' });
        await expect(claim()).resolves.toEqual([]);
        await expect(claim(end10)).resolves.toHaveLength(1);
      });

      it('let what is critical pass, after what came before of the same object', async () => {
        await set(true);
        await addMany(['harmless']);
        await addDelivery(knex, 'before', { objectKey: 'k' });
        await addDelivery(knex, 'worse', {
          objectKey: 'k',
          event: { severity: 'critical' },
        });
        await addDelivery(knex, 'after', { objectKey: 'k' });
        await knex('deliveries')
          .where({ id: 'worse' })
          .update({ severity: 'critical' });
        const [before, ...others] = await claim();
        expect([before.id, ...idsOf(others)]).toEqual(['before']);
        await end(before, { status: 'delivered' });
        const [worse] = await claim();
        expect(worse.id).toBe('worse');
        await end(worse, { status: 'delivered' });
        await expect(claim()).resolves.toEqual([]);
        expect(idsOf(await claim(end10)).sort()).toEqual(['after', 'harmless']);
      });

      it('come again the next day', async () => {
        await knex('webhooks').update({ quiet_hours: JSON.stringify(hours) });
        await set(false);
        await CalmStore.create({ knex }).advanceQuietHours(end10);
        await addMany(['a']);
        await expect(claim(new Date('2026-03-06T10:00:00Z'))).resolves.toEqual(
          [],
        );
        await expect(
          claim(new Date('2026-03-06T09:59:59Z')),
        ).resolves.toHaveLength(1);
      });
    });
  },
);
