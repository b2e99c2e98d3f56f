import { useApi } from '@backstage/frontend-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Webhook,
  WebhookResourcePermission,
  webhookDeletePermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';

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

const PERMISSIONS: Record<BulkPermission, WebhookResourcePermission> = {
  update: webhookUpdatePermission,
  delete: webhookDeletePermission,
};

/**
 * Keeps what is chosen while the list turns its pages. What the list no longer shows, on any of its
 * pages, is chosen no longer: nothing is done to what nobody sees.
 *
 * @param found - the webhooks on all pages of the list
 * @param shown - the ids of those on this page
 */
export function useSelection(
  found: readonly Webhook[],
  shown: readonly string[],
): Selection {
  const permissions = useApi(permissionApiRef);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const chosen = found.filter(({ id }) => ids.has(id));
  const asked = Array.from(
    new Set([...shown, ...chosen.map(({ id }) => id)]),
  ).sort();

  // Asked at the same moment, they become one request.
  const allowed = useAsync(async () => {
    const ask = async (id: string, name: BulkPermission) => {
      const answer = await permissions.authorize({
        permission: PERMISSIONS[name],
        resourceRef: id,
      });
      return answer.result === AuthorizeResult.ALLOW ? [`${name} ${id}`] : [];
    };
    const answers = await Promise.all(
      asked.flatMap(id => [ask(id, 'update'), ask(id, 'delete')]),
    );
    return new Set(answers.flat());
  }, [permissions, asked.join()]);

  const may = (id: string, permission: BulkPermission) =>
    allowed.value?.has(`${permission} ${id}`) ?? false;
  return {
    chosen,
    isChosen: id => ids.has(id),
    canChoose: id => may(id, 'update') || may(id, 'delete'),
    choose: (changed, isChosen) => {
      const next = new Set(ids);
      for (const id of changed) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      setIds(next);
    },
    may,
  };
}
