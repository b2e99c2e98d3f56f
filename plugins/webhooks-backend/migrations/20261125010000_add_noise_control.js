// @ts-check

/*
 * Noise control: a delivery may be held back for a while and stand for more than one event.
 *
 * Holding needs no machinery of its own, because a held delivery is a pending one whose due time
 * lies ahead. What is new is what the rules decide by: which object a delivery is about, when it
 * was or will be due for the first time (`next_attempt_at` moves with every claim), why it is
 * held, and how much it stands for. Deliveries from before have none of it, and no rule looks at
 * them.
 *
 * Whoever has many webhooks may have many deliveries of one object, so what the rules ask for is
 * an index: the deliveries of an object that became due after some moment.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('webhooks', table => {
    table.text('noise').comment('Settings as JSON; null means the defaults');
  });

  await knex.schema.alterTable('deliveries', table => {
    table
      .string('object_key', 32)
      .comment('Hash of cluster, resource, namespace and name');
    table.bigInteger('first_due_at');
    table.string('hold_reason', 16);
    table.integer('absorbed').notNullable().defaultTo(0);
    table.index(['object_key', 'first_due_at'], 'deliveries_object_idx');
  });

  // An hour is fine enough to say what was held back within a day, and keeps the table small.
  await knex.schema.createTable('held_back', table => {
    table
      .string('webhook_id', 36)
      .notNullable()
      .references('id')
      .inTable('webhooks')
      .onDelete('CASCADE');
    table.string('reason', 16).notNullable();
    table.bigInteger('hour').notNullable().comment('When it began');
    table.integer('count').notNullable();
    table.primary(['webhook_id', 'reason', 'hour']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('held_back');
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(['object_key', 'first_due_at'], 'deliveries_object_idx');
  });
  // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
  for (const column of [
    'object_key',
    'first_due_at',
    'hold_reason',
    'absorbed',
  ]) {
    await knex.raw('alter table deliveries drop column ??', [column]);
  }
  await knex.raw('alter table webhooks drop column noise');
};
