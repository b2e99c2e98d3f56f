// @ts-check

/*
 * What is about no object, such as a digest, waits for nothing, and must be found however much that
 * waits for others is due before it. Few deliveries are so, and the others cost nothing here.
 */

const COLUMNS = ['webhook_id', 'next_attempt_at', 'seq'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.index(COLUMNS, 'deliveries_keyless_idx', {
      predicate: knex.whereRaw("status = 'pending' and object_key is null"),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(COLUMNS, 'deliveries_keyless_idx');
  });
};
