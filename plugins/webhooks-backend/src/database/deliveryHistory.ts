import { NotFoundError } from '@backstage/errors';
import {
  Delivery,
  DeliveryQuery,
  DeliveryWithAttempts,
  Page,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { createdWithin } from './createdWithin';
import {
  DeliveryRow,
  SHOWN_COLUMNS,
  ShownRow,
  toAttempts,
  toDelivery,
} from './deliveryRow';
import { refusal, wrong } from '../refusal';

const DEFAULT_PAGE = 25;
/** To count on would make every page of a long history as slow as all of it. */
const MAX_COUNTED = 10_000;

/**
 * The history of a webhook, newest first. Empty for a webhook that does not exist.
 *
 * @throws InputError for a cursor that no answer has given
 */
export async function listDeliveries(
  knex: Knex,
  webhookId: string,
  query: DeliveryQuery,
): Promise<Page<Delivery>> {
  const { limit = DEFAULT_PAGE, cursor } = query;
  const matching = () =>
    knex('deliveries').where(toColumns(query)).modify(createdWithin, query);
  // Not by equality, after which the order by `seq` would do: PostgreSQL might then go through the
  // newest deliveries of all webhooks, and this one may have none among a million of them.
  const page = matching()
    .whereBetween('webhook_id', [webhookId, webhookId])
    .orderBy([
      { column: 'webhook_id', order: 'desc' },
      { column: 'seq', order: 'desc' },
    ])
    .limit(limit + 1)
    .select([...SHOWN_COLUMNS]);
  if (cursor !== undefined) {
    const before = [webhookId, parseCursor(cursor)];
    page.whereRaw('(webhook_id, seq) < (?, ?)', before);
  }

  const rows: ShownRow[] = await page;
  const shown = rows.slice(0, limit);
  const isLast = rows.length <= limit;
  // The only page there is has counted them.
  const total =
    isLast && cursor === undefined
      ? shown.length
      : await countUpTo(
          knex,
          MAX_COUNTED + 1,
          matching().where({ webhook_id: webhookId }),
        );
  return {
    items: shown.map(toDelivery),
    totalItems: Math.min(total, MAX_COUNTED),
    ...(total > MAX_COUNTED && { totalItemsCapped: true }),
    pageInfo: isLast ? {} : { nextCursor: toCursor(shown[limit - 1]) },
  };
}

/**
 * One delivery of a webhook, with its attempts.
 *
 * @throws NotFoundError when the webhook has no such delivery
 */
export async function getDelivery(
  knex: Knex,
  webhookId: string,
  id: string,
): Promise<DeliveryWithAttempts> {
  const row: DeliveryRow | undefined = await knex('deliveries')
    .where({ webhook_id: webhookId, id })
    .first();
  if (!row) {
    throw refusal(
      NotFoundError,
      because('delivery-unknown', { webhook: webhookId, id }),
    );
  }
  return { ...toDelivery(row), attemptLog: toAttempts(row) };
}

/** As many as there are, or so many. */
async function countUpTo(
  knex: Knex,
  most: number,
  rows: Knex.QueryBuilder,
): Promise<number> {
  const [{ total }] = await knex
    .from(rows.clone().limit(most).select('seq').as('counted'))
    .count({ total: '*' });
  return Number(total);
}

function toColumns(query: DeliveryQuery): Record<string, string> {
  const { status, failureClass, event, cluster, resource, namespace } = query;
  const columns = {
    status,
    failure_class: failureClass,
    event_type: event,
    cluster,
    resource,
    namespace,
  };
  return Object.fromEntries(
    Object.entries(columns).filter(
      (column): column is [string, NonNullable<(typeof column)[1]>] =>
        column[1] !== undefined,
    ),
  );
}

/** Opaque to clients, so that what it means can change. */
function toCursor(row: ShownRow): string {
  return Buffer.from(String(row.seq)).toString('base64url');
}

function parseCursor(cursor: string): number {
  const seq = Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isSafeInteger(seq) || seq <= 0) {
    throw wrong('cursor', because('no-cursor-of-history'));
  }
  return seq;
}
