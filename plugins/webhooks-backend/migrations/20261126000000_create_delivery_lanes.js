// @ts-check

/*
 * A lane is the way by which the deliveries of one webhook leave: one row per webhook. Whatever
 * makes a webhook wait as a whole closes its lane for a while, and a claim locks the lanes that it
 * takes from. So there is one place to ask whether a webhook may be sent to, one claim at a time
 * per webhook, and budgets that hold for all replicas together.
 *
 * A claim looks at the first due deliveries of a lane, and whether another of the same object goes
 * before them. Both indexes hold nothing but what is pending, so they stay as small as the backlog,
 * however long the history is. The index by due time over all webhooks goes: what a closed lane
 * keeps waiting would stand at its head.
 */

const PENDING = "status = 'pending'";
const LANE_COLUMNS = ['webhook_id', 'next_attempt_at', 'seq'];
const ORDER_COLUMNS = ['webhook_id', 'object_key', 'first_due_at', 'seq'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('delivery_lanes', table => {
    table
      .string('webhook_id', 36)
      .primary()
      .references('id')
      .inTable('webhooks')
      .onDelete('CASCADE');
    table
      .bigInteger('closed_until')
      .notNullable()
      .defaultTo(0)
      .comment('Nothing is claimed before; 0 for a lane that never waited');
    table.string('close_reason', 16).comment('Why it was closed last');
    table
      .text('spent_until')
      .comment('JSON: up to when each rate limit of the platform is spent');
  });
  await knex(knex.raw('delivery_lanes (webhook_id)')).insert(
    knex('webhooks').select('id'),
  );

  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(['status', 'next_attempt_at'], 'deliveries_due_idx');
    table.index(LANE_COLUMNS, 'deliveries_lane_idx', {
      predicate: knex.whereRaw(PENDING),
    });
    table.index(ORDER_COLUMNS, 'deliveries_order_idx', {
      predicate: knex.whereRaw(`${PENDING} and object_key is not null`),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(ORDER_COLUMNS, 'deliveries_order_idx');
    table.dropIndex(LANE_COLUMNS, 'deliveries_lane_idx');
    table.index(['status', 'next_attempt_at'], 'deliveries_due_idx');
  });
  await knex.schema.dropTable('delivery_lanes');
};
