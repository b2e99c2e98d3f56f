import { Knex } from 'knex';
import { JsonColumnType, jsonRows } from './jsonRows';

/**
 * Inserts rows, in their order, as one binding. A statement with a placeholder for every value costs
 * Node.js more to make than all the rest of a commit, and PostgreSQL more to read.
 *
 * @param options - `key`: the column of which no two rows may hold the same; `update`: what a row that
 *   is there already takes over, none when absent
 * @returns the keys of the rows that were inserted or changed
 */
export async function insertRows<C extends string>(
  tx: Knex.Transaction,
  options: {
    table: string;
    columns: Readonly<Record<C, JsonColumnType>>;
    rows: readonly Readonly<Record<C, string | number | boolean | null>>[];
    key: NoInfer<C>;
    update?: readonly NoInfer<C>[];
  },
): Promise<string[]> {
  const { table, columns, rows, key, update = [] } = options;
  if (rows.length === 0) return [];
  const names = Object.keys(columns);
  const onConflict = update.length
    ? `do update set ${update.map(name => `${name} = excluded.${name}`)}`
    : 'do nothing';
  // Without a condition SQLite would read "on conflict" as that of a join.
  const answer = await tx.raw(
    `insert into ${table} (${names}) select ${names} from ? where true
     on conflict (${key}) ${onConflict} returning ${key}`,
    [jsonRows(tx, { alias: 'added', columns, rows })],
  );
  return (answer.rows ?? answer).map((row: Record<C, string>) => row[key]);
}
