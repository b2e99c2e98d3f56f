import { RetentionStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/RetentionStore';
import { Retention } from '@kubevision/backstage-plugin-webhooks-backend/src/storage/Retention';
import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { Measurement } from '../Measurement';
import { quantile } from '../statistics';
import { silentLogger } from '../watch/silentLogger';
import { addDeliveries, addEvents, fillDatabase } from './fillDatabase';
import { openDatabase } from './openDatabase';

const ROWS = { full: 200_000, quick: 20_000 };
const DAY_MS = 24 * 3_600_000;
/** Several times what a busy installation sees. */
const EVENTS_PER_SECOND = 1_000;
/** An event and its delivery, with the attempt of it. */
const ROWS_PER_EVENT = 2;
const TICK_MS = 100;

/** Whether retention deletes faster than a busy installation adds, while it adds. */
export const keepingUp: Measurement = {
  name: 'keeping-up',
  run: context =>
    openDatabase(context, async knex => {
      const now = new Date();
      const rows = context.quick ? ROWS.quick : ROWS.full;
      await fillDatabase(knex, { rows, now: new Date(+now - 200 * DAY_MS) });

      const limit = { ageMs: 30 * DAY_MS, count: 1_000_000 };
      const retention = Retention.create({
        store: RetentionStore.create({ knex }),
        limits: { events: limit, deliveries: limit, failedDeliveries: limit },
        now: () => now,
        logger: silentLogger,
      });
      const done = new AbortController();
      const adding = addUntil(knex, now, done.signal);
      const startedAt = performance.now();
      const deleted = await retention.run(new AbortController().signal);
      const seconds = (performance.now() - startedAt) / 1000;
      done.abort();
      const { added, times } = await adding;
      context.print(
        `Deleted ${deleted} rows in ${seconds.toFixed(1)} s while ${
          added * ROWS_PER_EVENT
        } were added`,
      );
      return {
        'storage.deletedPerAdded': {
          value: deleted / seconds / (EVENTS_PER_SECOND * ROWS_PER_EVENT),
          unit: 'ratio',
          threshold: { atLeast: 2 },
          detail: {
            deletedPerSecond: deleted / seconds,
            addedPerSecond: (added * ROWS_PER_EVENT) / seconds,
          },
        },
        'storage.addingWhileDeletingMs': {
          value: quantile(times, 0.99),
          unit: 'ms',
          threshold: { atMost: 500 },
        },
      };
    }),
};

/** Adds what comes in, until it is told to stop. @returns how long each of its ticks took */
async function addUntil(knex: Knex, now: Date, signal: AbortSignal) {
  const times: number[] = [];
  let added = 0;
  const startedAt = performance.now();
  while (!signal.aborted) {
    const due = ((performance.now() - startedAt) / 1000) * EVENTS_PER_SECOND;
    const rows = Math.floor(due - added);
    if (rows > 0) {
      const batch = {
        rows,
        newest: now,
        days: 0,
        name: `new-${times.length}`,
      };
      const beganAt = performance.now();
      await addEvents(knex, batch);
      await addDeliveries(knex, { ...batch, pending: 0 });
      times.push(performance.now() - beganAt);
      added += rows;
    }
    await delay(TICK_MS);
  }
  return { added, times };
}
