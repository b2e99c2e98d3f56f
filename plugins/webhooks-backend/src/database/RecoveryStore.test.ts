import { TestDatabases } from '@backstage/backend-test-utils';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { addDelivery, addParked, addWebhook, now } from './__testUtils__/rows';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { DeliveryStore } from './DeliveryStore';
import { RecoveryStore } from './RecoveryStore';

const after = (ms: number) => new Date(now.getTime() + ms);
const AHEAD_MS = 10_000;

describe.each(TestDatabases.create().eachSupportedId())(
  'RecoveryStore on %s',
  databaseId => {
    let knex: Knex;
    let store: RecoveryStore;
    let deliveries: DeliveryStore;

    beforeEach(async () => {
      knex = await openTestDatabase(databaseId);
      store = RecoveryStore.create({ knex });
      deliveries = DeliveryStore.create({ knex });
      await addWebhook(knex, 'w1');
      await addWebhook(knex, 'w2');
    });

    const create = (
      options: Partial<Parameters<RecoveryStore['create']>[0]> = {},
    ) =>
      store.create({
        id: 'r1',
        webhookId: 'w1',
        filter: {},
        perMinute: 30,
        createdBy: 'user:default/olga',
        now,
        ...options,
      });
    const advance = (at = now, by = store) =>
      by.advance({ id: 'r1', webhookId: 'w1', now: at, aheadMs: AHEAD_MS });
    /** Due times of what is pending, in milliseconds from the beginning. */
    const dueTimes = async () => {
      const rows = await knex('deliveries')
        .where({ status: 'pending' })
        .orderBy('seq');
      return rows.map(row => [
        row.id,
        Number(row.next_attempt_at) - now.getTime(),
      ]);
    };
    const park = async (...ids: string[]) => {
      for (const id of ids) await addParked(knex, id);
    };

    describe('preview', () => {
      it('counts what is parked, by class, and no tests', async () => {
        await addParked(knex, 'a', { failureClass: 'owner' });
        await addParked(knex, 'b', { failureClass: 'owner' });
        await addParked(knex, 'c', { failureClass: 'disabled' });
        await addParked(knex, 'test', { test: true });
        await addParked(knex, 'foreign', { webhookId: 'w2' });
        await addDelivery(knex, 'pending');
        await expect(store.preview('w1', {})).resolves.toEqual({
          total: 3,
          byClass: { owner: 2, disabled: 1 },
        });
        await expect(deliveries.parked(['w1', 'w2', 'w3'])).resolves.toEqual(
          new Map([
            ['w1', 3],
            ['w2', 1],
          ]),
        );
      });

      it.each([
        [{ failureClass: 'owner' }, ['owner']],
        [{ since: after(1).toISOString() }, ['late']],
        [{ createdSince: after(1).toISOString() }, ['new']],
        [{ createdUntil: now.toISOString() }, ['old']],
        [{ event: 'delete' }, ['deleted']],
        [{ cluster: 'staging' }, ['staging']],
        [{ resource: 'Pod' }, ['pod']],
        [{ namespace: 'team-beta', resource: 'Deployment' }, ['beta']],
        [{ namespace: 'team-beta', resource: 'Pod' }, []],
      ] as const)(
        'and a recovery take in what matches %j',
        async (filter, ids) => {
          await addParked(knex, 'owner', { failureClass: 'owner' });
          await addParked(knex, 'late', { failedAt: after(1) });
          await addParked(knex, 'deleted', { event: { event: 'delete' } });
          await addParked(knex, 'staging', { event: { cluster: 'staging' } });
          await addParked(knex, 'pod', { event: { resource: 'Pod' } });
          await addParked(knex, 'beta', { event: { namespace: 'team-beta' } });
          for (const [id, ms] of [
            ['old', -1],
            ['new', 1],
          ] as const) {
            await addParked(knex, id);
            await knex('deliveries')
              .where({ id })
              .update({ created_at: after(ms).getTime() });
          }

          const { total } = await store.preview('w1', filter);
          expect(total).toBe(ids.length);
          await create({ filter, now: after(1) });
          await advance(after(1));
          expect((await dueTimes()).map(([id]) => id)).toEqual(ids);
        },
      );
    });

    it('makes deliveries due one after the other, at the pace, oldest first', async () => {
      await park('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
      await create();
      await expect(advance()).resolves.toBe(6);
      expect(await dueTimes()).toEqual([
        ['a', 0],
        ['b', 2_000],
        ['c', 4_000],
        ['d', 6_000],
        ['e', 8_000],
        ['f', 10_000],
      ]);
      await expect(store.get('w1', 'r1')).resolves.toMatchObject({
        state: 'running',
        total: 8,
        done: 6,
        remaining: 2,
        perMinute: 30,
      });
    });

    it('keeps the pace over many calls, and ends', async () => {
      await park('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
      await create({ perMinute: 12 });
      for (let second = 0; second <= 60; second += 5) {
        await advance(after(second * 1_000));
        // As if they were delivered in time.
        await knex('deliveries')
          .where('next_attempt_at', '<=', after(second * 1_000).getTime())
          .update({ status: 'delivered' });
      }
      const due = await knex('deliveries').orderBy('seq');
      expect(
        due.map(row => (Number(row.next_attempt_at) - now.getTime()) / 1_000),
      ).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
      await expect(store.get('w1', 'r1')).resolves.toMatchObject({
        state: 'done',
        total: 8,
        done: 8,
        remaining: 0,
        endedAt: expect.any(String),
      });
      await expect(store.running()).resolves.toEqual([]);
    });

    it('leaves room for what is new: it finds its place between what is sent again', async () => {
      await park('a', 'b', 'c');
      await create();
      await advance();
      await addDelivery(knex, 'new', { dueAt: after(1_000) });
      const claim = await deliveries.claimDue({
        lanes: [{ webhookId: 'w1', room: 10 }],
        limit: 10,
        now: after(1_000),
        leaseMs: 20_000,
        claimId: 'c',
      });
      expect(claim.deliveries.map(({ id }) => id)).toEqual(['a', 'new']);
    });

    it('gives each a fresh budget by the schedule of the webhook, and keeps its id', async () => {
      await park('a');
      await knex('webhooks').where({ id: 'w1' }).update({ retry: 'patient' });
      await knex('deliveries').update({ waits: 5, plain_text: true });
      await create();
      await advance();
      await expect(deliveries.get('w1', 'a')).resolves.toMatchObject({
        status: 'pending',
        attempts: 3,
        failureClass: undefined,
        failedAt: undefined,
        reason: undefined,
      });
      await expect(
        deliveries.claim({ id: 'a', now, leaseMs: 1, claimId: 'c' }),
      ).resolves.toMatchObject({
        attemptsLeft: 10,
        retry: 'patient',
        waits: 0,
        plainText: false,
      });
    });

    it('is worked on by any number of replicas, without doubling the pace', async () => {
      await park(...Array.from({ length: 20 }, (_, i) => `d${i}`));
      await create();
      const replicas = Array.from({ length: 4 }, () =>
        RecoveryStore.create({ knex }),
      );
      const made = await Promise.all(
        replicas.map(replica => advance(now, replica)),
      );
      expect(made.reduce((sum, n) => sum + n, 0)).toBe(6);
      expect(await dueTimes()).toHaveLength(6);
    });

    it('takes up nothing that fails after it began, and nothing twice', async () => {
      await park('a');
      await create();
      await addParked(knex, 'later', { failedAt: after(1) });
      await advance();
      const failAgain = { status: 'failed', failure_class: 'exhausted' };
      await knex('deliveries')
        .where({ id: 'a' })
        .update({ ...failAgain, failed_at: after(5).getTime() });
      await advance(after(20_000));
      expect(await dueTimes()).toEqual([]);
      await expect(store.get('w1', 'r1')).resolves.toMatchObject({
        state: 'done',
        done: 1,
      });
    });

    it('takes up nothing that was pending when it began and had not failed', async () => {
      await addDelivery(knex, 'pending', { dueAt: after(60_000) });
      await park('a');
      await create();
      await knex('deliveries')
        .where({ id: 'pending' })
        .update({
          status: 'failed',
          failure_class: 'exhausted',
          failed_at: after(5).getTime(),
        });
      await advance(after(10));
      expect(await dueTimes()).toEqual([['a', 10]]);
    });

    it('adds nothing while as much is waiting, and goes on when that is gone', async () => {
      await park('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
      await create();
      for (let i = 0; i < 6; i++) await addDelivery(knex, `new-${i}`);
      await expect(advance()).resolves.toBe(0);
      await knex('deliveries').where({ id: 'new-0' }).delete();
      await expect(advance(after(60_000))).resolves.toBe(6);
      // What was not used of the pace is not made up for.
      expect((await dueTimes()).slice(0, 6)).toEqual([
        ['a', 60_000],
        ['b', 62_000],
        ['c', 64_000],
        ['d', 66_000],
        ['e', 68_000],
        ['f', 70_000],
      ]);
    });

    it('keeps nothing new of the same object waiting, nor is taken for news of it', async () => {
      await park('a');
      const key = '0123456789abcdef0123456789abcdef';
      await knex('deliveries').update({ object_key: key });
      await create();
      await advance();
      const { object_key: changed } = await knex('deliveries').first();
      expect(changed).toBe('r123456789abcdef0123456789abcdef');
    });

    it('pauses by itself when the webhook is disabled, and says so', async () => {
      await park('a');
      await create();
      await knex('webhooks').where({ id: 'w1' }).update({ enabled: false });
      await expect(advance()).resolves.toBe(0);
      await expect(store.get('w1', 'r1')).resolves.toMatchObject({
        state: 'paused',
        ...because('webhook-disabled'),
        remaining: 1,
      });
      await knex('webhooks').where({ id: 'w1' }).update({ enabled: true });
      await expect(advance()).resolves.toBe(0);
      await expect(
        store.change('w1', 'r1', { state: 'running', now }),
      ).resolves.toMatchObject({ state: 'running', reason: undefined });
      await expect(advance()).resolves.toBe(1);
    });

    it('does nothing while it is paused, and never again when it is cancelled', async () => {
      await park('a');
      await create();
      const change = (state: 'running' | 'paused' | 'cancelled') =>
        store.change('w1', 'r1', { state, now });
      await expect(change('paused')).resolves.toMatchObject({
        state: 'paused',
      });
      await expect(advance()).resolves.toBe(0);
      await expect(change('cancelled')).resolves.toMatchObject({
        state: 'cancelled',
        remaining: 0,
        endedAt: now.toISOString(),
      });
      await expect(advance()).resolves.toBe(0);
      await expect(change('running')).rejects.toThrow(
        "Recovery 'r1' has ended: it is cancelled",
      );
      await expect(deliveries.parked(['w1'])).resolves.toEqual(
        new Map([['w1', 1]]),
      );
    });

    it('is the only one of its webhook until it has ended', async () => {
      await park('a');
      await create();
      await addParked(knex, 'b', { webhookId: 'w2' });
      await create({ id: 'r2', webhookId: 'w2' });
      await expect(create({ id: 'r3' })).rejects.toThrow(
        /has a recovery that has not ended/,
      );
      await store.change('w1', 'r1', { state: 'cancelled', now });
      await expect(create({ id: 'r3' })).resolves.toMatchObject({
        state: 'running',
      });
    });

    it('has ended at once when nothing is parked', async () => {
      await expect(create()).resolves.toMatchObject({
        state: 'done',
        total: 0,
        remaining: 0,
      });
    });

    it('is listed, newest first, in pages', async () => {
      for (const id of ['r1', 'r2', 'r3']) await create({ id });
      await create({ id: 'foreign', webhookId: 'w2' });
      const page = await store.list('w1', { limit: 2 });
      expect(page.total).toBe(3);
      expect(page.recoveries.map(({ id }) => id)).toEqual(['r3', 'r2']);
      const rest = await store.list('w1', { limit: 2, before: 'r2' });
      expect(rest.recoveries.map(({ id }) => id)).toEqual(['r1']);
    });

    it('is gone with its webhook, and nobody else sees it', async () => {
      await park('a');
      await create();
      await expect(store.get('w2', 'r1')).rejects.toThrow(/has no recovery/);
      await knex('webhooks').where({ id: 'w1' }).delete();
      await expect(store.running()).resolves.toEqual([]);
      await expect(advance()).resolves.toBe(0);
    });

    it('copes with 100,000, and reads a batch at a time', async () => {
      await park('first');
      const columns = Object.keys(await knex('deliveries').first())
        .filter(column => !['seq', 'id'].includes(column))
        .join(', ');
      await knex.raw(
        `insert into deliveries (id, ${columns})
         with recursive copies(n) as (select 1 union all select n + 1 from copies where n < 99999)
         select 'copy-' || n, ${columns} from copies, deliveries`,
      );
      let mostRows = 0;
      const count = (rows: unknown) => {
        const list = (rows as { rows?: unknown[] }).rows ?? rows;
        if (Array.isArray(list)) mostRows = Math.max(mostRows, list.length);
      };
      knex.on('query-response', count);
      await create({ perMinute: 1_000 });
      await expect(advance()).resolves.toBe(167);
      await expect(advance(after(10_000))).resolves.toBe(0);
      knex.removeListener('query-response', count);
      expect(mostRows).toBe(167);
      await expect(store.get('w1', 'r1')).resolves.toMatchObject({
        total: 100_000,
        remaining: 99_833,
      });
      await expect(deliveries.parked(['w1'])).resolves.toEqual(
        new Map([['w1', 99_833]]),
      );
    });
  },
);
