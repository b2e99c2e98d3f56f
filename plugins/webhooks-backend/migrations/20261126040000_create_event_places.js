// @ts-check

/*
 * Places in `events`, by their `seq`, that outlive what stands there: up to where retention has
 * deleted, so that a reader with an older cursor is told that it missed something, and up to where
 * events were published on Backstage's EventsService. Whoever publishes holds its place for a while.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('event_places', table => {
    table.string('name', 32).primary();
    table.bigInteger('seq').notNullable();
    table.string('holder', 36).comment('Null while nobody works on it');
    table.bigInteger('held_until').notNullable().defaultTo(0);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('event_places');
};
