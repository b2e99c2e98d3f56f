import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { chunks } from './chunks';
import { ATTEMPTS } from './DeliveryStore';
import { newDeliveryRow } from './deliveryRow';
import { EventMatch } from './WebhookMatcher';

/**
 * Adds a delivery of each event for every webhook that wants it.
 *
 * @param dueAt - when the first attempt is, in milliseconds since the epoch; now when absent
 */
export async function enqueueDeliveries(
  tx: Knex.Transaction,
  matches: readonly EventMatch[],
  now: Date,
  dueAt: (event: WebhookEvent) => number = () => now.getTime(),
): Promise<void> {
  const rows = matches.map(({ event, webhookId, eventType }) =>
    newDeliveryRow({
      id: uuid(),
      webhookId,
      event: { ...event, event: eventType },
      test: false,
      attempts: ATTEMPTS,
      dueAt: dueAt(event),
      now,
    }),
  );
  for (const chunk of chunks(rows)) {
    await tx('deliveries').insert(chunk);
  }
}
