import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EVENT_TYPES,
  RecentEventsQuery,
  SEVERITIES,
} from '@kubevision/backstage-plugin-webhooks-common';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { Choice, FilterSelects } from '../FilterSelects';
import { suggestNames } from '../form/suggestNames';
import { EVENT_FILTERS, EventFilter } from './useEventFilters';

/** Narrows the stream of changes. */
export function EventFilters(props: {
  filters: RecentEventsQuery;
  onChange: (name: EventFilter, value: string) => void;
}) {
  const { t } = useTranslationRef(webhooksTranslationRef);
  const api = useApi(webhooksApiRef);
  const { filters, onChange } = props;
  // Without the clusters there is less to choose from, which is no reason to fail.
  const clusters = useAsync(() => api.listClusters(), [api]);
  const names = suggestNames(
    clusters.value ?? [],
    filters.cluster ? [filters.cluster] : [],
  );
  const same = (list: string[]) => list.map((name): Choice => [name, name]);
  const choices: Record<EventFilter, Choice[]> = {
    event: EVENT_TYPES.map((type): Choice => [type, t(`event.${type}`)]),
    severity: SEVERITIES.map((it): Choice => [it, t(`severity.${it}`)]),
    cluster: same(names.clusters),
    resource: same(names.resources),
    namespace: same(names.namespaces),
  };
  return (
    <FilterSelects
      id="event-filter"
      filters={EVENT_FILTERS.map(name => ({
        name,
        label: t(`events.filter.${name}`),
        choices: choices[name],
      }))}
      chosen={filters}
      onChange={onChange}
    />
  );
}
