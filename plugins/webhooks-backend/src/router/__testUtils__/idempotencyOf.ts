import { Knex } from 'knex';
import { IdempotencyStore } from '../../database/IdempotencyStore';
import { SecretBox } from '../../webhooks/SecretBox';
import { Idempotency } from '../Idempotency';

/** Idempotency on a test's database. */
export function idempotencyOf(options: { knex: Knex; now: () => Date }) {
  return Idempotency.create({
    store: IdempotencyStore.create(options),
    box: SecretBox.create({ keys: [{ id: 'k', key: Buffer.alloc(32, 1) }] }),
    hashKey: Buffer.alloc(32, 2),
    now: options.now,
  });
}
