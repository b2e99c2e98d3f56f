// @ts-check

/*
 * How often something changed, so that what is made of it can be kept in memory: whoever keeps it
 * reads one number instead of everything. Matching does that with the filters of webhooks. The
 * number goes up in the transaction of the change, so nobody ever sees one without the other.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('revisions', table => {
    table.string('name', 64).primary().comment('Of what, e.g. webhooks');
    table
      .bigInteger('number')
      .notNullable()
      .comment('Goes up with every change; a row that is not there is 0');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('revisions');
};
