// @ts-check

/*
 * A webhook that somebody deletes may be kept for some seconds, so that it can be restored as it
 * was: with its history, and with what came for it meanwhile. Until then nobody sees it, and its
 * lane is muted, so that nothing is sent; what its lane was muted until before is kept beside.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('webhooks', table => {
    table
      .bigInteger('delete_at')
      .comment(
        'When it is deleted with all that belongs to it; null for never',
      );
    table.bigInteger('muted_before_delete');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // What is hidden would be there again.
  await knex('webhooks').whereNotNull('delete_at').delete();
  // Not by knex, which makes a new table of it on SQLite; with the old one the deliveries would go.
  await knex.raw('alter table webhooks drop column delete_at');
  await knex.raw('alter table webhooks drop column muted_before_delete');
};
