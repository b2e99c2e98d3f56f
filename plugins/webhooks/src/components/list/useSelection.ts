import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { useCallback, useState } from 'react';
import { WebhookPermissions } from '../../useWebhookPermissions';

/** What can be done with several webhooks at once. */
export type BulkPermission = 'update' | 'delete';

/** Which webhooks are chosen, and which can be, since there is something to do with them. */
export interface Selection {
  /** In the order of the list. */
  chosen: Webhook[];
  isChosen: (id: string) => boolean;
  /** False until it is known. */
  canChoose: (id: string) => boolean;
  choose: (ids: readonly string[], chosen: boolean) => void;
  may: (id: string, permission: BulkPermission) => boolean;
}

/**
 * Keeps what is chosen while the list turns its pages. What the list no longer shows, on any of its
 * pages, is chosen no longer: nothing is done to what nobody sees.
 *
 * @param found - the webhooks on all pages of the list
 * @param permissionsOf - what the person may do with one of them
 */
export function useSelection(
  found: readonly Webhook[],
  permissionsOf: (id: string) => WebhookPermissions,
): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback(
    (changed: readonly string[], isChosen: boolean) =>
      setIds(previous => {
        const next = new Set(previous);
        for (const id of changed) {
          if (isChosen) next.add(id);
          else next.delete(id);
        }
        return next;
      }),
    [],
  );
  const may = (id: string, permission: BulkPermission) =>
    permissionsOf(id)[permission];
  return {
    chosen: found.filter(({ id }) => ids.has(id)),
    isChosen: id => ids.has(id),
    canChoose: id => may(id, 'update') || may(id, 'delete'),
    choose,
    may,
  };
}
