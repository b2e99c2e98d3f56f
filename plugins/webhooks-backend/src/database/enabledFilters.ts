import { Knex } from 'knex';
import { tellsPods } from '../noise/settings';
import { normalizeFilters } from '../webhooks/filters';
import { IndexedWebhook } from '../webhooks/WebhookIndex';
import { noiseOf, WebhookRow } from './webhookRow';

/**
 * The filters of all enabled webhooks.
 *
 * @param knex - may be a transaction, to match events with the webhooks of the same moment
 */
export async function readEnabledFilters(
  knex: Knex,
): Promise<IndexedWebhook[]> {
  const rows = await knex<WebhookRow>('webhooks')
    .where({ enabled: true })
    .select('id', 'filters', 'noise');
  return rows.map(row => ({
    id: row.id,
    filters: normalizeFilters(JSON.parse(row.filters)),
    tellsPods: tellsPods(noiseOf(row)),
  }));
}
