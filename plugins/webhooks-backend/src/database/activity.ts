import {
  ACTIVITY_HOURS,
  ActivityReport,
  WebhookActivity,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { countByHour, lastHours } from './hourCounts';

/** What became of the deliveries of webhooks within the last hours; see {@link countByHour}. */
export async function readActivity(
  knex: Knex,
  webhookIds: readonly string[],
  now: Date,
): Promise<ActivityReport> {
  const hours = lastHours(ACTIVITY_HOURS, now);
  const items: Record<string, WebhookActivity> = {};
  for (const counted of await countByHour(knex, webhookIds, hours[0])) {
    const { webhookId, hour, outcome, count } = counted;
    const at = hours.indexOf(hour);
    // Made in the hour that began while this was asked.
    if (at < 0) continue;
    items[webhookId] ??= noActivity();
    items[webhookId][outcome][at] = count;
  }
  return { from: new Date(hours[0]).toISOString(), items };
}

function noActivity(): WebhookActivity {
  const zeros = () => new Array<number>(ACTIVITY_HOURS).fill(0);
  return { delivered: zeros(), failed: zeros(), heldBack: zeros() };
}
