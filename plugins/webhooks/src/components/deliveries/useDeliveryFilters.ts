import {
  DELIVERY_STATUSES,
  DeliveryQuery,
  EVENT_TYPES,
  FAILURE_CLASSES,
} from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime } from 'luxon';
import { useSearchParams } from 'react-router-dom';

/** By what a history can be filtered. */
export type DeliveryFilter = keyof Omit<DeliveryQuery, 'cursor' | 'limit'>;

const anything = (value: string) => value !== '';
const oneOf = (choices: readonly string[]) => (value: string) =>
  choices.includes(value);
const time = (value: string) => DateTime.fromISO(value).isValid;

/** What may stand in the address for each filter. Anything else there counts as nothing. */
const MAY_BE: Record<DeliveryFilter, (value: string) => boolean> = {
  status: oneOf(DELIVERY_STATUSES),
  failureClass: oneOf(FAILURE_CLASSES),
  event: oneOf(EVENT_TYPES),
  cluster: anything,
  resource: anything,
  namespace: anything,
  createdSince: time,
  createdUntil: time,
};

/** The filters of a history. They live in the page's address, so that it can be shared. */
export function useDeliveryFilters() {
  const [params, setParams] = useSearchParams();

  const given = Object.entries(MAY_BE)
    .map(([name, mayBe]) => [name, params.get(name) ?? '', mayBe] as const)
    .filter(([, value, mayBe]) => value && mayBe(value));
  const filters: DeliveryQuery = Object.fromEntries(
    given.map(([name, value]) => [name, value]),
  );

  // Other filters are another list, which begins at its newest page with nothing open.
  const setFilter = (name: DeliveryFilter, value: string) => {
    const next = new URLSearchParams(params);
    next.delete('cursor');
    next.delete('open');
    if (value) next.set(name, value);
    else next.delete(name);
    // Only what failed has a reason for that.
    if (name === 'status' && value !== 'failed') next.delete('failureClass');
    setParams(next, { replace: true });
  };
  const clearFilters = () => setParams({}, { replace: true });
  return { filters, setFilter, clearFilters };
}
