import { DeliveryQuery } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';

/** Narrows a query of `deliveries` to those that were made within a time. */
export function createdWithin(
  query: Knex.QueryBuilder,
  {
    createdSince,
    createdUntil,
  }: Pick<DeliveryQuery, 'createdSince' | 'createdUntil'>,
): void {
  if (createdSince !== undefined) {
    query.where('created_at', '>=', Date.parse(createdSince));
  }
  if (createdUntil !== undefined) {
    query.where('created_at', '<', Date.parse(createdUntil));
  }
}
