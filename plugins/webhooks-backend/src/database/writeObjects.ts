import { Knex } from 'knex';
import { WatchBatch } from '../kubernetes/WatchStore';
import { chunks } from './chunks';

/** Brings what is known of the objects of a watch up to date, and the place it resumes from. */
export async function writeObjects(
  tx: Knex.Transaction,
  batch: WatchBatch,
  now: Date,
): Promise<void> {
  const { cluster, resource } = batch.key;
  const rows = batch.upserts.map(object => ({
    cluster,
    resource,
    uid: object.uid,
    namespace: object.namespace,
    name: object.name,
    resource_version: object.resourceVersion,
    projection: JSON.stringify(object.projection),
  }));
  for (const chunk of chunks(rows)) {
    await tx('watched_objects')
      .insert(chunk)
      .onConflict(['cluster', 'resource', 'uid'])
      .merge();
  }
  for (const uids of chunks(batch.deletes)) {
    await tx('watched_objects')
      .where({ cluster, resource })
      .whereIn('uid', [...uids])
      .delete();
  }
  if (batch.resourceVersion === undefined) return;
  await tx('watch_cursors')
    .insert({
      cluster,
      resource,
      resource_version: batch.resourceVersion,
      updated_at: now.getTime(),
    })
    .onConflict(['cluster', 'resource'])
    .merge();
}
