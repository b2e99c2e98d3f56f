import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { sampleEvent } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/sampleEvent';
import { Knex } from 'knex';

/** The webhook that the others' deliveries are many beside: it has a tenth of all. */
export const LARGE_WEBHOOK = 'webhook-0';
const WEBHOOKS = 50;
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
  await knex('webhooks').insert(
    Array.from({ length: WEBHOOKS }, (_, i) => ({
      id: `webhook-${i}`,
      name: `webhook-${i}`,
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
  await addEvents(knex, { rows, newest: now, days: 7, name: 'event' });
  await addDeliveries(knex, { rows, newest: now, days: 100, name: 'delivery' });
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
 * 2,000 of all are pending.
 */
export async function addDeliveries(
  knex: Knex,
  added: Added & { pending?: number },
): Promise<void> {
  const { name, rows, pending = Math.min(2_000, rows / 10) } = added;
  await knex.raw(
    `insert into deliveries (id, webhook_id, event_id, event, event_type, cluster, resource,
       namespace, test, status, attempts, attempts_left, next_attempt_at, created_at, delivered_at,
       object_key, first_due_at, absorbed, status_code)
     select ?::text || '-' || i,
       'webhook-' || case when i % 10 = 0 then 0 else 1 + i % ${
         WEBHOOKS - 1
       } end,
       'event-' || i, ?::text,
       (array['update', 'update', 'create', 'scale', 'delete'])[1 + i % 5],
       'cluster-' || i % 7, (array['Deployment', 'Pod', 'Service'])[1 + i % 3], 'team-' || i % 200,
       false, status, attempts, 3 - attempts,
       case when status = 'pending' then ${CREATED_AT} end, ${CREATED_AT},
       case when status = 'delivered' then ${CREATED_AT} end,
       md5((i % 50000)::text), ${CREATED_AT}, 0,
       case when status = 'delivered' then 200 end
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

function createdAt({ newest, rows, days }: Added) {
  return [newest.getTime(), rows, (days * DAY_MS) / rows];
}
