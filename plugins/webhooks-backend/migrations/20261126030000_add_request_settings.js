// @ts-check

/**
 * What may be shown of a sealed target: `request_settings` is JSON that names the request headers
 * and describes the client certificate, null where there are none. `previous_secret_expires_at`
 * (milliseconds) is until when the secret before the last rotation signs too; what has expired is
 * found by it and dropped from the sealed target.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('webhooks', table => {
    table.text('request_settings').nullable();
    table.bigInteger('previous_secret_expires_at').nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
  for (const column of ['request_settings', 'previous_secret_expires_at']) {
    await knex.raw('alter table webhooks drop column ??', [column]);
  }
};
