import { Knex } from 'knex';

/** A column, as far as it matters to whoever writes rows. */
export interface Column {
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

/** The tables of the plugin, by their names, with their columns by theirs. */
export type Schema = Readonly<Record<string, Readonly<Record<string, Column>>>>;

/** Reads the tables, but for those in which knex keeps what was migrated. */
export async function readSchema(knex: Knex): Promise<Schema> {
  const tables = await readTableNames(knex);
  const columns = await Promise.all(
    tables.map(async table => {
      const info = await knex(table).columnInfo();
      return Object.fromEntries(
        Object.entries(info)
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([name, { nullable, defaultValue }]) => [
            name,
            { nullable, hasDefault: defaultValue !== null },
          ]),
      );
    }),
  );
  return Object.fromEntries(tables.map((table, i) => [table, columns[i]]));
}

/**
 * What a writer that knows the schema before can no longer do after, in words. Whether a column has another
 * type, or a constraint is new, is not looked at.
 */
export function breakingChanges(before: Schema, after: Schema): string[] {
  return Object.entries(before).flatMap(([table, columns]) => {
    const now = after[table];
    if (!now) return [`the table ${table} is no longer there`];
    const isRequired = (name: string) =>
      !now[name].nullable && !now[name].hasDefault;
    const known = Object.entries(columns).flatMap(([name, column]) => {
      if (!now[name]) return [`the column ${table}.${name} is no longer there`];
      return isRequired(name) && (column.nullable || column.hasDefault)
        ? [`the column ${table}.${name} can no longer be left out`]
        : [];
    });
    const added = Object.keys(now)
      .filter(name => !columns[name] && isRequired(name))
      .map(name => `the column ${table}.${name} can not be left out`);
    return [...known, ...added];
  });
}

async function readTableNames(knex: Knex): Promise<string[]> {
  const names: string[] =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables')
          .whereRaw('table_schema = current_schema()')
          .pluck('table_name')
      : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
  return names
    .filter(name => !/^(knex_|sqlite_)/.test(name))
    .sort((a, b) => a.localeCompare(b));
}
