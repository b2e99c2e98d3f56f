import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DELIVERY_STATUSES,
  DeliveryQuery,
  EVENT_TYPES,
  FAILURE_CLASSES,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
import { Choice, FilterSelects } from '../FilterSelects';
import { suggestNames } from '../form/suggestNames';
import { TimeFilter } from './TimeFilter';
import { DeliveryFilter } from './useDeliveryFilters';

/** One list to choose from for each filter, and the time. */
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
  const words = <T extends string>(
    list: readonly T[],
    word: (it: T) => string,
  ) => list.map((it): Choice => [it, word(it)]);
  const choices: [Exclude<DeliveryFilter, `created${string}`>, Choice[]][] = [
    ['status', words(DELIVERY_STATUSES, it => t(`deliveries.status.${it}`))],
    ...(filters.status === 'failed' || filters.failureClass
      ? ([
          [
            'failureClass',
            words(FAILURE_CLASSES, it => t(`deliveries.failureClass.${it}`)),
          ],
        ] as [DeliveryFilter & 'failureClass', Choice[]][])
      : []),
    ['event', words(EVENT_TYPES, it => t(`event.${it}`))],
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
    >
      {/* Both on one line, wherever the line ends. */}
      <Box display="flex" flexWrap="wrap" gridGap={16}>
        {(['createdSince', 'createdUntil'] as const).map(name => (
          <TimeFilter
            key={name}
            id={`delivery-filter-${name}`}
            label={t(`deliveries.filter.${name}`)}
            value={filters[name]}
            onChange={value => onChange(name, value)}
          />
        ))}
      </Box>
    </FilterSelects>
  );
}
