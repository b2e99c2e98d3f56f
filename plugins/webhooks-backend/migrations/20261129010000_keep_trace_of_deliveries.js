// @ts-check

/*
 * By which a trace of a delivery finds that of the change it tells of, which may be hours older and of
 * another replica: the W3C trace context of the commit, null where nothing is traced.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.string('traceparent', 55);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropColumn('traceparent');
  });
};
