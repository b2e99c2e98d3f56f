import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { HealthSignal } from '../health/HealthSignal';
import { CreatorNotifier } from '../notifications/CreatorNotifier';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addDelivery, addWebhook, now } from './__testUtils__/rows';
import { DeliveryStore } from './DeliveryStore';
import { NoticeStore } from './NoticeStore';
import { WebhookStore } from './WebhookStore';

const MINUTE = 60_000;
const LEASE_MS = 20_000;
const after = (ms: number) => new Date(now.getTime() + ms);
const failure: HealthSignal = { kind: 'failure', reason: 'It hangs.' };
const gone: HealthSignal = {
  kind: 'owner',
  reason: 'It is gone.',
  permanent: true,
};

describe.each(TestDatabases.create().eachSupportedId())(
  'health of receivers on %s',
  databaseId => {
    let knex: Knex;
    let store: DeliveryStore;
    let webhooks: WebhookStore;
    let count: number;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = DeliveryStore.create({ knex });
      webhooks = WebhookStore.create({ knex });
      count = 0;
      await addWebhook(knex, 'w1');
    });

    const claim = async (ms: number, room = 8) => {
      const claimed = await store.claimDue({
        lanes: [{ webhookId: 'w1', room }],
        limit: 100,
        now: after(ms),
        leaseMs: LEASE_MS,
        claimId: `claim-${(count += 1)}`,
      });
      return claimed.deliveries;
    };
    /** One delivery that is claimed and then fails or not. */
    const deliver = async (signal: HealthSignal, ms: number) => {
      const id = `d${(count += 1)}`;
      await addDelivery(knex, id, { dueAt: after(ms) });
      const [delivery] = await claim(ms, 1);
      const attempt = {
        startedAt: after(ms),
        durationMs: 1,
        outcome: signal.kind === 'success' ? 'delivered' : 'retry',
      } as const;
      await store.complete({
        delivery,
        attempt,
        signal,
        next:
          signal.kind === 'success'
            ? { status: 'delivered' }
            : { status: 'failed', failureClass: 'exhausted', reason: 'No.' },
        now: after(ms),
      });
    };
    const failUntilOpen = async () => {
      for (let i = 0; i < 10; i++) await deliver(failure, i * MINUTE);
      return 9 * MINUTE;
    };

    it('lets everything wait for a receiver that fails, and then one at a time', async () => {
      const openedAt = await failUntilOpen();
      for (const id of ['a', 'b', 'c']) {
        await addDelivery(knex, id, { dueAt: after(openedAt) });
      }
      await expect(claim(openedAt + MINUTE - 1)).resolves.toEqual([]);
      const probe = await claim(openedAt + MINUTE);
      expect(probe).toHaveLength(1);
      // Nor another replica, while it is not answered; its lease is the longest that may take.
      await expect(claim(openedAt + MINUTE + 1)).resolves.toEqual([]);
      await expect(claim(openedAt + MINUTE + LEASE_MS)).resolves.toHaveLength(
        1,
      );
    });

    it('lets everything go with the first success', async () => {
      const openedAt = await failUntilOpen();
      await deliver({ kind: 'success' }, openedAt + MINUTE);
      for (const id of ['a', 'b', 'c']) {
        await addDelivery(knex, id, { dueAt: after(openedAt) });
      }
      await expect(claim(openedAt + MINUTE)).resolves.toHaveLength(3);
      const { circuit } = await webhooks.get('w1');
      expect(circuit).toBeUndefined();
    });

    it('disables a webhook whose receiver is gone, for all replicas', async () => {
      const before = await webhooks.revision();
      await deliver(gone, 0);
      await expect(webhooks.get('w1')).resolves.toMatchObject({
        enabled: false,
        disabledReason: 'It is gone.',
      });
      await expect(webhooks.revision()).resolves.not.toBe(before);
    });

    it('counts nothing of a worker that has lost its claim', async () => {
      await addDelivery(knex, 'd');
      const [lost] = await claim(0);
      await claim(LEASE_MS);
      await store.complete({
        delivery: lost,
        attempt: { startedAt: now, durationMs: 1, outcome: 'rejected' },
        signal: gone,
        next: { status: 'failed', failureClass: 'owner', reason: 'No.' },
        now: after(LEASE_MS),
      });
      expect((await webhooks.get('w1')).enabled).toBe(true);
    });

    describe('creators', () => {
      const send = jest.fn();
      const notifier = (at: number) =>
        CreatorNotifier.create({
          store: NoticeStore.create({ knex }),
          notifications: { send },
          logger: mockServices.logger.mock(),
          now: () => after(at),
        });

      beforeEach(() => {
        send.mockReset();
      });

      it('are told once of each turn, with its reason and the page', async () => {
        const openedAt = await failUntilOpen();
        await deliver(failure, openedAt + MINUTE);
        await deliver({ kind: 'success' }, openedAt + 3 * MINUTE);
        await deliver(gone, openedAt + 4 * MINUTE);
        await notifier(0).tell();
        await notifier(0).tell();
        expect(send.mock.calls.map(([sent]) => sent)).toMatchObject([
          {
            recipients: { type: 'entity', entityRef: 'user:default/olga' },
            payload: {
              title: "The webhook 'w1' cannot deliver",
              description: expect.stringMatching(
                /^It hangs\. .* from 2026-03-05 10:33 UTC on/,
              ),
              link: '/webhooks/w1',
            },
          },
          { payload: { title: "The webhook 'w1' delivers again" } },
          {
            payload: {
              title: "The webhook 'w1' was disabled",
              description: expect.stringMatching(/^It is gone\./),
            },
          },
        ]);
        const scopes = send.mock.calls.map(([sent]) => sent.payload.scope);
        expect(new Set(scopes).size).toBe(3);
      });

      it('are told later when that fails, under the same scope, for an hour', async () => {
        await deliver(gone, 0);
        send.mockRejectedValueOnce(new Error('away'));
        await notifier(1).tell();
        await notifier(2).tell();
        const [first, second] = send.mock.calls.map(([sent]) => sent.payload);
        expect(second.scope).toBe(first.scope);
        await notifier(3).tell();
        expect(send).toHaveBeenCalledTimes(2);
      });

      it('are not told for ever', async () => {
        await deliver(gone, 0);
        send.mockRejectedValue(new Error('away'));
        await notifier(60 * MINUTE).tell();
        await notifier(60 * MINUTE).tell();
        expect(send).toHaveBeenCalledTimes(1);
      });

      it('that are services are nobody to tell', async () => {
        await knex('webhooks').update({ created_by: 'external:terraform' });
        await deliver(gone, 0);
        await notifier(0).tell();
        expect(send).not.toHaveBeenCalled();
      });
    });
  },
);
