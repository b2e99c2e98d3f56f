// @ts-check

/*
 * Remembers how a cluster served a resource when its objects were stored: kind, version and so on,
 * as JSON.
 *
 * Custom resources come and go, and change their version. After a restart, the kind of a resource
 * that is gone can only be known from here, and its objects are told as deleted; and projections
 * that were made of another version must not be compared with those of the version served now.
 *
 * Empty for what was stored before; there the version is taken to be the one that is served.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('watch_cursors', table => {
    table.text('resource_type');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
  await knex.raw('alter table watch_cursors drop column resource_type');
};
