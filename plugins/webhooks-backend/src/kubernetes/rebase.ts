import { Projector } from '../changes/projector';
import { RULES_VERSION } from '../changes/rules';
import { ResourceType, resourceName } from '../changes/types';
import { Changeset } from './Changeset';
import { KnownObjects } from './KnownObjects';
import { isNotAfter } from './resourceVersions';
import { StoredType, WatchStore } from './WatchStore';
import { Cluster, WatchTransport } from './WatchTransport';

/**
 * Brings what is stored of a resource to the version that is watched now and to the rules of this
 * plugin, when it was stored by others. The same object can look quite different, and that is no change: an
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
  readonly leaseToken?: number;
  readonly project: Projector;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { cluster, type, transport, store, project, now, signal } = options;
  const key = { cluster: cluster.name, resource: resourceName(type) };
  const stored: StoredType = (await store.typeOf(key)) ?? type;
  const isCurrent =
    stored.version === type.version && stored.rulesVersion === RULES_VERSION;
  if (isCurrent) return;

  const { resourceVersion: place, objects } = await store.load(key);
  if (place === undefined) return;
  const known = KnownObjects.of(objects);
  const missing = new Set(objects.map(({ uid }) => uid));
  const context = { cluster: cluster.name, project, known, now };
  const changed = Changeset.create({ ...context, type });
  let resourceVersion = place;
  for await (const page of transport.list(cluster, type, signal)) {
    for (const object of page.items) {
      const { uid, resourceVersion: version } = object.metadata;
      missing.delete(uid);
      const seenBy = isNotAfter(version, place) ? 'baseline' : 'catch-up';
      changed.put(object, { seenBy, isNew: true });
    }
    ({ resourceVersion } = page);
  }
  // What is gone was only ever seen as it was stored.
  const gone = Changeset.create({ ...context, type: stored });
  for (const object of objects.filter(({ uid }) => missing.has(uid))) {
    gone.remove(object, { seenBy: 'catch-up' });
  }
  await store.commit({
    key,
    type: { ...type, rulesVersion: RULES_VERSION },
    leaseToken: options.leaseToken,
    resourceVersion,
    upserts: changed.upserts,
    deletes: [...gone.deletes, ...changed.deletes],
    events: [...gone.events, ...changed.events],
  });
}
