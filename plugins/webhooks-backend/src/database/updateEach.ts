import { Knex } from 'knex';
import { chunks } from './chunks';

/**
 * Gives a column of each row another value, many rows in one statement.
 *
 * @param options - `values` by what is in the column `key`; `only` narrows the rows once more
 * @returns how many rows were changed
 */
export async function updateEach(
  tx: Knex.Transaction,
  options: {
    table: string;
    key: string;
    column: string;
    values: readonly (readonly [key: string | number, value: string])[];
    only?: Readonly<Record<string, string | null>>;
  },
): Promise<number> {
  const { table, key, column, values, only = {} } = options;
  let changed = 0;
  for (const chunk of chunks(values)) {
    const cases = chunk.map(() => 'when ? then ?').join(' ');
    changed += await tx(table)
      .whereIn(
        key,
        chunk.map(([id]) => id),
      )
      .where(only)
      .update({
        [column]: tx.raw(`case ?? ${cases} end`, [key, ...chunk.flat()]),
      });
  }
  return changed;
}
