import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { matchEvent } from '../webhooks/filters';
import { chunks } from './chunks';
import { ATTEMPTS } from './DeliveryStore';
import { newDeliveryRow } from './deliveryRow';
import { readEnabledFilters } from './WebhookStore';

/**
 * Adds a delivery of each event for every enabled webhook that wants it.
 *
 * @param dueAt - when the first attempt is, in milliseconds since the epoch; now when absent
 * @returns how many there are
 */
export async function enqueueDeliveries(
  tx: Knex.Transaction,
  events: readonly WebhookEvent[],
  now: Date,
  dueAt: (event: WebhookEvent) => number = () => now.getTime(),
): Promise<number> {
  if (events.length === 0) return 0;
  const webhooks = await readEnabledFilters(tx);
  const rows = events.flatMap(event =>
    webhooks.flatMap(({ id, filters }) => {
      const eventType = matchEvent(filters, event);
      return eventType
        ? [
            newDeliveryRow({
              id: uuid(),
              webhookId: id,
              event: { ...event, event: eventType },
              test: false,
              attempts: ATTEMPTS,
              dueAt: dueAt(event),
              now,
            }),
          ]
        : [];
    }),
  );
  for (const chunk of chunks(rows)) {
    await tx('deliveries').insert(chunk);
  }
  return rows.length;
}
