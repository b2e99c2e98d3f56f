import { usePermission } from '@backstage/plugin-permission-react';
import {
  WebhookResourcePermission,
  deliveryReadPermission,
  deliveryRedeliverPermission,
  webhookDeletePermission,
  webhookTestPermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';

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
