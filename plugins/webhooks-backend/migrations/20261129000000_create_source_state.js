// @ts-check

/*
 * What sources of events remember, such as the catalog as it was seen last: written in the transaction
 * of the events that it caused. The revision grows with every change, so that of two replicas that go
 * on from the same state only one can.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('source_revisions', table => {
    table.string('source', 64).primary();
    table.bigInteger('revision').notNullable();
  });
  await knex.schema.createTable('source_state', table => {
    table.string('source', 64).notNullable();
    table.string('key').notNullable();
    table.text('value').notNullable();
    table.primary(['source', 'key']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('source_state');
  await knex.schema.dropTable('source_revisions');
};
