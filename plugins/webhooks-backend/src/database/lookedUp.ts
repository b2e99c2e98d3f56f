import { Knex } from 'knex';
import { jsonRows } from './jsonRows';

/**
 * `column` is one of what a select gives, each looked up in that column's index. PostgreSQL runs
 * what makes an array once; what stands in `in` it may join instead, and run again for every row.
 */
export function isOneOf(
  tx: Knex.Transaction,
  column: string,
  select: Knex.Raw | Knex.QueryBuilder,
): Knex.Raw {
  const onPostgres = tx.client.config.client === 'pg';
  return tx.raw(onPostgres ? '?? = any(array(?))' : '?? in (?)', [
    column,
    select,
  ]);
}

/** Some ids, as a select of them. */
export function selectIds(
  tx: Knex.Transaction,
  ids: readonly string[],
): Knex.Raw {
  const rows = ids.map(id => ({ id }));
  return tx.raw('select id from ?', [
    jsonRows(tx, { alias: 'ids', columns: { id: 'text' }, rows }),
  ]);
}

/**
 * A condition on deliveries that are pending, for those that {@link isOneOf} looks up.
 *
 * In a `case`, which hides from PostgreSQL that an index of what is pending would do. Its statistics,
 * which are older than most of what is pending, take that index for nearly empty; and it would be
 * read from end to end for every few deliveries.
 */
export const ifPending = (condition: string) =>
  `case when deliveries.status = 'pending' then ${condition} end`;
