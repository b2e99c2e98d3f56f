import {
  EventType,
  WebhookEvent,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';

/** Filters as they are stored: every list is there, and all is `['*']`. */
export type Filters = Required<{
  [K in keyof WebhookFilters]: string[];
}>;

const ALL = '*';

function normalizeList(list: readonly string[] | undefined): string[] {
  if (!list?.length || list.includes(ALL)) return [ALL];
  return [...new Set(list)];
}

/** Absent, empty and `*` all mean all; they are stored as one form. */
export function normalizeFilters(filters: WebhookFilters = {}): Filters {
  return {
    events: normalizeList(filters.events),
    clusters: normalizeList(filters.clusters),
    resources: normalizeList(filters.resources),
    namespaces: normalizeList(filters.namespaces),
  };
}

function includes(list: readonly string[], value: string): boolean {
  return list.includes(ALL) || list.includes(value);
}

/**
 * Whether a webhook wants an event, and as what. A scale is an update too: whoever subscribed to
 * `update` but not to `scale` hears of it as `update`.
 *
 * @returns the event type to deliver, or undefined when any filter does not match
 */
export function matchEvent(
  filters: Filters,
  event: WebhookEvent,
): EventType | undefined {
  const matchesPlace =
    includes(filters.clusters, event.cluster) &&
    includes(filters.resources, event.resource) &&
    includes(filters.namespaces, event.namespace);
  if (!matchesPlace) return undefined;
  if (includes(filters.events, event.event)) return event.event;
  if (event.event === 'scale' && includes(filters.events, 'update')) {
    return 'update';
  }
  return undefined;
}
