// @ts-check

/*
 * The history of a webhook is filtered inside of its index: without these columns in it, a filter
 * that few deliveries pass reads the whole table, as 250 ms and more on a million rows have shown
 * (`npm run bench -- storage`).
 *
 * Retention asks for what has ended and is oldest. That index leaves out what is pending, so a new
 * delivery costs nothing more. What was held back is deleted by the hour.
 */

const HISTORY_COLUMNS = ['webhook_id', 'seq'];
const FILTER_COLUMNS = [
  'status',
  'event_type',
  'cluster',
  'resource',
  'namespace',
];
const KEPT_COLUMNS = ['status', 'created_at'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(HISTORY_COLUMNS, 'deliveries_history_idx');
    table.index(
      [...HISTORY_COLUMNS, ...FILTER_COLUMNS],
      'deliveries_history_idx',
    );
    table.index(KEPT_COLUMNS, 'deliveries_kept_idx', {
      predicate: knex.whereRaw("status <> 'pending'"),
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
    table.dropIndex(KEPT_COLUMNS, 'deliveries_kept_idx');
    table.dropIndex([], 'deliveries_history_idx');
    table.index(HISTORY_COLUMNS, 'deliveries_history_idx');
  });
};
