// @ts-check

/*
 * Retention asks for what has ended and is oldest, and the history for what failed of one webhook.
 * Both indexes leave out what is pending: a new delivery costs nothing more, and what is delivered
 * gets one entry. What was held back is deleted by the hour.
 */

const KEPT_COLUMNS = ['status', 'created_at'];
const FAILED_COLUMNS = ['webhook_id', 'seq'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.index(KEPT_COLUMNS, 'deliveries_kept_idx', {
      predicate: knex.whereRaw("status <> 'pending'"),
    });
    table.index(FAILED_COLUMNS, 'deliveries_failed_idx', {
      predicate: knex.whereRaw("status = 'failed'"),
    });
  });
  await knex.schema.alterTable('held_back', table => {
    table.index(['hour'], 'held_back_hour_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('held_back', table => {
    table.dropIndex(['hour'], 'held_back_hour_idx');
  });
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(FAILED_COLUMNS, 'deliveries_failed_idx');
    table.dropIndex(KEPT_COLUMNS, 'deliveries_kept_idx');
  });
};
