// @ts-check

/*
 * Whether an earlier delivery of the same object is pending was asked with `status = 'pending'`, which
 * every index of pending deliveries answers. PostgreSQL, whose statistics are older than a backlog,
 * takes all of them for nearly empty, and read another one from end to end for every delivery that
 * it claimed. Asked for what has not ended, there is one index only.
 */

const COLUMNS = ['webhook_id', 'object_key', 'first_due_at', 'seq'];
const NAME = 'deliveries_order_idx';

/**
 * @param {import('knex').Knex} knex
 * @param {string} predicate
 */
async function replaceIndex(knex, predicate) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(COLUMNS, NAME);
    table.index(COLUMNS, NAME, { predicate: knex.whereRaw(predicate) });
  });
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await replaceIndex(
    knex,
    "status not in ('delivered', 'failed') and object_key is not null",
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await replaceIndex(knex, "status = 'pending' and object_key is not null");
};
