// @ts-check

/*
 * Which replica of the portal watches which cluster. A lease is taken with a larger token than
 * any before it, and every commit of a watch asks for its token, so a replica that was frozen past
 * its lease writes nothing any more. All times are of the database's clock.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('watch_replicas', table => {
    table.string('id', 36).primary().comment('Made up at every start');
    table.bigInteger('seen_at').notNullable();
  });

  await knex.schema.createTable('watch_leases', table => {
    table.string('cluster').primary();
    table.string('holder', 36).comment('Null when it was given back');
    table.bigInteger('token').notNullable();
    table.bigInteger('expires_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('watch_leases');
  await knex.schema.dropTable('watch_replicas');
};
