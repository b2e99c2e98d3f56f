import { Knex } from 'knex';

/*
 * PostgreSQL's statistics are older than most of what is pending, so it takes the indexes of that for
 * nearly empty, and would read them from end to end for every few deliveries. Conditions in these words
 * leave it no index but the right one.
 */

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

/** A condition on deliveries: those of some rows, each looked up by its key. */
export function areRows(
  tx: Knex.Transaction,
  deliveries: readonly { readonly seq: number }[],
): Knex.Raw {
  const seqs = deliveries.map(({ seq }) => seq).join();
  return tx.client.config.client === 'pg'
    ? tx.raw('deliveries.seq = any(?::bigint[])', [`{${seqs}}`])
    : tx.raw('deliveries.seq in (select value from json_each(?))', [
        `[${seqs}]`,
      ]);
}

/** A condition on deliveries that are pending, for those that {@link isOneOf} looks up. */
export const ifPending = (condition: string) =>
  `case when deliveries.status = 'pending' then ${condition} end`;

/** What is pending, in the words of the one index that has it by objects. */
export const notEnded = (delivery: string) =>
  `${delivery}.status not in ('delivered', 'failed')`;
