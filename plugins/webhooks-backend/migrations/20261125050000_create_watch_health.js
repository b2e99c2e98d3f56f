// @ts-check

/*
 * How the watches are doing, as the replica that has them sees it, so that every replica can tell
 * people of all clusters. Whether a replica still has them is not here: the lease of the cluster
 * says so, and a row is written only when something in it changes.
 *
 * What is told of a cluster as a whole (its kinds and namespaces) is large and changes rarely, so
 * it stands for itself.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('watch_health', table => {
    table.string('cluster').notNullable();
    table.string('resource').notNullable().comment('E.g. deployments.apps');
    table.string('kind').notNullable();
    table.string('api_version').notNullable();
    table.text('health').notNullable().comment('JSON');
    table.string('replica', 36).notNullable().comment('That wrote it');
    table.bigInteger('updated_at').notNullable();
    table.primary(['cluster', 'resource']);
  });

  await knex.schema.createTable('cluster_health', table => {
    table.string('cluster').primary();
    table.text('facts').notNullable().comment('JSON');
    table.string('replica', 36).notNullable().comment('That wrote it');
    table.bigInteger('updated_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_health');
  await knex.schema.dropTable('watch_health');
};
