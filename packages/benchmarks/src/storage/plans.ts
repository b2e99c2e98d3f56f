import { DeliveryQuery } from '@kubevision/backstage-plugin-webhooks-common';
import { ClaimedDelivery } from '@kubevision/backstage-plugin-webhooks-backend/src/database/deliveryRow';
import { DeliveryStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/DeliveryStore';
import { EventStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/EventStore';
import { RetentionStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/RetentionStore';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { Measurement } from '../Measurement';
import { table } from '../table';
import { Plan, explainAll, indexesOf } from './explain';
import { LARGE_WEBHOOK, WAITING_WEBHOOK, fillDatabase } from './fillDatabase';
import { openDatabase } from './openDatabase';

const ROWS = { full: 1_000_000, quick: 50_000 };
const DAY_MS = 24 * 3_600_000;
/** What a person does not notice, and what holds a lock no longer than it may. */
const LONGEST_MS = 250;
/** What retention asks once in five minutes, without a lock, before it deletes anything. */
const LONGEST_OVERVIEW_MS = 1_000;
const OVERVIEW = /^retention: .* by /;
/** The best of so many counts, as others work on the machine too. */
const TRIES = 3;

/** The tables that grow; the others are small enough to be read as a whole. */
const GROWING = ['events', 'deliveries', 'held_back'];

type Queries = Readonly<Record<string, () => Promise<unknown>>>;

/** Everything that the product asks of the tables that grow, by what it is for. */
function queriesOf(knex: Knex, now: Date): Queries {
  const deliveries = DeliveryStore.create({ knex });
  const events = EventStore.create({ knex });
  const old = RetentionStore.create({ knex });
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const history = (query: DeliveryQuery) => () =>
    deliveries.list(LARGE_WEBHOOK, query);
  const claim = (webhookIds: readonly string[]) =>
    deliveries.claimDue({
      lanes: webhookIds.map(webhookId => ({ webhookId, room: 16 })),
      limit: 512,
      now,
      leaseMs: 60_000,
      claimId: randomUUID(),
    });
  const record = (delivery: ClaimedDelivery) =>
    deliveries.complete({
      delivery,
      attempt: { startedAt: now, durationMs: 12, outcome: 'delivered' },
      next: { status: 'delivered' },
      signal: { kind: 'success' },
      now,
    });
  return {
    history: history({}),
    'history: failed': history({ status: 'failed' }),
    'history: pending': history({ status: 'pending' }),
    'history: delivered': history({ status: 'delivered' }),
    'history: event': history({ event: 'delete' }),
    'history: cluster': history({ cluster: 'cluster-3' }),
    'history: resource': history({ resource: 'Service' }),
    'history: namespace': history({ namespace: 'team-110' }),
    'history: nothing such': history({ namespace: 'no-such-namespace' }),
    'history: one delivery': () =>
      deliveries.get(LARGE_WEBHOOK, 'delivery-1000'),
    claim: () => claim([LARGE_WEBHOOK]),
    'claim: of many webhooks': () =>
      claim(Array.from({ length: 20 }, (_, i) => `webhook-${i + 1}`)),
    'claim: where all wait for others': () => claim([WAITING_WEBHOOK]),
    record: async () => {
      const { deliveries: claimed } = await claim(['webhook-30']);
      await Promise.all(claimed.map(record));
    },
    'lanes due': () => deliveries.lanesDue(),
    'held back': () =>
      deliveries.heldBack({ webhookIds: [LARGE_WEBHOOK, 'webhook-7'], now }),
    'retention: events by age': () =>
      old.lastEventToDelete({ since: ago(6.9), count: 900_000 }),
    'retention: events': () => old.deleteEvents(5_000),
    'retention: deliveries by age and count': () =>
      old.deliveriesToKeepSince('delivered', {
        since: ago(30),
        count: 900_000,
      }),
    'retention: delivered': () =>
      old.deleteDeliveries('delivered', {
        from: 0,
        before: ago(30).getTime(),
      }),
    'retention: failed': () =>
      old.deleteDeliveries('failed', { from: 0, before: ago(90).getTime() }),
    'retention: recoveries': () => old.deleteRecoveries(ago(90)),
    'retention: held back': () => old.deleteHeldBack(ago(1.9)),
    export: async () => {
      const end = await events.end();
      await events.between({ after: end - 300_000, upTo: end, limit: 500 });
    },
    'export: what was deleted': () => events.deletedUpTo(),
    'preview of matches': () =>
      events.newest({ since: ago(1), before: 900_000, limit: 500 }),
  };
}

/** How PostgreSQL runs every query of the product on a million rows. */
export const plans: Measurement = {
  name: 'plans',
  run: context =>
    openDatabase(context, async knex => {
      const now = new Date();
      const rows = context.quick ? ROWS.quick : ROWS.full;
      await fillDatabase(knex, { rows, now });

      const rowsOfTable: Record<string, string | number>[] = [];
      const times: Record<string, number> = {};
      let scans = 0;
      for (const [name, work] of Object.entries(queriesOf(knex, now))) {
        const tries: (readonly Plan[])[] = [];
        for (let i = 0; i < TRIES; i++) {
          tries.push(await explainAll(knex, work));
        }
        const found = tries[TRIES - 1];
        const scanned = found.flatMap(plan => scannedIn(plan));
        times[name] = Math.min(...tries.map(slowest));
        scans += scanned.length;
        if (scanned.length > 0) context.print(describe(name, found));
        rowsOfTable.push({
          query: name,
          statements: found.length,
          ms: times[name],
          'reads all of': scanned.join(' '),
          by: [...new Set(found.flatMap(({ nodes }) => indexesOf(nodes)))].join(
            ' ',
          ),
        });
      }
      context.print(table(rowsOfTable));
      return {
        'storage.sequentialScans': {
          value: scans,
          unit: 'plans',
          threshold: { atMost: 0 },
        },
        'storage.slowestQueryMs': {
          value: longest(times, name => !OVERVIEW.test(name)),
          unit: 'ms',
          threshold: { atMost: LONGEST_MS },
          detail: times,
        },
        'storage.slowestOverviewMs': {
          value: longest(times, name => OVERVIEW.test(name)),
          unit: 'ms',
          threshold: { atMost: LONGEST_OVERVIEW_MS },
        },
      };
    }),
};

function slowest(found: readonly Plan[]): number {
  return Math.max(0, ...found.map(({ ms }) => ms));
}

function longest(
  times: Readonly<Record<string, number>>,
  isMeant: (name: string) => boolean,
): number {
  const meant = Object.entries(times).filter(([name]) => isMeant(name));
  return Math.max(...meant.map(([, ms]) => ms));
}

function scannedIn({ scanned }: Plan): string[] {
  return scanned.filter(name => GROWING.includes(name));
}

function describe(name: string, found: readonly Plan[]): string {
  return found
    .filter(plan => scannedIn(plan).length > 0)
    .map(({ sql, nodes }) => `${name}: ${sql}\n${JSON.stringify(nodes)}`)
    .join('\n');
}
