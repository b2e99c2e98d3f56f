// @ts-check

/*
 * A recovery sends parked deliveries again, at a pace. It is a row and not a task in memory, so
 * that it survives restarts and any replica can go on with it: whoever does locks the row, and
 * moves `next_at`, from when the next delivery may be due, and `after_seq`, up to where it has
 * looked, in the transaction that makes deliveries due. So no two replicas double the pace, and
 * what fails again behind `after_seq` is not taken up a second time.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('recoveries', table => {
    table.bigIncrements('seq');
    table.string('id', 36).notNullable().unique();
    table
      .string('webhook_id', 36)
      .notNullable()
      .references('id')
      .inTable('webhooks')
      .onDelete('CASCADE');
    table.text('filter').notNullable();
    table.string('state', 16).notNullable();
    table.text('reason');
    table.integer('total').notNullable();
    table.integer('done').notNullable().defaultTo(0);
    table.integer('per_minute').notNullable();
    table
      .bigInteger('last_seq')
      .notNullable()
      .comment('Deliveries that came later are no part of it');
    table.bigInteger('after_seq').notNullable().defaultTo(0);
    table.bigInteger('next_at').notNullable();
    table.string('created_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('ended_at');
    table.index(['webhook_id', 'seq'], 'recoveries_history_idx');
    table.index(['state'], 'recoveries_state_idx');
  });
  // Two at the same time would have twice the pace that the receiver accepts.
  await knex.schema.alterTable('recoveries', table => {
    table.unique(['webhook_id'], {
      indexName: 'recoveries_one_at_a_time_idx',
      predicate: knex.whereNull('ended_at'),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('recoveries');
};
