import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import { FirstRelease } from './__testUtils__/FirstRelease';
import { openTestDatabase } from './__testUtils__/openTestDatabase';
import { addWebhook, event } from './__testUtils__/rows';
import { DeliveryStore } from './DeliveryStore';
import { newDeliveryRow } from './deliveryRow';

const WEBHOOKS = ['w1', 'w2'];
const OBJECTS = 5;
const CHANGES = 20;
const LEASE_MS = 1_000;
const LIMIT = 3;

/** What a receiver took. */
interface Message {
  readonly id: string;
  readonly by: string;
}

/** What a replica does; both versions of it. */
interface Replica {
  readonly name: string;
  enqueue(id: string, webhookId: string, objectKey: string): Promise<void>;
  claim(): Promise<Claimed[]>;
}

interface Claimed {
  readonly id: string;
  readonly attempts: number;
  complete(delivered: boolean): Promise<boolean>;
}

/** A SQLite database belongs to one process. */
const shared = TestDatabases.create()
  .eachSupportedId()
  .map(([id]) => id)
  .filter(id => id.startsWith('POSTGRES'));

(shared.length > 0 ? describe : describe.skip)(
  'the version 0.1.0 beside this one',
  () => {
    let knex: Knex;
    let messages: Message[];
    let replicas: Replica[];

    beforeEach(async () => {
      knex = await openTestDatabase(shared[0]);
      for (const id of WEBHOOKS) await addWebhook(knex, id);
      messages = [];
      replicas = [firstRelease(knex), today(knex)];
    });

    const countOf = (status: string) =>
      knex('deliveries')
        .where({ status })
        .count('* as count')
        .then(([{ count }]) => Number(count));

    /** Each receiver is busy at the first attempt of every third message. */
    async function send(replica: Replica, claimed: Claimed) {
      await pause(1);
      const change = Number(claimed.id.split('/')[2]);
      const isBusy = change % 3 === 0 && claimed.attempts === 0;
      if (!isBusy) messages.push({ id: claimed.id, by: replica.name });
      expect(await claimed.complete(!isBusy)).toBe(true);
    }

    async function deliver(replica: Replica, isOver: () => Promise<boolean>) {
      while (!(await isOver())) {
        const claimed = await replica.claim();
        await Promise.all(claimed.map(it => send(replica, it)));
        await pause(1);
      }
    }

    /** In turn, so that what one wrote is before and behind what the other wrote. */
    async function enqueueAll() {
      for (let change = 0; change < CHANGES; change += 1) {
        for (let object = 0; object < OBJECTS; object += 1) {
          for (const webhookId of WEBHOOKS) {
            const key = `${webhookId}/${object}`;
            const writer = replicas[(change + object) % 2];
            await writer.enqueue(`${key}/${change}`, webhookId, key);
          }
        }
      }
    }

    it('delivers everything once and in order, whoever wrote it down', async () => {
      let written = false;
      const isOver = async () => written && (await countOf('pending')) === 0;
      const delivering = replicas.map(it => deliver(it, isOver));
      await enqueueAll();
      written = true;
      await Promise.all(delivering);

      const all = WEBHOOKS.length * OBJECTS * CHANGES;
      expect(await countOf('delivered')).toBe(all);
      expect(new Set(messages.map(({ id }) => id)).size).toBe(all);
      expect(messages).toHaveLength(all);
      expect(new Set(messages.map(({ by }) => by)).size).toBe(2);
      const changesOf = new Map<string, number[]>();
      for (const { id } of messages) {
        const [webhookId, object, change] = id.split('/');
        const key = `${webhookId}/${object}`;
        changesOf.set(key, [...(changesOf.get(key) ?? []), Number(change)]);
      }
      for (const changes of changesOf.values()) {
        expect(changes).toEqual([...changes].sort((a, b) => a - b));
      }
    }, 60_000);

    it.each([
      ['the older', 0],
      ['the newer', 1],
    ])(
      'takes over what %s had claimed when it froze',
      async (_, i) => {
        const [frozen, other] = [replicas[i], replicas[1 - i]];
        await frozen.enqueue('w1/0/1', 'w1', 'w1/0');
        const [lost] = await frozen.claim();
        expect(lost.id).toBe('w1/0/1');
        expect(await other.claim()).toEqual([]);

        await pause(LEASE_MS + 50);
        const [taken] = await other.claim();
        expect(taken.id).toBe('w1/0/1');
        expect(await lost.complete(true)).toBe(false);
        expect(await taken.complete(true)).toBe(true);
        expect(await countOf('delivered')).toBe(1);
      },
      30_000,
    );

    it('keeps attempts where both find them', async () => {
      const [older, newer] = replicas;
      await older.enqueue('w1/0/0', 'w1', 'w1/0');
      await (await older.claim())[0].complete(false);
      await (await newer.claim())[0].complete(false);
      await (await older.claim())[0].complete(true);
      const store = DeliveryStore.create({ knex });
      expect(await store.get('w1', 'w1/0/0')).toMatchObject({
        status: 'delivered',
        attempts: 3,
        attemptLog: [
          { number: 1, outcome: 'retry', statusCode: 503 },
          { number: 2, outcome: 'retry', statusCode: 503 },
          { number: 3, outcome: 'delivered', statusCode: 200 },
        ],
      });
    });
  },
);

function firstRelease(knex: Knex): Replica {
  const version = FirstRelease.create({ knex });
  return {
    name: '0.1.0',
    enqueue: (id, webhookId, objectKey) =>
      version.enqueue({
        id,
        webhookId,
        event: event({ id }),
        objectKey,
        now: Date.now(),
      }),
    claim: async () => {
      const claimed = await version.claim({
        webhookIds: WEBHOOKS,
        limit: LIMIT,
        now: Date.now(),
        leaseMs: LEASE_MS,
        claimId: uuid(),
      });
      return claimed.map(it => ({
        id: it.id,
        attempts: it.attempts,
        complete: delivered =>
          version.complete(it, { delivered, now: Date.now() }),
      }));
    },
  };
}

function today(knex: Knex): Replica {
  const store = DeliveryStore.create({ knex });
  return {
    name: 'today',
    enqueue: async (id, webhookId, objectKey) => {
      const now = new Date();
      const row = newDeliveryRow({
        id,
        webhookId,
        event: event({ id }),
        test: false,
        attempts: 3,
        dueAt: now.getTime(),
        now,
      });
      await knex('deliveries').insert({
        ...row,
        object_key: objectKey,
        first_due_at: now.getTime(),
      });
    },
    claim: async () => {
      const { deliveries } = await store.claimDue({
        lanes: WEBHOOKS.map(webhookId => ({ webhookId, room: LIMIT })),
        limit: LIMIT,
        now: new Date(),
        leaseMs: LEASE_MS,
        claimId: uuid(),
      });
      return deliveries.map(delivery => ({
        id: delivery.id,
        attempts: delivery.attempts,
        complete: delivered => {
          const now = new Date();
          return store.complete({
            delivery,
            attempt: {
              startedAt: now,
              durationMs: 1,
              outcome: delivered ? 'delivered' : 'retry',
              statusCode: delivered ? 200 : 503,
            },
            next: delivered
              ? { status: 'delivered' }
              : {
                  status: 'pending',
                  nextAttemptAt: now.getTime(),
                  reason: 'It was busy.',
                },
            now,
          });
        },
      }));
    },
  };
}
