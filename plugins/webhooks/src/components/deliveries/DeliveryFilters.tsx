import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DELIVERY_STATUSES,
  DeliveryQuery,
  EVENT_TYPES,
} from '@kubevision/backstage-plugin-webhooks-common';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { Choice, FilterSelects } from '../FilterSelects';
import { suggestNames } from '../form/suggestNames';
import { DeliveryFilter } from './useDeliveryFilters';

/** One list to choose from for each filter. */
export function DeliveryFilters(props: {
  filters: DeliveryQuery;
  onChange: (name: DeliveryFilter, value: string) => void;
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
  const choices: [DeliveryFilter, Choice[]][] = [
    [
      'status',
      DELIVERY_STATUSES.map(
        (status): Choice => [status, t(`deliveries.status.${status}`)],
      ),
    ],
    ['event', EVENT_TYPES.map((type): Choice => [type, t(`event.${type}`)])],
    ['cluster', same(names.clusters)],
    ['resource', same(names.resources)],
    ['namespace', same(names.namespaces)],
  ];
  return (
    <FilterSelects
      id="delivery-filter"
      filters={choices.map(([name, values]) => ({
        name,
        label: t(`deliveries.filter.${name}`),
        choices: values,
      }))}
      chosen={filters}
      onChange={onChange}
    />
  );
}
