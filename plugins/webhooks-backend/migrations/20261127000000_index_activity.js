// @ts-check

/*
 * The list of webhooks shows what each did within the last 24 hours. This index answers that from
 * itself alone. A delivery gets into it once, when it ends, so one that is claimed and tried again
 * costs nothing more.
 */

const COLUMNS = ['webhook_id', 'created_at', 'status'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.index(COLUMNS, 'deliveries_activity_idx', {
      predicate: knex.whereRaw("status <> 'pending' and not test"),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(COLUMNS, 'deliveries_activity_idx');
  });
};
