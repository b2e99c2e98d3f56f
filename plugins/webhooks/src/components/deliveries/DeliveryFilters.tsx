import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DELIVERY_STATUSES,
  DeliveryQuery,
  EVENT_TYPES,
} from '@kubevision/backstage-plugin-webhooks-common';
import Box from '@material-ui/core/Box';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import useAsync from 'react-use/esm/useAsync';
import { webhooksApiRef } from '../../api/WebhooksApi';
import { webhooksTranslationRef } from '../../translation';
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
  const same = (list: string[]) => list.map(name => [name, name] as const);
  const choices: [DeliveryFilter, (readonly [string, string])[]][] = [
    [
      'status',
      DELIVERY_STATUSES.map(status => [
        status,
        t(`deliveries.status.${status}`),
      ]),
    ],
    ['event', EVENT_TYPES.map(type => [type, t(`event.${type}`)])],
    ['cluster', same(names.clusters)],
    ['resource', same(names.resources)],
    ['namespace', same(names.namespaces)],
  ];
  return (
    <Box display="flex" flexWrap="wrap" gridGap={16} mb={2}>
      {choices.map(([name, options]) => (
        <TextField
          key={name}
          select
          id={`delivery-filter-${name}`}
          label={t(`deliveries.filter.${name}`)}
          value={filters[name] ?? ''}
          onChange={event => onChange(name, event.target.value)}
          SelectProps={{ displayEmpty: true }}
          InputLabelProps={{ shrink: true }}
          variant="outlined"
          size="small"
          style={{ width: 160 }}
        >
          <MenuItem value="">{t('deliveries.any')}</MenuItem>
          {withChosen(options, filters[name]).map(([value, label]) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          ))}
        </TextField>
      ))}
    </Box>
  );
}

/** A name from the address stays to be seen, even when nothing suggests it any more. */
function withChosen(
  options: (readonly [string, string])[],
  chosen: string | undefined,
): (readonly [string, string])[] {
  const known = !chosen || options.some(([value]) => value === chosen);
  return known ? options : [...options, [chosen, chosen]];
}
