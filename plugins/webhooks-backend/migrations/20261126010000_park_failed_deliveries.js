// @ts-check

/*
 * A delivery that failed is parked: it is kept until somebody sends it again. To find, count and
 * recover such deliveries, each says why it failed (`failure_class`) and when (`failed_at`).
 *
 * A webhook chooses its retry schedule, and a delivery keeps the one that it began with, because
 * what is left of its budget means nothing without it. `waits` counts the times that the receiver
 * asked for a long pause, which use up no attempt, and `plain_text` says that the next attempt
 * sends the platform's plain form.
 *
 * What failed before tells its class by what is known of it: the budget that is left, the words
 * of the reason, and the HTTP status.
 */

const DISABLED = 'The webhook was disabled.';
/** Statuses below 500 that do not blame the message. */
const OWNER_STATUSES = [401, 403, 404, 405, 410];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('webhooks', table => {
    table.string('retry', 16).notNullable().defaultTo('contract');
  });
  await knex.schema.alterTable('deliveries', table => {
    table.string('retry', 16).notNullable().defaultTo('contract');
    table.integer('waits').notNullable().defaultTo(0);
    table.boolean('plain_text').notNullable().defaultTo(false);
    table.string('failure_class', 16);
    table.bigInteger('failed_at');
  });

  const failed = () => knex('deliveries').where({ status: 'failed' });
  await failed().update({
    failure_class: 'owner',
    failed_at: knex.raw(
      'coalesce((select max(started_at + duration_ms) from delivery_attempts where delivery_id = deliveries.id), created_at)',
    ),
  });
  await failed()
    .whereBetween('status_code', [400, 499])
    .whereNotIn('status_code', OWNER_STATUSES)
    .update({ failure_class: 'payload' });
  await failed()
    .where('attempts_left', '<=', 0)
    .update({ failure_class: 'exhausted' });
  await failed()
    .where({ reason: DISABLED })
    .update({ failure_class: 'disabled' });

  // Only what is parked is in it, so it stays small while all goes well, and counting reads
  // nothing else.
  await knex.schema.alterTable('deliveries', table => {
    table.index(
      ['webhook_id', 'seq', 'test', 'failure_class'],
      'deliveries_parked_idx',
      { predicate: knex.whereNotNull('failure_class') },
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex([], 'deliveries_parked_idx');
  });
  // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
  for (const column of [
    'retry',
    'waits',
    'plain_text',
    'failure_class',
    'failed_at',
  ]) {
    await knex.raw('alter table deliveries drop column ??', [column]);
  }
  await knex.raw('alter table webhooks drop column retry');
};
