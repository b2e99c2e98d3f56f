import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DeliveryQuery,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { addDelivery, addWebhook, event, now } from './__testUtils__/rows';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { ClaimOptions } from './claimDue';
import { AttemptRecord, Completion } from './completeDeliveries';
import { ClaimedDelivery } from './deliveryRow';
import { CloseReason, closeLanes, openLane } from './deliveryLanes';
import { DeliveryStore } from './DeliveryStore';

const after = (ms: number) => new Date(now.getTime() + ms);
const LEASE_MS = 20_000;

const attempt = (overrides: Partial<AttemptRecord> = {}): AttemptRecord => ({
  startedAt: now,
  durationMs: 41,
  outcome: 'delivered',
  statusCode: 200,
  responseHeaders: { 'content-type': 'text/plain' },
  responseBody: 'ok',
  ...overrides,
});

/** Until some transaction waits for another. */
async function waitForLock(knex: Knex) {
  for (;;) {
    const { rows } = await knex.raw(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    if (rows.length > 0) return;
  }
}

describe.each(TestDatabases.create().eachSupportedId())(
  'DeliveryStore on %s',
  databaseId => {
    let knex: Knex;
    let store: DeliveryStore;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = DeliveryStore.create({ knex });
      await addWebhook(knex, 'w1');
      await addWebhook(knex, 'w2');
    });

    const lanes = (room: number, ...webhookIds: string[]) =>
      webhookIds.map(webhookId => ({ webhookId, room }));
    const claimLanes = (options: Partial<ClaimOptions> = {}) =>
      store.claimDue({
        lanes: lanes(10, 'w1', 'w2'),
        limit: 10,
        now,
        leaseMs: LEASE_MS,
        claimId: 'claim-1',
        ...options,
      });
    const claim = async (options: Partial<ClaimOptions> = {}) =>
      (await claimLanes(options)).deliveries;
    const claimOne = async (options: Partial<ClaimOptions> = {}) => {
      const [delivery] = await claim({ ...options, limit: 1 });
      return delivery;
    };
    const complete = (
      delivery: ClaimedDelivery,
      completion: Partial<Completion> = {},
    ) =>
      store.complete({
        delivery,
        attempt: attempt(),
        next: { status: 'delivered' },
        now: after(50),
        ...completion,
      });
    const ids = (deliveries: readonly { id: string }[]) =>
      deliveries.map(d => d.id);
    const webhook = (id = 'w1') => knex('webhooks').where({ id }).first();

    describe('claimDue', () => {
      it('gives what is due, the longest due first, with all that sending needs', async () => {
        await addDelivery(knex, 'second');
        await addDelivery(knex, 'later', { dueAt: after(1) });
        await addDelivery(knex, 'first', { dueAt: after(-1) });

        const claimed = await claim({ limit: 1 });
        expect(ids(await claim())).toEqual(['second']);
        expect(claimed).toHaveLength(1);
        expect(claimed[0]).toEqual({
          id: 'first',
          seq: expect.any(Number),
          webhookId: 'w1',
          webhook: {
            id: 'w1',
            platform: 'http',
            enabled: true,
            sealedTarget: 'sealed',
          },
          event: event(),
          test: false,
          attempts: 0,
          attemptsLeft: 3,
          retry: 'contract',
          waits: 0,
          plainText: false,
          claimId: 'claim-1',
        });
      });

      it('gives nothing twice before the lease has run out, and then again', async () => {
        await addDelivery(knex, 'd1');
        await claim();
        await expect(claim({ now: after(LEASE_MS - 1) })).resolves.toEqual([]);
        expect(ids(await claim({ now: after(LEASE_MS) }))).toEqual(['d1']);
      });

      it('gives of each lane what there is room for, and as much as the limit allows', async () => {
        for (const id of ['a', 'b', 'c', 'd']) await addDelivery(knex, id);
        await addDelivery(knex, 'other', { webhookId: 'w2' });

        const two = { lanes: lanes(2, 'w1', 'w2') };
        expect(ids(await claim(two))).toEqual(['a', 'b', 'other']);
        expect(ids(await claim({ lanes: lanes(2, 'w2') }))).toEqual([]);
        expect(ids(await claim({ ...two, limit: 1 }))).toEqual(['c']);
      });

      it('gives nothing of a lane that is closed, until it opens', async () => {
        await addDelivery(knex, 'd1');
        await addDelivery(knex, 'other', { webhookId: 'w2' });
        const close = (until: Date, reason: CloseReason) =>
          knex.transaction(tx =>
            closeLanes(tx, {
              until: new Map([['w1', until.getTime()]]),
              reason,
            }),
          );
        await close(after(3000), 'retry-after');
        await close(after(1000), 'rate');

        const first = await claimLanes();
        expect(ids(first.deliveries)).toEqual(['other']);
        expect(first.lanes).toContainEqual(
          expect.objectContaining({ webhookId: 'w1', nextAt: after(3000) }),
        );
        await expect(claim({ now: after(2999) })).resolves.toEqual([]);
        expect(ids(await claim({ now: after(3000) }))).toEqual(['d1']);
      });

      it('gives of a lane that was opened again, if it was closed for that reason', async () => {
        await addDelivery(knex, 'd1');
        const open = (reason: CloseReason) =>
          knex.transaction(tx => openLane(tx, { webhookId: 'w1', reason }));
        await knex.transaction(tx =>
          closeLanes(tx, {
            until: new Map([['w1', after(9e6).getTime()]]),
            reason: 'retry-after',
          }),
        );
        await open('rate');
        await expect(claim()).resolves.toEqual([]);
        await open('retry-after');
        expect(ids(await claim())).toEqual(['d1']);
      });

      it('gives nothing of an object while an earlier delivery of it to the same webhook is pending', async () => {
        const object = { objectKey: 'api-server' };
        await addDelivery(knex, 'created', object);
        await addDelivery(knex, 'updated', object);
        await addDelivery(knex, 'other', { objectKey: 'worker' });
        await addDelivery(knex, 'elsewhere', { ...object, webhookId: 'w2' });

        const [created, ...others] = await claim();
        expect(ids([created, ...others])).toEqual([
          'created',
          'other',
          'elsewhere',
        ]);
        await complete(created, {
          next: {
            status: 'pending',
            nextAttemptAt: after(5000).getTime(),
            reason: 'Busy.',
          },
        });
        await expect(claim({ now: after(4999) })).resolves.toEqual([]);
        const again = await claimOne({ now: after(5000) });
        expect(again.id).toBe('created');
        await complete(again, {
          next: { status: 'failed', failureClass: 'owner', reason: 'No.' },
        });
        expect(ids(await claim({ now: after(5000) }))).toEqual(['updated']);
      });

      it('finds what may go, however much that has to wait for others is due before it', async () => {
        const object = (objectKey: string, dueAt: Date) => ({
          objectKey,
          dueAt,
        });
        await addDelivery(knex, 'head', object('a', after(-9_000)));
        const head = await claimOne({ now: after(-9_000) });
        await complete(head, {
          next: {
            status: 'pending',
            nextAttemptAt: after(5_000).getTime(),
            reason: 'Busy.',
          },
        });
        for (let i = 0; i < 300; i++) {
          await addDelivery(knex, `behind-${i}`, object('a', after(i - 8_000)));
        }
        await addDelivery(knex, 'z1', object('z', after(-3_000)));
        await addDelivery(knex, 'z2', object('z', after(-2_000)));
        await addDelivery(knex, 'b', object('b', after(-1_000)));
        await addDelivery(knex, 'keyless', { dueAt: after(-500) });

        expect(ids(await claim({ lanes: lanes(2, 'w1') }))).toHaveLength(2);
        expect(ids(await claim()).concat(ids(await claim()))).toHaveLength(1);
        const pending = await knex('deliveries')
          .whereNull('claim_id')
          .where('next_attempt_at', '<=', now.getTime())
          .where('id', 'not like', 'behind-%')
          .pluck('id');
        expect(pending).toEqual(['z2']);
        expect(ids(await claim({ now: after(5_000) }))).toEqual(['head']);
      });

      it('finds during quiet hours what is critical behind what has to wait', async () => {
        await addDelivery(knex, 'head', {
          objectKey: 'a',
          dueAt: after(5_000),
        });
        await knex('deliveries')
          .where({ id: 'head' })
          .update({ first_due_at: after(-9_000).getTime() });
        for (let i = 0; i < 300; i++) {
          await addDelivery(knex, `behind-${i}`, {
            objectKey: 'a',
            dueAt: after(i - 8_000),
            event: { severity: 'critical' },
          });
        }
        await addDelivery(knex, 'info', { objectKey: 'b' });
        await addDelivery(knex, 'critical', {
          objectKey: 'c',
          event: { severity: 'critical' },
        });
        await knex('delivery_lanes')
          .where({ webhook_id: 'w1' })
          .update({
            quiet_from: 1,
            quiet_until: after(1e9).getTime(),
            quiet_except_critical: true,
          });
        await addDelivery(knex, 'before', { objectKey: 'd' });
        await addDelivery(knex, 'keyless', { event: { severity: 'critical' } });
        await addDelivery(knex, 'after', {
          objectKey: 'd',
          dueAt: after(0),
          event: { severity: 'critical' },
        });
        await addDelivery(knex, 'next', { objectKey: 'c' });
        await addDelivery(knex, 'open', { webhookId: 'w2' });
        expect(ids(await claim())).toEqual([
          'critical',
          'before',
          'keyless',
          'open',
        ]);
      });

      it('passes by what waits for the end of quiet hours', async () => {
        const quiet = {
          quiet_from: 1,
          quiet_until: after(1e9).getTime(),
          quiet_except_critical: true,
        };
        await knex('delivery_lanes').where({ webhook_id: 'w1' }).update(quiet);
        for (let i = 0; i < 300; i++) await addDelivery(knex, `info-${i}`);
        const critical = { event: { severity: 'critical' as const } };
        await addDelivery(knex, 'critical', critical);
        await addDelivery(knex, 'held', { ...critical, dueAt: after(9_000) });
        expect(ids(await claim())).toEqual(['critical']);
      });

      it('tells of each lane when something more can be claimed', async () => {
        await addDelivery(knex, 'd1');
        await addDelivery(knex, 'd2');
        await addDelivery(knex, 'later', { dueAt: after(7000) });
        const one = { lanes: lanes(1, 'w1', 'w2') };
        const first = await claimLanes(one);
        expect(first.lanes).toMatchObject([
          { webhookId: 'w1', nextAt: now },
          { webhookId: 'w2', nextAt: undefined },
        ]);
        await claim();
        const then = await claimLanes();
        expect(then.lanes).toMatchObject([
          { webhookId: 'w1', nextAt: after(7000) },
          { webhookId: 'w2', nextAt: undefined },
        ]);
      });

      it('tells where something waits for another delivery of its object', async () => {
        await addDelivery(knex, 'created', { objectKey: 'api-server' });
        await addDelivery(knex, 'updated', { objectKey: 'api-server' });
        const { lanes: seen } = await claimLanes();
        expect(seen).toContainEqual({
          webhookId: 'w1',
          host: 'receiver.example',
          blocked: true,
          nextAt: undefined,
        });
      });

      it('gives no more for a host than there is room at it', async () => {
        for (const id of ['a', 'b']) await addDelivery(knex, id);
        await addDelivery(knex, 'c', { webhookId: 'w2' });
        const roomAt = (host: string) => (host === 'receiver.example' ? 2 : 9);
        const crowded = await claimLanes({ roomAt });
        expect(ids(crowded.deliveries)).toEqual(['a', 'b']);
        expect(crowded.lanes).toContainEqual(
          expect.objectContaining({ webhookId: 'w2', nextAt: now }),
        );
      });

      it('gives no more than the platform allows, over all replicas, and spends tests too', async () => {
        const limitsOf = (platform: string) =>
          platform === 'http' ? [{ count: 4, perSeconds: 60 }] : [];
        for (const id of ['a', 'b', 'c', 'd']) await addDelivery(knex, id);
        const another = DeliveryStore.create({ knex });
        const [first, second] = await Promise.all([
          claimLanes({ limitsOf }),
          another.claimDue({
            lanes: lanes(10, 'w1'),
            limit: 10,
            limitsOf,
            now,
            leaseMs: 1e6,
            claimId: 'claim-2',
          }),
        ]);
        expect(first.deliveries.length + second.deliveries.length).toBe(1);
        const closed = await claimLanes({ limitsOf, now: after(14_999) });
        expect(closed).toMatchObject({
          deliveries: [],
          lanes: [{ webhookId: 'w1', nextAt: after(15_000) }, {}],
        });
        await expect(
          knex('delivery_lanes').where({ webhook_id: 'w1' }).first(),
        ).resolves.toMatchObject({ close_reason: 'rate' });

        await store.createTest({
          id: 't1',
          webhookId: 'w1',
          event: event(),
          now,
        });
        await store.claim({
          id: 't1',
          limitsOf,
          now,
          leaseMs: 1e6,
          claimId: 't',
        });
        await expect(
          claim({ limitsOf, now: after(29_999) }),
        ).resolves.toHaveLength(0);
        await expect(
          claim({ limitsOf, now: after(30_000) }),
        ).resolves.toHaveLength(1);
      });

      it('gives each delivery to one of many that claim at the same time', async () => {
        const all = Array.from({ length: 40 }, (_, i) => `d${i}`);
        for (const [i, id] of all.entries()) {
          await addDelivery(knex, id, { webhookId: i % 2 ? 'w1' : 'w2' });
        }
        const rounds = await Promise.all(
          Array.from({ length: 8 }, (_, i) => claim({ claimId: `c${i}` })),
        );
        const claimed = rounds.flatMap(ids);
        expect(new Set(claimed).size).toBe(claimed.length);

        const rest = await claim({ limit: 40, lanes: lanes(40, 'w1', 'w2') });
        expect([...claimed, ...ids(rest)].sort()).toEqual([...all].sort());
      });
    });

    describe('renew', () => {
      it('keeps what the claims hold from becoming due', async () => {
        await addDelivery(knex, 'd1');
        const deliveries = await claim();
        const options = { now: after(LEASE_MS - 1), leaseMs: LEASE_MS };
        await expect(store.renew({ deliveries, ...options })).resolves.toEqual([
          'd1',
        ]);
        await expect(claim({ now: after(LEASE_MS) })).resolves.toEqual([]);
      });

      it('does not touch what these claims have completed or never held', async () => {
        await addDelivery(knex, 'retried');
        const retried = await claimOne();
        await complete(retried, {
          next: {
            status: 'pending',
            nextAttemptAt: after(5000).getTime(),
            reason: 'Busy.',
          },
        });
        await addDelivery(knex, 'foreign');
        const [foreign] = await claim({ claimId: 'other' });
        const lost = { ...foreign, claimId: 'claim-1' };
        const renewal = { now: after(1e6), leaseMs: LEASE_MS };
        await expect(
          store.renew({ deliveries: [retried, lost], ...renewal }),
        ).resolves.toEqual([]);
        await expect(store.lanesDue()).resolves.toEqual([
          { webhookId: 'w1', dueAt: after(5000) },
        ]);
        expect(ids(await claim({ now: after(LEASE_MS) }))).toEqual([
          'retried',
          'foreign',
        ]);
      });
    });

    describe('complete', () => {
      it('records a success in the delivery, its attempts and the health of the webhook', async () => {
        await addDelivery(knex, 'd1');
        await expect(complete(await claimOne())).resolves.toBe(true);

        await expect(store.get('w1', 'd1')).resolves.toEqual({
          id: 'd1',
          webhookId: 'w1',
          event: event(),
          status: 'delivered',
          test: false,
          attempts: 1,
          statusCode: 200,
          responseBody: 'ok',
          createdAt: now.toISOString(),
          deliveredAt: after(50).toISOString(),
          attemptLog: [
            {
              number: 1,
              startedAt: now.toISOString(),
              durationMs: 41,
              outcome: 'delivered',
              statusCode: 200,
              responseHeaders: { 'content-type': 'text/plain' },
              responseBody: 'ok',
            },
          ],
        });
        const { health, health_reason, last_delivery_at } = await webhook();
        expect([health, health_reason, Number(last_delivery_at)]).toEqual([
          'healthy',
          null,
          after(50).getTime(),
        ]);
      });

      it('records a failed attempt that will be repeated, and says nothing of health yet', async () => {
        await addDelivery(knex, 'd1');
        await complete(await claimOne(), {
          attempt: attempt({
            outcome: 'retry',
            statusCode: undefined,
            responseHeaders: undefined,
            responseBody: undefined,
            reason: 'The receiver refused the connection.',
          }),
          next: {
            status: 'pending',
            nextAttemptAt: after(5000).getTime(),
            reason: 'The receiver refused the connection.',
          },
        });
        const delivery = await store.get('w1', 'd1');
        expect(delivery).toMatchObject({
          status: 'pending',
          attempts: 1,
          reason: 'The receiver refused the connection.',
          nextAttemptAt: after(5000).toISOString(),
        });
        expect(delivery).not.toHaveProperty('statusCode', expect.anything());
        await expect(webhook()).resolves.toMatchObject({ health: 'unknown' });

        const again = await claimOne({ now: after(5000) });
        expect(again).toMatchObject({ attempts: 1, attemptsLeft: 2 });
      });

      it('records a failure, with its reason, as the health of the webhook', async () => {
        await addDelivery(knex, 'd1');
        await complete(await claimOne(), {
          attempt: attempt({ outcome: 'rejected', reason: 'Revoked.' }),
          next: {
            status: 'failed',
            failureClass: 'owner',
            reason: 'Revoked.',
          },
        });
        await expect(webhook()).resolves.toMatchObject({
          health: 'failing',
          health_reason: 'Revoked.',
        });
        await expect(claim({ now: after(1e6) })).resolves.toEqual([]);
      });

      it('keeps what a reason says in parts, of delivery, attempt and webhook', async () => {
        const why = because('too-many', { receiver: 'Slack', status: 429 });
        await addDelivery(knex, 'd1');
        await complete(await claimOne(), {
          attempt: attempt({ outcome: 'retry', ...why }),
          next: { status: 'failed', failureClass: 'exhausted', ...why },
        });
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          ...why,
          attemptLog: [why],
        });
        const { health_reason_parts: parts } = await webhook();
        expect(JSON.parse(parts)).toEqual(why.reasonParts);
      });

      it('knows no parts of a reason that an older version wrote over one that had some', async () => {
        const why = because('pause-asked');
        await addDelivery(knex, 'd1');
        await complete(await claimOne(), {
          next: { status: 'failed', failureClass: 'exhausted', ...why },
        });
        await knex('deliveries').update({ reason: 'The receiver is away.' });
        const delivery = await store.get('w1', 'd1');
        expect(delivery).toMatchObject({ reason: 'The receiver is away.' });
        expect(delivery.reasonParts).toBeUndefined();
        await store.redeliver('w1', 'd1', now);
        const { reason_parts: left } = await knex('deliveries').first();
        expect(left).toBeNull();
      });

      it('gives a delivery up without an attempt, and leaves health alone', async () => {
        await addDelivery(knex, 'd1');
        await complete(await claimOne(), {
          attempt: undefined,
          next: {
            status: 'failed',
            failureClass: 'disabled',
            reason: 'The webhook was disabled.',
          },
        });
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          status: 'failed',
          attempts: 0,
          reason: 'The webhook was disabled.',
          attemptLog: [],
        });
        await expect(webhook()).resolves.toMatchObject({ health: 'unknown' });
      });

      it('closes the lane of a receiver that asks for a pause, whatever became of the delivery', async () => {
        const pauseUntil = after(60_000).getTime();
        const laneOf = (id: string) =>
          knex('delivery_lanes').where({ webhook_id: id }).first();
        await addDelivery(knex, 'd1');
        await addDelivery(knex, 'd2');
        await addDelivery(knex, 'other', { webhookId: 'w2' });
        const [d1, d2, other] = await claim();
        await Promise.all([
          complete(d1, { next: { status: 'delivered', pauseUntil: 1 } }),
          complete(d2, {
            next: {
              status: 'failed',
              failureClass: 'exhausted',
              reason: 'Busy.',
              pauseUntil,
            },
          }),
          complete(other),
        ]);
        const { closed_until, close_reason } = await laneOf('w1');
        expect([Number(closed_until), close_reason]).toEqual([
          pauseUntil,
          'retry-after',
        ]);
        await expect(laneOf('w2')).resolves.toMatchObject({
          close_reason: null,
        });
        await addDelivery(knex, 'next');
        await expect(claim({ now: after(59_999) })).resolves.toEqual([]);
        expect(ids(await claim({ now: after(60_000) }))).toEqual(['next']);
      });

      it('changes nothing for one who lost the claim', async () => {
        await addDelivery(knex, 'd1');
        const loser = await claimOne({ claimId: 'loser' });
        const winner = await claimOne({
          claimId: 'winner',
          now: after(LEASE_MS),
        });
        const failed = {
          attempt: attempt({ outcome: 'rejected', reason: 'Too late.' }),
          next: {
            status: 'failed',
            failureClass: 'owner',
            reason: 'Too late.',
            pauseUntil: after(1e9).getTime(),
          },
        } as const;

        await expect(complete(loser, failed)).resolves.toBe(false);
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          status: 'pending',
          attempts: 0,
          attemptLog: [],
        });
        await expect(complete(winner)).resolves.toBe(true);
        const settled = await store.get('w1', 'd1');
        await expect(complete(loser, failed)).resolves.toBe(false);
        await expect(store.get('w1', 'd1')).resolves.toEqual(settled);
        await expect(webhook()).resolves.toMatchObject({ health: 'healthy' });
        await addDelivery(knex, 'd2');
        expect(ids(await claim())).toEqual(['d2']);
      });

      it('changes nothing when the webhook was deleted meanwhile', async () => {
        await addDelivery(knex, 'd1');
        const delivery = await claimOne();
        await knex('webhooks').where({ id: 'w1' }).delete();
        await expect(complete(delivery)).resolves.toBe(false);
      });

      // SQLite has one writer at a time, so there nothing can be locked crosswise.
      if (databaseId !== 'SQLITE_3') {
        it('runs into no deadlock with deleting the webhook', async () => {
          await addDelivery(knex, 'd1');
          const delivery = await claimOne();
          const deleting = await knex.transaction();
          await deleting('webhooks').where({ id: 'w1' }).forUpdate().first();

          const completed = complete(delivery);
          await waitForLock(knex);
          await deleting('webhooks').where({ id: 'w1' }).delete();
          await deleting.commit();
          await expect(completed).resolves.toBe(false);
        });
      }
    });

    describe('lanesDue', () => {
      it('tells where something is pending, and when the first of it can be claimed', async () => {
        await expect(store.lanesDue()).resolves.toEqual([]);
        await addDelivery(knex, 'later', { dueAt: after(9000) });
        await addDelivery(knex, 'sooner', { dueAt: after(5000) });
        await expect(store.lanesDue()).resolves.toEqual([
          { webhookId: 'w1', dueAt: after(5000) },
        ]);
        await knex.transaction(tx =>
          closeLanes(tx, {
            until: new Map([['w1', after(7000).getTime()]]),
            reason: 'rate',
          }),
        );
        await expect(store.lanesDue()).resolves.toEqual([
          { webhookId: 'w1', dueAt: after(7000) },
        ]);
      });
    });

    describe('createTest and claim', () => {
      const test = () =>
        store.createTest({ id: 't1', webhookId: 'w1', event: event(), now });

      it('keeps a test for the one who asks for it by its id', async () => {
        await test();
        await expect(claim()).resolves.toEqual([]);
        await expect(
          store.claim({ id: 't1', now, leaseMs: LEASE_MS, claimId: 'mine' }),
        ).resolves.toMatchObject({
          id: 't1',
          test: true,
          attemptsLeft: 1,
          claimId: 'mine',
        });
      });

      it('shows the test in the history', async () => {
        await test();
        await expect(store.list('w1', {})).resolves.toMatchObject({
          items: [{ id: 't1', test: true, status: 'pending' }],
        });
      });

      it('finds no delivery that does not exist or has ended', async () => {
        const claimTest = () =>
          store.claim({ id: 't1', now, leaseMs: LEASE_MS, claimId: 'mine' });
        await expect(claimTest()).rejects.toThrow(
          "No pending delivery has the id 't1'",
        );
        await test();
        await complete(await claimTest());
        await expect(claimTest()).rejects.toThrow(/No pending delivery/);
      });
    });

    describe('list', () => {
      it('pages from the newest to the oldest, and is not disturbed by what arrives', async () => {
        for (const id of ['a', 'b', 'c', 'd', 'e']) await addDelivery(knex, id);
        await addDelivery(knex, 'foreign', { webhookId: 'w2' });

        const first = await store.list('w1', { limit: 2 });
        expect(ids(first.items)).toEqual(['e', 'd']);
        expect(first.totalItems).toBe(5);

        await addDelivery(knex, 'f');
        const second = await store.list('w1', {
          limit: 2,
          cursor: first.pageInfo.nextCursor,
        });
        expect(ids(second.items)).toEqual(['c', 'b']);
        const third = await store.list('w1', {
          limit: 2,
          cursor: second.pageInfo.nextCursor,
        });
        expect(ids(third.items)).toEqual(['a']);
        expect(third.pageInfo).toEqual({});
      });

      it('has no next page when a page ends exactly at the last', async () => {
        for (const id of ['a', 'b']) await addDelivery(knex, id);
        const { pageInfo } = await store.list('w1', { limit: 2 });
        expect(pageInfo).toEqual({});
      });

      it('counts a long history no further than 10,000', async () => {
        await addDelivery(knex, 'first');
        const { seq, ...row } = await knex('deliveries').first();
        const copies = Array.from({ length: 9_999 }, (_, i) => ({
          ...row,
          id: `copy-${i}`,
        }));
        await knex.batchInsert('deliveries', copies, 200);
        const exact = await store.list('w1', {});
        expect(exact.totalItems).toBe(10_000);
        expect(exact.totalItemsCapped).toBeUndefined();

        await addDelivery(knex, 'last');
        const capped = await store.list('w1', {});
        expect(capped).toMatchObject({
          totalItems: 10_000,
          totalItemsCapped: true,
        });
        const only = await store.list('w1', { cluster: 'staging' });
        expect(only).toMatchObject({ items: [], totalItems: 0 });
      });

      it('is empty for a webhook without deliveries', async () => {
        await expect(store.list('none', {})).resolves.toEqual({
          items: [],
          totalItems: 0,
          pageInfo: {},
        });
      });

      it.each([
        [{ status: 'delivered' }, ['done']],
        [{ event: 'delete' }, ['deleted']],
        [{ cluster: 'staging' }, ['staging']],
        [{ resource: 'Pod' }, ['pod']],
        [{ namespace: 'team-beta' }, ['beta']],
        [{ status: 'pending', resource: 'Pod' }, ['pod']],
        [{ status: 'failed' }, []],
      ] as const)('shows what matches %j', async (query, expected) => {
        await addDelivery(knex, 'done');
        await complete(await claimOne());
        await addDelivery(knex, 'deleted', { event: { event: 'delete' } });
        await addDelivery(knex, 'staging', { event: { cluster: 'staging' } });
        await addDelivery(knex, 'pod', { event: { resource: 'Pod' } });
        await addDelivery(knex, 'beta', { event: { namespace: 'team-beta' } });

        const page = await store.list('w1', query);
        expect(ids(page.items)).toEqual(expected);
        expect(page.totalItems).toBe(expected.length);
      });

      it.each([['nonsense'], ['LTE'], ['MS41'], ['']])(
        'refuses the cursor %p',
        async cursor => {
          await expect(store.list('w1', { cursor })).rejects.toThrow(
            /^cursor:/,
          );
        },
      );

      it('shows no next attempt while one is being made', async () => {
        await addDelivery(knex, 'd1');
        const shown = async () => (await store.list('w1', {})).items[0];
        expect((await shown()).nextAttemptAt).toBe(now.toISOString());
        await claim();
        expect((await shown()).nextAttemptAt).toBeUndefined();
      });

      it('narrows to the time in which they were made', async () => {
        for (const [id, minute] of [
          ['a', 0],
          ['b', 1],
          ['c', 2],
        ] as const) {
          await addDelivery(knex, id);
          await knex('deliveries')
            .where({ id })
            .update({ created_at: after(minute * 60_000).getTime() });
        }
        const within = async (query: DeliveryQuery) =>
          ids((await store.list('w1', query)).items);
        const first = after(60_000).toISOString();
        const second = after(120_000).toISOString();
        await expect(within({ createdSince: first })).resolves.toEqual([
          'c',
          'b',
        ]);
        await expect(within({ createdUntil: first })).resolves.toEqual(['a']);
        await expect(
          within({ createdSince: first, createdUntil: second }),
        ).resolves.toEqual(['b']);
      });
    });

    describe('get', () => {
      it.each([
        ['w1', 'none'],
        ['w2', 'd1'],
      ])('finds no delivery of %s with the id %s', async (webhookId, id) => {
        await addDelivery(knex, 'd1');
        await expect(store.get(webhookId, id)).rejects.toThrow(
          `Webhook '${webhookId}' has no delivery with the id '${id}'`,
        );
      });
    });

    describe('redeliver', () => {
      it('gives a fresh budget under the same id, and goes on counting', async () => {
        await addDelivery(knex, 'd1');
        await complete(await claimOne(), {
          attempt: attempt({ outcome: 'rejected', reason: 'Revoked.' }),
          next: {
            status: 'failed',
            failureClass: 'owner',
            reason: 'Revoked.',
          },
        });
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          failureClass: 'owner',
          failedAt: after(50).toISOString(),
        });
        await expect(
          store.redeliver('w1', 'd1', after(60_000)),
        ).resolves.toMatchObject({
          id: 'd1',
          status: 'pending',
          attempts: 1,
          nextAttemptAt: after(60_000).toISOString(),
          attemptLog: [{ number: 1 }],
        });

        const again = await claimOne({ now: after(60_000) });
        expect(again).toMatchObject({ attempts: 1, attemptsLeft: 3 });
        await complete(again);
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          status: 'delivered',
          attempts: 2,
          attemptLog: [{ number: 1 }, { number: 2 }],
        });
      });

      it('is refused while the delivery is on its way', async () => {
        await addDelivery(knex, 'd1');
        await expect(store.redeliver('w1', 'd1', now)).rejects.toThrow(
          "Delivery 'd1' is still on its way",
        );
      });

      it('finds no delivery of another webhook', async () => {
        await addDelivery(knex, 'd1');
        await complete(await claimOne());
        await expect(store.redeliver('w2', 'd1', now)).rejects.toThrow(
          /has no delivery/,
        );
        await expect(store.get('w1', 'd1')).resolves.toMatchObject({
          status: 'delivered',
        });
      });
    });
  },
);
