// @ts-check

/*
 * The first schema. Three conventions hold for all tables:
 * - Times are milliseconds since the epoch, in bigint columns: the one form that SQLite and
 *   PostgreSQL compare and return alike.
 * - JSON is text, because nothing in SQL looks inside of it.
 * - Nothing that an operator may not read is in clear: `sealed_target` is ciphertext.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('webhooks', table => {
    table.string('id', 36).primary();
    table.string('name', 200).notNullable().unique();
    // No check and no enum: the platforms are whatever is registered with the plugin.
    table.string('platform', 64).notNullable();
    table.text('masked_url').notNullable();
    table
      .text('sealed_target')
      .notNullable()
      .comment('URL and secret, AES-256-GCM, with the id of the key');
    table.boolean('has_secret').notNullable();
    table.boolean('enabled').notNullable();
    table.text('filters').notNullable();
    table.string('health', 16).notNullable();
    table.text('health_reason');
    table.bigInteger('last_delivery_at');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.string('created_by').notNullable();
  });

  await knex.schema.createTable('events', table => {
    table.bigIncrements('seq').comment('Order of arrival; cursors point at it');
    // The same change observed twice, after a crash or by two replicas, has the same id: the
    // second insert does nothing, and so no webhook hears of it twice.
    table.string('id', 64).notNullable().unique();
    table.text('payload').notNullable();
    table.bigInteger('created_at').notNullable().index();
  });

  await knex.schema.createTable('deliveries', table => {
    table.bigIncrements('seq');
    table.string('id', 36).notNullable().unique();
    table
      .string('webhook_id', 36)
      .notNullable()
      .references('id')
      .inTable('webhooks')
      .onDelete('CASCADE');
    // The event is copied, as the webhook subscribed to it: a history that outlives the events'
    // retention, and one row to read when sending.
    table.text('event').notNullable();
    table.string('event_type', 16).notNullable();
    table.string('cluster').notNullable();
    table.string('resource').notNullable();
    table.string('namespace').notNullable();
    table.boolean('test').notNullable();
    table.string('status', 16).notNullable();
    table.integer('attempts').notNullable();
    table
      .integer('attempts_left')
      .notNullable()
      .comment('A redelivery sets a fresh budget');
    table
      .bigInteger('next_attempt_at')
      .comment('Due time while pending; a claim moves it ahead');
    table
      .string('claim_id', 36)
      .comment('Whoever claimed it last; fences every transition');
    table.integer('status_code');
    table.text('response_body');
    table.text('reason');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('delivered_at');
    table.index(['status', 'next_attempt_at'], 'deliveries_due_idx');
    table.index(['webhook_id', 'seq'], 'deliveries_history_idx');
  });

  await knex.schema.createTable('delivery_attempts', table => {
    table
      .string('delivery_id', 36)
      .notNullable()
      .references('id')
      .inTable('deliveries')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table.bigInteger('started_at').notNullable();
    table.integer('duration_ms').notNullable();
    table.string('outcome', 16).notNullable();
    table.integer('status_code');
    table.text('reason');
    table.text('response_headers');
    table.text('response_body');
    table.primary(['delivery_id', 'number']);
  });

  // What a restart needs to tell a change from what it knew before: per watched resource the
  // cursor, per object the projection. Both are written together with the events they caused.
  await knex.schema.createTable('watch_cursors', table => {
    table.string('cluster').notNullable();
    table.string('resource').notNullable().comment('E.g. deployments.apps');
    table.string('resource_version').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.primary(['cluster', 'resource']);
  });

  await knex.schema.createTable('watched_objects', table => {
    table.string('cluster').notNullable();
    table.string('resource').notNullable();
    table.string('uid').notNullable();
    table.string('namespace').notNullable();
    table.string('name').notNullable();
    table.string('resource_version').notNullable();
    table.text('projection').notNullable();
    table.primary(['cluster', 'resource', 'uid']);
  });

  await knex.schema.createTable('installation', table => {
    table.string('name', 64).primary();
    table
      .text('sealed_value')
      .notNullable()
      .comment('Made up once for this installation; AES-256-GCM');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('installation');
  await knex.schema.dropTable('watched_objects');
  await knex.schema.dropTable('watch_cursors');
  await knex.schema.dropTable('delivery_attempts');
  await knex.schema.dropTable('deliveries');
  await knex.schema.dropTable('events');
  await knex.schema.dropTable('webhooks');
};
