// @ts-check

/*
 * What the reasons say, sentence by sentence: JSON of codes and parameters, by which a page says them
 * in the language of its reader. Null where the reason is older than this, or has no code.
 */

/** Tables with their columns. */
const COLUMNS = {
  deliveries: ['reason_parts'],
  webhooks: ['health_reason_parts', 'disabled_reason_parts'],
  recoveries: ['reason_parts'],
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const [name, columns] of Object.entries(COLUMNS)) {
    await knex.schema.alterTable(name, table => {
      for (const column of columns) table.text(column);
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const [name, columns] of Object.entries(COLUMNS)) {
    // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
    for (const column of columns) {
      await knex.raw('alter table ?? drop column ??', [name, column]);
    }
  }
};
