import { Projector } from '../changes/projector';
import { ResourceType, resourceName } from '../changes/types';
import { Changeset } from './Changeset';
import { WatchStore } from './WatchStore';
import { Cluster } from './WatchTransport';

/**
 * Forgets a resource that the cluster has no more. Whoever deletes a CustomResourceDefinition
 * deletes its objects: those that were still known are told as deleted. What was told already has
 * the same id, and is not told again.
 */
export async function dropResource(options: {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  /** Whether its objects are gone with it, and somebody wants to know. */
  readonly tellsDeletions: boolean;
  readonly store: WatchStore;
  readonly project: Projector;
  readonly now: () => Date;
}): Promise<void> {
  const { cluster, type, tellsDeletions, store, project, now } = options;
  const key = { cluster: cluster.name, resource: resourceName(type) };
  if (tellsDeletions) {
    const { resourceVersion, objects } = await store.load(key);
    const known = new Map(objects.map(object => [object.uid, object]));
    const gone = Changeset.create({
      cluster: cluster.name,
      type,
      project,
      known,
      observed: 'catch-up',
      now: now(),
    });
    for (const uid of known.keys()) gone.remove(uid);
    if (resourceVersion !== undefined && !gone.isEmpty) {
      const { upserts, deletes, events } = gone;
      await store.commit({ key, resourceVersion, upserts, deletes, events });
    }
  }
  await store.forget(key);
}
