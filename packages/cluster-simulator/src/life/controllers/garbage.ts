import { LifeContext } from '../LifeContext';

/** Deletes what has lost its owner or its namespace. */
export function collectGarbage({ cluster, firstSeen }: LifeContext): void {
  const objects = cluster.objects();
  const uids = new Set(objects.map(({ object }) => object.metadata.uid));
  const namespaces = new Set(
    cluster.list('namespaces').map(({ metadata }) => metadata.name),
  );
  for (const { resource, object } of objects) {
    const { namespace, name, uid, ownerReferences = [] } = object.metadata;
    const isOrphan =
      ownerReferences.length > 0 &&
      ownerReferences.every(owner => !uids.has(owner.uid));
    const isHomeless = namespace && !namespaces.has(namespace);
    if (!isOrphan && !isHomeless) continue;
    if (cluster.find({ resource, namespace, name })) {
      cluster.delete({ resource, namespace, name });
      firstSeen.delete(uid);
    }
  }
}
