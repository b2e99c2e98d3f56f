import { Knex } from 'knex';

/** What has a row in `revisions`. */
export type RevisionName = 'webhooks';

/** Says that something changed; to be called in the transaction that changes it. */
export async function bumpRevision(
  tx: Knex.Transaction,
  name: RevisionName,
): Promise<void> {
  await tx('revisions')
    .insert({ name, number: 1 })
    .onConflict('name')
    .merge({ number: tx.raw('?? + 1', ['revisions.number']) });
}

/** A number that differs after every change. */
export async function readRevision(
  knex: Knex,
  name: RevisionName,
): Promise<number> {
  const row = await knex('revisions').where({ name }).first('number');
  return Number(row?.number ?? 0);
}
