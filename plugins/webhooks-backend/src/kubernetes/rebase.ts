import { Projector } from '../changes/projector';
import { ResourceType, resourceName } from '../changes/types';
import { Changeset } from './Changeset';
import { WatchStore } from './WatchStore';
import { Cluster, WatchTransport } from './WatchTransport';

/**
 * Brings what is stored of a resource to the version that is watched now, when it was stored in
 * another one. The same object can look quite different in two versions, and that is no change: an
 * object that was not written since the stored place of the watch is silently stored anew. Others
 * are compared, as after any gap.
 *
 * @throws ClusterError when the objects cannot be listed; then nothing is changed
 */
export async function rebase(options: {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly transport: WatchTransport;
  readonly store: WatchStore;
  readonly project: Projector;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { cluster, type, transport, store, project, now, signal } = options;
  const key = { cluster: cluster.name, resource: resourceName(type) };
  const stored = await store.typeOf(key);
  if (!stored || stored.version === type.version) return;

  const { resourceVersion: place, objects } = await store.load(key);
  if (place === undefined) return;
  const known = new Map(objects.map(object => [object.uid, object]));
  const missing = new Set(known.keys());
  const context = { cluster: cluster.name, project, known, now: now() };
  const changed = Changeset.create({ ...context, type, observed: 'catch-up' });
  let resourceVersion = place;
  for await (const page of transport.list(cluster, type, signal)) {
    for (const object of page.items) {
      missing.delete(object.metadata.uid);
      if (isLater(object.metadata.resourceVersion, place)) changed.add(object);
      else changed.baseline(object);
    }
    resourceVersion = page.resourceVersion;
  }
  const gone = Changeset.create({
    ...context,
    type: stored,
    observed: 'catch-up',
  });
  for (const uid of missing) gone.remove(uid);
  await store.commit({
    key,
    type,
    resourceVersion,
    upserts: changed.upserts,
    deletes: gone.deletes,
    events: [...gone.events, ...changed.events],
  });
}

/**
 * Versions of one resource can be compared as the decimal numbers that they are.
 * https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/5504-comparable-resource-version
 */
function isLater(version: string, than: string): boolean {
  return version.length === than.length
    ? version > than
    : version.length > than.length;
}
