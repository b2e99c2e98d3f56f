import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Scope } from './Scope';

/** Tells whether somebody may see an event. */
export type EventQuery = (
  event: Pick<WebhookEvent, 'cluster' | 'namespace'>,
) => boolean;

/**
 * The events that go with the webhooks of a scope. Nobody sees more of the clusters than a webhook of
 * their own could be sent: an event is seen where the scope has a webhook of the caller, on any
 * platform, for nothing but the cluster and the namespace of the event.
 *
 * @param options - `platforms`: the ids of all; `createdBy`: who asks
 */
export function eventsWithin(
  scope: Scope,
  options: { platforms: readonly string[]; createdBy: string },
): EventQuery {
  if (scope.extent !== 'some') return () => scope.extent === 'all';
  const { platforms, createdBy } = options;
  // Many events are asked about, of few places.
  const known = new Map<string, boolean>();
  return ({ cluster, namespace }) => {
    const place = JSON.stringify([cluster, namespace]);
    const seen = known.get(place);
    if (seen !== undefined) return seen;
    // What has no namespace reaches only webhooks for all namespaces.
    const filters = { clusters: [cluster], namespaces: [namespace || '*'] };
    const isWithin = platforms.some(platform =>
      scope.covers({ platform, createdBy, filters }),
    );
    known.set(place, isWithin);
    return isWithin;
  };
}
