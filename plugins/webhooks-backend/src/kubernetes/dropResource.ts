import { Projector } from '../changes/projector';
import { ResourceType, resourceName } from '../changes/types';
import { Changeset } from './Changeset';
import { KnownObjects } from './KnownObjects';
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
  readonly leaseToken?: number;
  readonly project: Projector;
  readonly now: () => Date;
}): Promise<void> {
  const { cluster, leaseToken, type, tellsDeletions, store, project, now } =
    options;
  const key = { cluster: cluster.name, resource: resourceName(type) };
  if (tellsDeletions) {
    const { resourceVersion, objects } = await store.load(key);
    const gone = Changeset.create({
      cluster: cluster.name,
      type,
      project,
      known: KnownObjects.of(objects),
      now,
    });
    for (const object of objects) gone.remove(object, { seenBy: 'catch-up' });
    if (resourceVersion !== undefined && gone.size > 0) {
      const { upserts, deletes, events } = gone;
      const changes = { upserts, deletes, events };
      await store.commit({ key, leaseToken, resourceVersion, ...changes });
    }
  }
  await store.forget(key);
}
