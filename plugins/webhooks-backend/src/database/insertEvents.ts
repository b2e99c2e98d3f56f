import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { announceEvents } from './eventOrder';
import { insertRows } from './insertRows';

/** @returns the events that were not known before; a change that was seen twice is one event */
export async function insertEvents(
  tx: Knex.Transaction,
  events: readonly WebhookEvent[],
  now: Date,
): Promise<WebhookEvent[]> {
  if (events.length === 0) return [];
  await announceEvents(tx);
  // One statement must not hold an id twice.
  const byId = new Map(events.map(event => [event.id, event] as const));
  const inserted = await insertRows(tx, {
    table: 'events',
    columns: { id: 'text', payload: 'text', created_at: 'bigint' },
    rows: [...byId.values()].map(event => ({
      id: event.id,
      payload: JSON.stringify(event),
      created_at: now.getTime(),
    })),
    key: 'id',
  });
  const news = new Set(inserted);
  return [...byId.values()].filter(({ id }) => news.has(id));
}
