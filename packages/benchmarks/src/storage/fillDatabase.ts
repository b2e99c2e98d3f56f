import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { sampleEvent } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/sampleEvent';
import { Knex } from 'knex';

/** The webhook that the others' deliveries are many beside: it has a tenth of all. */
export const LARGE_WEBHOOK = 'webhook-0';
/** The webhook whose deliveries wait for others of their objects. */
export const WAITING_WEBHOOK = 'webhook-waiting';
const WEBHOOKS = 50;
/** So many objects have changed. */
const OBJECTS = 50_000;
/** Of the objects of {@link WAITING_WEBHOOK}. */
const DELIVERIES_PER_OBJECT = 50;
const DAY_MS = 24 * 3_600_000;

/** Of the row `i`; takes what {@link createdAt} gives. */
const CREATED_AT = '(?::bigint - ((?::int - i) * ?::float8)::bigint)';

const EVENT: WebhookEvent = sampleEvent({
  eventType: 'update',
  actor: 'alice',
  now: new Date(0),
});

/** Makes rows as they would be after a month, in the database itself, which takes seconds. */
export async function fillDatabase(
  knex: Knex,
  options: { rows: number; now: Date },
): Promise<void> {
  const { rows, now } = options;
  const ids = [
    ...Array.from({ length: WEBHOOKS }, (_, i) => `webhook-${i}`),
    WAITING_WEBHOOK,
  ];
  await knex('webhooks').insert(
    ids.map(id => ({
      id,
      name: id,
      platform: 'http',
      masked_url: 'https://receiver.example/…',
      sealed_target: 'sealed',
      has_secret: false,
      enabled: true,
      filters: '{}',
      health: 'healthy',
      created_at: now.getTime(),
      updated_at: now.getTime(),
      created_by: 'user:default/olga',
    })),
  );
  await knex('delivery_lanes').insert(ids.map(id => ({ webhook_id: id })));
  await addEvents(knex, { rows, newest: now, days: 7, name: 'event' });
  await addDeliveries(knex, { rows, newest: now, days: 100, name: 'delivery' });
  await addWaiting(knex, { rows: rows / 10, now });
  await addRecoveries(knex, now);
  await knex.raw(
    `insert into held_back (webhook_id, reason, hour, count)
     select 'webhook-' || w, 'window', ?::bigint - h * 3600000, 1
     from generate_series(0, ?::int - 1) w, generate_series(0, 47) h`,
    [now.getTime() - (now.getTime() % 3_600_000), WEBHOOKS],
  );
  await knex.raw('vacuum analyze');
}

interface Added {
  readonly rows: number;
  /** When the newest row was made; the others lie before it within so many days. */
  readonly newest: Date;
  readonly days: number;
  /** What the ids begin with. */
  readonly name: string;
}

const ATTEMPT = {
  number: 1,
  startedAt: 1,
  durationMs: 12,
  outcome: 'delivered',
  statusCode: 200,
  responseHeaders: { 'content-type': 'application/json' },
  responseBody: '{"ok":true}',
};

/** Adds events, the oldest first. */
export async function addEvents(knex: Knex, added: Added): Promise<void> {
  await knex.raw(
    `insert into events (id, payload, created_at)
     select ?::text || '-' || i, ?::text, ${CREATED_AT}
     from generate_series(1, ?::int) i`,
    [added.name, JSON.stringify(EVENT), ...createdAt(added), added.rows],
  );
}

/**
 * Adds deliveries, the oldest first, and an attempt of each: of a thousand, 18 failed, and the last
 * 20,000 of all are pending. Each is about one of 50,000 objects, and one in a hundred is critical.
 */
