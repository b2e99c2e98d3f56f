import { useApi } from '@backstage/frontend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  PermissionApi,
  permissionApiRef,
  usePermission,
} from '@backstage/plugin-permission-react';
import {
  WebhookResourcePermission,
  deliveryReadPermission,
  deliveryRedeliverPermission,
  webhookDeletePermission,
  webhookTestPermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What the person may do with one webhook. What they may not is not offered; the backend refuses it
 * in any case.
 */
export interface WebhookPermissions {
  /** True until all answers are in; everything is false until then. */
  loading: boolean;
  update: boolean;
  delete: boolean;
  test: boolean;
  readDeliveries: boolean;
  redeliver: boolean;
}

const UNKNOWN: WebhookPermissions = {
  loading: true,
  update: false,
  delete: false,
  test: false,
  readDeliveries: false,
  redeliver: false,
};

/** Whether it is known that a person may do nothing with a webhook but read. */
export function mayOnlyRead(may: WebhookPermissions): boolean {
  return !(may.loading || may.update || may.delete || may.test);
}

/** Asks for all permissions on one webhook; Backstage sends those of a whole page as one request. */
export function useWebhookPermissions(webhookId: string): WebhookPermissions {
  const ask = (permission: WebhookResourcePermission) => ({
    permission,
    resourceRef: webhookId,
  });
  const update = usePermission(ask(webhookUpdatePermission));
  const remove = usePermission(ask(webhookDeletePermission));
  const test = usePermission(ask(webhookTestPermission));
  const readDeliveries = usePermission(ask(deliveryReadPermission));
  const redeliver = usePermission(ask(deliveryRedeliverPermission));
  const all = [update, remove, test, readDeliveries, redeliver];
  return {
    loading: all.some(result => result.loading),
    update: update.allowed,
    delete: remove.allowed,
    test: test.allowed,
    readDeliveries: readDeliveries.allowed,
    redeliver: redeliver.allowed,
  };
}

/** The answers of an app, shown at once when a list comes back, until it has asked again. */
const ANSWERS = new WeakMap<PermissionApi, Map<string, WebhookPermissions>>();

/**
 * As {@link useWebhookPermissions}, for each row of a list: a hook for each answer would render a
 * row as often as there are answers.
 *
 * @param ids - of the webhooks that are shown; each is asked about once as long as the list is there
 */
export function usePermissionsOfRows(
  ids: readonly string[],
): (id: string) => WebhookPermissions {
  const api = useApi(permissionApiRef);
  const [answers, setAnswers] = useState<
    ReadonlyMap<string, WebhookPermissions> | undefined
  >(ANSWERS.get(api));
  const asked = useRef(new Set<string>());
  const shown = ids.join();

  useEffect(() => {
    const unasked = shown.split(',').filter(id => id && !asked.current.has(id));
    if (unasked.length === 0) return;
    unasked.forEach(id => asked.current.add(id));
    const known = ANSWERS.get(api) ?? new Map<string, WebhookPermissions>();
    ANSWERS.set(api, known);
    Promise.all(
      unasked.map(async id => known.set(id, await askFor(api, id))),
    ).then(
      () => setAnswers(new Map(known)),
      // Nothing is offered until the next time that these rows are shown.
      () => unasked.forEach(id => asked.current.delete(id)),
    );
  }, [api, shown]);

  return useCallback(id => answers?.get(id) ?? UNKNOWN, [answers]);
}

/** Asked at the same moment, all questions of a page become one request. */
async function askFor(
  api: PermissionApi,
  webhookId: string,
): Promise<WebhookPermissions> {
  const allows = async (permission: WebhookResourcePermission) => {
    const query = { permission, resourceRef: webhookId };
    return (await api.authorize(query)).result === AuthorizeResult.ALLOW;
  };
  const [update, remove, test, readDeliveries, redeliver] = await Promise.all([
    allows(webhookUpdatePermission),
    allows(webhookDeletePermission),
    allows(webhookTestPermission),
    allows(deliveryReadPermission),
    allows(deliveryRedeliverPermission),
  ]);
  return {
    loading: false,
    update,
    delete: remove,
    test,
    readDeliveries,
    redeliver,
  };
}
