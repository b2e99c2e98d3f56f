import { Commit } from 'cluster-simulator';
import { changesBetween, isWatched } from './watchedFields';
import { Told } from './reconcile';

/** A write, in one line. */
export function describeCommit(commit: Commit): string {
  const { revision, type, resource, object, previous } = commit;
  const { namespace, name, uid } = object.metadata;
  const changes =
    type === 'MODIFIED' && previous && isWatched(commit)
      ? changesBetween(resource, previous, object)
      : [];
  return `${revision} ${type} ${resource} ${namespace}/${name} ${uid} ${changes
    .map(change => `${change.field}: ${change.old} → ${change.new}`)
    .join(', ')}`.trim();
}

/** A message, in one line. */
export function describeTold({ deliveryId, event }: Told): string {
  const { detail } = event;
  return `${event.resourceVersion} ${event.event} ${event.resource} ${event.namespace}/${event.name} ${event.uid} ${detail.field}: ${detail.old} → ${detail.new} (${event.observed}, delivery ${deliveryId})`;
}
