import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { chunks } from './chunks';
import { announceEvents } from './eventOrder';

/** @returns the events that were not known before; a change that was seen twice is one event */
export async function insertEvents(
  tx: Knex.Transaction,
  events: readonly WebhookEvent[],
  now: Date,
): Promise<WebhookEvent[]> {
  if (events.length === 0) return [];
  await announceEvents(tx);
  const news = new Set<string>();
  // One statement must not hold an id twice.
  const byId = new Map(events.map(event => [event.id, event] as const));
  for (const chunk of chunks([...byId.values()])) {
    const inserted: { id: string }[] = await tx('events')
      .insert(
        chunk.map(event => ({
          id: event.id,
          payload: JSON.stringify(event),
          created_at: now.getTime(),
        })),
      )
      .onConflict('id')
      .ignore()
      .returning('id');
    for (const { id } of inserted) news.add(id);
  }
  return [...byId.values()].filter(({ id }) => news.has(id));
}
