// @ts-check

/**
 * What was answered to a request with an `Idempotency-Key`, for 24 hours. `id` is a keyed hash of the
 * caller and the key, `fingerprint` one of the request; `sealed_answer` is null while the request is
 * being answered, which must end before `claimed_until`. Times are milliseconds.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.string('id', 64).primary();
    table.string('fingerprint', 64).notNullable();
    table.string('claim_id', 36).notNullable();
    table.bigInteger('claimed_until').notNullable();
    table.text('sealed_answer');
    table.bigInteger('created_at').notNullable().index();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('idempotency_keys');
};
