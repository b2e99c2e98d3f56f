import { Knex } from 'knex';

/** What has a row in `event_places`: up to where events are deleted, and up to where published. */
export type EventPlaceName = 'deleted' | 'published';

/** @returns 0 where nothing was written down yet */
export async function readEventPlace(
  knex: Knex,
  name: EventPlaceName,
): Promise<number> {
  const row = await knex('event_places').where({ name }).first('seq');
  return Number(row?.seq ?? 0);
}

/** Moves a place that nobody holds. */
export async function writeEventPlace(
  tx: Knex.Transaction,
  name: EventPlaceName,
  seq: number,
): Promise<void> {
  await tx('event_places')
    .insert({ name, seq })
    .onConflict('name')
    .merge(['seq']);
}
