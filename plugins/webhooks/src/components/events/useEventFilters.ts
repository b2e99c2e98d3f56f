import {
  EVENT_TYPES,
  RecentEventsQuery,
  SEVERITIES,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useSearchParams } from 'react-router-dom';

/** By what the stream can be filtered. */
export const EVENT_FILTERS = [
  'event',
  'severity',
  'cluster',
  'resource',
  'namespace',
] as const;

/** One of {@link EVENT_FILTERS}. */
export type EventFilter = (typeof EVENT_FILTERS)[number];

/** What may stand in the address; any text where nothing is said. */
const CHOICES: Partial<Record<EventFilter, readonly string[]>> = {
  event: EVENT_TYPES,
  severity: SEVERITIES,
};

/** The filters of the stream. They live in the page's address, so that it can be shared. */
export function useEventFilters() {
  const [params, setParams] = useSearchParams();
  const given = EVENT_FILTERS.map(
    name => [name, params.get(name) ?? ''] as const,
  ).filter(
    ([name, value]) => value && (CHOICES[name]?.includes(value) ?? true),
  );
  const filters: RecentEventsQuery = Object.fromEntries(given);

  const setFilter = (name: EventFilter, value: string) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return {
    filters,
    setFilter,
    clearFilters: () => setParams({}, { replace: true }),
  };
}
