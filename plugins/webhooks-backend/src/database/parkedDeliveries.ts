import {
  FailureClass,
  RecoveryFilter,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { createdWithin } from './createdWithin';

/**
 * The failed deliveries of a webhook that match everything that is given; no tests, and nothing that
 * a digest tells of, which is sent again with the digest.
 */
export function parkedDeliveries(
  knex: Knex,
  webhookId: string,
  filter: RecoveryFilter,
): Knex.QueryBuilder {
  const { since, failureClass, event, cluster, resource, namespace } = filter;
  const columns = {
    failure_class: failureClass,
    event_type: event,
    cluster,
    resource,
    namespace,
  };
  const query = knex('deliveries')
    .where({ webhook_id: webhookId, test: false })
    .whereNull('digest_id')
    // The condition of the index, in the words in which a planner recognises it.
    .whereNotNull('failure_class');
  for (const [column, value] of Object.entries(columns)) {
    if (value !== undefined) query.where(column, value);
  }
  if (since !== undefined) query.where('failed_at', '>=', Date.parse(since));
  return query.modify(createdWithin, filter);
}

/** How many deliveries of each webhook are parked; those without any are not in it. */
export async function countParked(
  knex: Knex,
  webhookIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows: { webhook_id: string; count: number | string }[] = await knex(
    'deliveries',
  )
    .whereIn('webhook_id', [...webhookIds])
    .where({ test: false })
    .whereNull('digest_id')
    .whereNotNull('failure_class')
    .groupBy('webhook_id')
    .select('webhook_id')
    .count({ count: '*' });
  return new Map(rows.map(row => [row.webhook_id, Number(row.count)]));
}

/** How many there are of each class; those that there are none of are not in it. */
export async function countByClass(
  parked: Knex.QueryBuilder,
): Promise<Partial<Record<FailureClass, number>>> {
  const rows: { failure_class: FailureClass; count: number | string }[] =
    await parked
      .clone()
      .groupBy('failure_class')
      .select('failure_class')
      .count({ count: '*' });
  return Object.fromEntries(
    rows.map(row => [row.failure_class, Number(row.count)]),
  );
}
