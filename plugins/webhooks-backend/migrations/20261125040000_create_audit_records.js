// @ts-check

/*
 * Who made a change is told by the API server's audit webhook, before or after the change itself
 * is observed. So both sides are kept for a while and joined by whichever comes second, in whatever
 * replica that happens. Neither table outlives the hour in which late records are still worth
 * reading; the history is in `events` and `deliveries`.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_records', table => {
    table.string('cluster').notNullable();
    table.string('audit_id').notNullable();
    table.string('resource').notNullable().comment('E.g. deployments.apps');
    table.string('change', 16).notNullable();
    table.string('namespace').notNullable();
    table.string('name').comment('Null when a collection was deleted');
    table.string('uid').comment('Null without the answer of the request');
    table.string('resource_version');
    table.text('username').notNullable();
    table.text('impersonator');
    table.text('actor').notNullable().comment('As people know the user');
    table
      .string('actor_ref')
      .comment('Of the catalog, where it knows the user');
    table.string('manager');
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at').notNullable();
    table.bigInteger('received_at').notNullable().index();
    // API servers send a batch again when they miss the answer.
    table.primary(['cluster', 'audit_id']);
    table.index(['cluster', 'uid'], 'audit_records_uid_idx');
    table.index(['cluster', 'resource', 'ended_at'], 'audit_records_place_idx');
  });

  await knex.schema.createTable('attributable_events', table => {
    table.string('event_id', 64).primary();
    table.string('cluster').notNullable();
    table.string('resource').notNullable();
    table.string('change', 16).notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.string('uid').notNullable();
    table.string('resource_version').notNullable();
    table.boolean('single_write').notNullable();
    table
      .text('own_actor')
      .notNullable()
      .comment('As the object itself tells; what holds when no record does');
    table.string('own_actor_source', 16).notNullable();
    table
      .string('audit_id')
      .comment('Of the record that tells the actor; null while none does');
    table.string('actor_source', 16).notNullable();
    table.bigInteger('observed_at').notNullable().index();
    table.index(['cluster', 'uid'], 'attributable_events_uid_idx');
    table.index(
      ['cluster', 'resource', 'observed_at'],
      'attributable_events_place_idx',
    );
  });

  await knex.schema.alterTable('deliveries', table => {
    // Null for what was enqueued before; such a delivery keeps its actor.
    table.string('event_id', 64);
    table.index(['event_id'], 'deliveries_event_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.dropIndex(['event_id'], 'deliveries_event_idx');
  });
  // Not by knex: on SQLite it makes the table anew, and what refers to the old one goes with that.
  await knex.raw('alter table deliveries drop column event_id');
  await knex.schema.dropTable('attributable_events');
  await knex.schema.dropTable('audit_records');
};
