import { join } from 'node:path';
// The browser tests run in Node.js, though they belong to a package of the browser.
// eslint-disable-next-line no-restricted-imports
import { DatabaseSync } from 'node:sqlite';

/** What of a copied delivery is its own. */
const OWN = ['seq', 'id', 'webhook_id', 'created_at', 'delivered_at'];

/**
 * Gives a webhook a long history: copies of a delivery, a second apart, the newest now. They are
 * written to the portal's database, because they would take an hour to happen.
 */
export function writeLongHistory(options: {
  webhookId: string;
  /** The delivery to copy. */
  deliveryId: string;
  length: number;
}): void {
  const { webhookId, deliveryId, length } = options;
  const database = new DatabaseSync(
    join(process.env.PORTAL_DATA!, 'sqlite/webhooks.sqlite'),
    { timeout: 60_000 },
  );
  try {
    const columns = database
      .prepare('select name from pragma_table_info(?)')
      .all('deliveries')
      .map(({ name }) => String(name));
    const copied = columns.filter(name => !OWN.includes(name));
    const newest = Date.now();
    database
      .prepare(
        `with recursive numbers(n) as (
           select 1 union all select n + 1 from numbers where n < :length
         )
         insert into deliveries (id, webhook_id, created_at, delivered_at, ${copied})
         select 'long-history-' || n, :webhookId, :newest - (:length - n) * 1000,
           :newest - (:length - n) * 1000, ${copied.map(name => `d.${name}`)}
         from numbers cross join deliveries d where d.id = :deliveryId order by n`,
      )
      .run({ length, webhookId, newest, deliveryId });
  } finally {
    database.close();
  }
}
