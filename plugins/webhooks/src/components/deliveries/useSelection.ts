import { Delivery } from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';

/** Which deliveries of a page are selected. */
export interface Selection {
  /** Those that are selected and can be sent again, in the order of the page. */
  deliveries: Delivery[];
  /** Those that can be selected: what is on its way cannot be sent again. */
  selectable: number;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  toggleAll: () => void;
  clear: () => void;
}

/**
 * @param page - the deliveries to select from; undefined while they load
 * @param key - names the page; on another one nothing is selected
 */
export function useSelection(
  page: readonly Delivery[] | undefined,
  key: string,
): Selection {
  const [chosen, setChosen] = useState({ key, ids: new Set<string>() });
  const ids = chosen.key === key ? chosen.ids : new Set<string>();
  const selectable = (page ?? []).filter(({ status }) => status !== 'pending');
  const deliveries = selectable.filter(({ id }) => ids.has(id));
  const choose = (next: Iterable<string>) =>
    setChosen({ key, ids: new Set(next) });
  return {
    deliveries,
    selectable: selectable.length,
    has: id => deliveries.some(delivery => delivery.id === id),
    toggle: id =>
      choose(
        ids.has(id) ? [...ids].filter(other => other !== id) : [...ids, id],
      ),
    toggleAll: () =>
      choose(
        deliveries.length === selectable.length
          ? []
          : selectable.map(({ id }) => id),
      ),
    clear: () => choose([]),
  };
}
