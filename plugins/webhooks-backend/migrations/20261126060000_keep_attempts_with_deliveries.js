// @ts-check

/*
 * The attempts of a delivery are written once, with the delivery itself, and read only when somebody
 * opens it. A table of their own cost a row, an entry in an index of random ids, and a lock on the
 * delivery for its foreign key, which together were more than the delivery's own update; here they
 * are a text that grows. Objects in JSON with commas between them, so that one more is added without
 * reading those before:
 * { number, startedAt, durationMs, outcome, statusCode, reason, responseHeaders, responseBody }
 */

const FIELDS = [
  ['number', 'number'],
  ['startedAt', 'started_at'],
  ['durationMs', 'duration_ms'],
  ['outcome', 'outcome'],
  ['statusCode', 'status_code'],
  ['reason', 'reason'],
  ['responseBody', 'response_body'],
];

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return knex.client.config.client === 'pg';
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('deliveries', table => {
    table.text('attempt_log').comment('JSON objects with commas between them');
  });

  const fields = FIELDS.map(([name, column]) => `'${name}', ${column}`);
  const [object, aggregate, headers] = isPostgres(knex)
    ? [
        'json_build_object',
        "string_agg(attempt::text, ',' order by number)",
        'response_headers::json',
      ]
    : ['json_object', "group_concat(attempt, ',')", 'json(response_headers)'];
  await knex.raw(
    `update deliveries set attempt_log = (
       select ${aggregate} from (
         select number, ${object}(${fields.join(
      ', ',
    )}, 'responseHeaders', ${headers}) as attempt
         from delivery_attempts where delivery_id = deliveries.id order by number
       ) attempts
     ) where attempts > 0`,
  );
  await knex.schema.dropTable('delivery_attempts');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
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

  const columns = [...FIELDS, ['responseHeaders', 'response_headers']];
  const numbers = ['number', 'startedAt', 'durationMs', 'statusCode'];
  const values = columns.map(
    ([name]) =>
      `cast(value ->> '${name}' as ${
        numbers.includes(name) ? 'bigint' : 'text'
      })`,
  );
  const source = isPostgres(knex)
    ? "json_array_elements(('[' || attempt_log || ']')::json)"
    : "json_each('[' || attempt_log || ']')";
  await knex.raw(
    `insert into delivery_attempts (delivery_id, ${columns.map(
      ([, column]) => column,
    )})
     select deliveries.id, ${values} from deliveries, ${source} as attempt
     where attempt_log is not null`,
  );
  // Not by knex, which makes a new table of it on SQLite; with the old one the attempts would go.
  await knex.raw('alter table deliveries drop column attempt_log');
};
