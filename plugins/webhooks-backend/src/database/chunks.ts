/** A row binds fewer than 20 values, and SQLite takes 32,766 in one statement. */
const ROWS_PER_STATEMENT = 500;

/** The rows in parts that fit into one statement each. */
export function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    yield rows.slice(i, i + ROWS_PER_STATEMENT);
  }
}
