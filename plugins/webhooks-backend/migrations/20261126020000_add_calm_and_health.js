// @ts-check

/*
 * What makes a webhook wait as a whole stands in its lane, one column per cause: somebody muted it,
 * its quiet hours, a receiver that fails. They overlap, and each ends for itself, so none of them
 * can be a mark on another. A lane knows the next quiet hours ahead of their beginning: so they
 * begin to the millisecond, on all replicas, without anybody who has to be awake for it.
 *
 * `deliveries.severity` lets a claim tell what passes quiet hours. What was made before has none:
 * it waits.
 *
 * A digest is a delivery like any other; those that it stands for carry its id, stay pending
 * without a due time, and end as it ends.
 *
 * `health_notices` is the outbox of what creators of webhooks are to be told: written with the turn
 * that it tells of, and deleted when it was told.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('webhooks', table => {
    table
      .text('circuit')
      .comment('JSON: the failures in a row; null when there are none');
    table
      .text('disabled_reason')
      .comment('Set when the plugin disabled it, and only then');
    table.text('quiet_hours').comment('JSON');
    table.boolean('digest').notNullable().defaultTo(true);
  });

  await knex.schema.alterTable('delivery_lanes', table => {
    table.bigInteger('muted_until').notNullable().defaultTo(0);
    table.bigInteger('quiet_from').notNullable().defaultTo(0);
    table.bigInteger('quiet_until').notNullable().defaultTo(0);
    table.boolean('quiet_except_critical').notNullable().defaultTo(false);
    table
      .bigInteger('probe_at')
      .comment('While the receiver fails: when one delivery is tried next');
  });

  await knex.schema.alterTable('deliveries', table => {
    table.string('severity', 16);
    table.boolean('is_digest').notNullable().defaultTo(false);
    table.string('digest_id', 36);
    table.index(['digest_id'], 'deliveries_digest_idx', {
      predicate: knex.whereNotNull('digest_id'),
    });
    // What passes quiet hours, however much waits there.
    table.index(['webhook_id', 'next_attempt_at'], 'deliveries_critical_idx', {
      predicate: knex.whereRaw("status = 'pending' and severity = 'critical'"),
    });
  });

  await knex.schema.createTable('health_notices', table => {
    table.bigIncrements('seq');
    table
      .string('webhook_id', 36)
      .notNullable()
      .references('id')
      .inTable('webhooks')
      .onDelete('CASCADE');
    table.string('turn', 16).notNullable();
    table.text('reason');
    table.bigInteger('next_probe_at');
    table.bigInteger('created_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('health_notices');
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(['webhook_id'], 'deliveries_critical_idx');
    table.dropIndex(['digest_id'], 'deliveries_digest_idx');
  });
  // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
  for (const column of ['severity', 'is_digest', 'digest_id']) {
    await knex.raw('alter table deliveries drop column ??', [column]);
  }
  for (const column of [
    'muted_until',
    'quiet_from',
    'quiet_until',
    'quiet_except_critical',
    'probe_at',
  ]) {
    await knex.raw('alter table delivery_lanes drop column ??', [column]);
  }
  for (const column of [
    'circuit',
    'disabled_reason',
    'quiet_hours',
    'digest',
  ]) {
    await knex.raw('alter table webhooks drop column ??', [column]);
  }
};
