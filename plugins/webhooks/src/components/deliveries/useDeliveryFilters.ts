import {
  DELIVERY_STATUSES,
  DeliveryQuery,
  EVENT_TYPES,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useSearchParams } from 'react-router-dom';

/** By what a history can be filtered. */
export type DeliveryFilter =
  | 'status'
  | 'event'
  | 'cluster'
  | 'resource'
  | 'namespace';

/** What may stand in the address for each filter; null for any text. */
const CHOICES: Record<DeliveryFilter, readonly string[] | null> = {
  status: DELIVERY_STATUSES,
  event: EVENT_TYPES,
  cluster: null,
  resource: null,
  namespace: null,
};

/** The filters of a history. They live in the page's address, so that it can be shared. */
export function useDeliveryFilters() {
  const [params, setParams] = useSearchParams();

  const given = Object.entries(CHOICES)
    .map(([name, choices]) => [name, params.get(name), choices] as const)
    .filter(([, value, choices]) =>
      choices ? choices.includes(value ?? '') : value,
    );
  const filters: DeliveryQuery = Object.fromEntries(
    given.map(([name, value]) => [name, value]),
  );

  const setFilter = (name: DeliveryFilter, value: string) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  const clearFilters = () => setParams({}, { replace: true });
  return { filters, setFilter, clearFilters };
}