export async function addDeliveries(
  knex: Knex,
  added: Added & { pending?: number },
): Promise<void> {
  const { name, rows, pending = Math.min(20_000, rows / 10) } = added;
  await knex.raw(
    `insert into deliveries (id, webhook_id, event_id, event, event_type, cluster, resource,
       namespace, severity, test, status, attempts, attempts_left, next_attempt_at, created_at,
       delivered_at, failed_at, failure_class, reason, object_key, first_due_at, absorbed,
       status_code)
     select ?::text || '-' || i,
       'webhook-' || case when i % 10 = 0 then 0 else 1 + i % ${
         WEBHOOKS - 1
       } end,
       'event-' || i, ?::text,
       (array['update', 'update', 'create', 'scale', 'delete'])[1 + i % 5],
       'cluster-' || i % 7, (array['Deployment', 'Pod', 'Service'])[1 + i % 3], 'team-' || i % 200,
       case when i % 100 = 0 then 'critical' else 'info' end, false, status, attempts, 3 - attempts,
       case when status = 'pending' then ${CREATED_AT} end, ${CREATED_AT},
       case when status = 'delivered' then ${CREATED_AT} end,
       case when status = 'failed' then ${CREATED_AT} end,
       case when status = 'failed' then 'exhausted' end,
       case when status = 'failed' then 'The receiver answered HTTP 503.' end,
       md5((i % ${OBJECTS})::text), ${CREATED_AT}, 0,
       case status when 'delivered' then 200 when 'failed' then 503 end
     from (
       select i, status, case when status = 'pending' then 0 else 1 end as attempts
       from (
         select i, case when i > ?::int - ?::int then 'pending' when i % 1000 < 18 then 'failed'
           else 'delivered' end as status
         from generate_series(1, ?::int) i
       ) numbered
     ) planned`,
    [
      name,
      JSON.stringify(EVENT),
      ...createdAt(added),
      ...createdAt(added),
      ...createdAt(added),
      ...createdAt(added),
      ...createdAt(added),
      rows,
      pending,
      rows,
    ],
  );
  await knex.raw(
    `update deliveries set attempt_log = ?
     where id like ? and status <> 'pending'`,
    [JSON.stringify(ATTEMPT), `${name}-%`],
  );
}

/** Due deliveries that wait, as the first of each of their objects is tried again later. */
async function addWaiting(
  knex: Knex,
  { rows, now }: { rows: number; now: Date },
): Promise<void> {
  const objects = Math.ceil(rows / DELIVERIES_PER_OBJECT);
  await knex.raw(
    `insert into deliveries (id, webhook_id, event_id, event, event_type, cluster, resource,
       namespace, severity, test, status, attempts, attempts_left, next_attempt_at, created_at,
       object_key, first_due_at, absorbed)
     select 'waiting-' || i, ?::text, 'event-waiting-' || i, ?::text, 'update', 'cluster-1',
       'Deployment', 'team-1', 'info', false, 'pending', 0, 3,
       case when i <= ?::int then ?::bigint + 20000 else ?::bigint - (?::int - i) end,
       ?::bigint - (?::int - i), md5('waiting-' || i % ?::int), ?::bigint - (?::int - i), 0
     from generate_series(1, ?::int) i`,
    [
      WAITING_WEBHOOK,
      JSON.stringify(EVENT),
      objects,
      now.getTime(),
      now.getTime(),
      rows,
      now.getTime(),
      rows,
      objects,
      now.getTime(),
      rows,
      rows,
    ],
  );
}

/** One that has ended for every day and webhook, as somebody sends again what failed every day. */
async function addRecoveries(knex: Knex, now: Date): Promise<void> {
  await knex.raw(
    `insert into recoveries (id, webhook_id, filter, state, total, done, per_minute, last_seq,
       next_at, created_by, created_at, ended_at)
     select 'recovery-' || w || '-' || d, 'webhook-' || w, '{}', 'done', 10, 10, 60, 0, 0,
       'user:default/olga', at, at
     from generate_series(0, ?::int - 1) w, generate_series(0, 99) d,
       lateral (select ?::bigint - d * ?::bigint as at) created`,
    [WEBHOOKS, now.getTime(), DAY_MS],
  );
}

function createdAt({ newest, rows, days }: Added) {
  return [newest.getTime(), rows, (days * DAY_MS) / rows];
}
