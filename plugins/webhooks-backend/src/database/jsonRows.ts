import { Knex } from 'knex';

/** What a column of rows holds; the names are PostgreSQL's. */
export type JsonColumnType = 'text' | 'bigint' | 'integer' | 'boolean';

/**
 * Rows as a source to read from in a statement, as one binding: so the text of the statement is the
 * same for any number of rows, and short.
 *
 * @param options - `columns`: what is read of each row, and as what, null where it is absent; `alias`
 *   names the source
 */
export function jsonRows<C extends string>(
  tx: Knex.Transaction,
  options: {
    alias: string;
    columns: Readonly<Record<C, JsonColumnType>>;
    rows: readonly Readonly<
      Partial<Record<C, string | number | boolean | null>>
    >[];
  },
): Knex.Raw {
  const { alias, rows } = options;
  const columns = Object.entries<JsonColumnType>(options.columns);
  const json = JSON.stringify(rows);
  if (tx.client.config.client === 'pg') {
    const types = columns.map(([name, type]) => `${name} ${type}`);
    return tx.raw(
      `json_to_recordset(?::json) as ${alias} (${types.join(', ')})`,
      [json],
    );
  }
  const values = columns.map(([name]) => `value ->> '${name}' as ${name}`);
  return tx.raw(`(select ${values.join(', ')} from json_each(?)) as ${alias}`, [
    json,
  ]);
}
