import { usePermission } from '@backstage/plugin-permission-react';
import {
  deliveryReadPermission,
  deliveryRedeliverPermission,
  webhookCreatePermission,
  webhookDeletePermission,
  webhookReadPermission,
  webhookTestPermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';

/** What the person may do. What they may not is not offered; the backend refuses it in any case. */
export interface WebhooksPermissions {
  /** True until all answers are in; everything is false until then. */
  loading: boolean;
  read: boolean;
  create: boolean;
  update: boolean;
  delete: boolean;
  test: boolean;
  readDeliveries: boolean;
  redeliver: boolean;
}

/** Asks for all permissions of the plugin; Backstage sends them as one request. */
export function useWebhooksPermissions(): WebhooksPermissions {
  const read = usePermission({ permission: webhookReadPermission });
  const create = usePermission({ permission: webhookCreatePermission });
  const update = usePermission({ permission: webhookUpdatePermission });
  const remove = usePermission({ permission: webhookDeletePermission });
  const test = usePermission({ permission: webhookTestPermission });
  const readDeliveries = usePermission({ permission: deliveryReadPermission });
  const redeliver = usePermission({ permission: deliveryRedeliverPermission });
  const all = [read, create, update, remove, test, readDeliveries, redeliver];
  return {
    loading: all.some(result => result.loading),
    read: read.allowed,
    create: create.allowed,
    update: update.allowed,
    delete: remove.allowed,
    test: test.allowed,
    readDeliveries: readDeliveries.allowed,
    redeliver: redeliver.allowed,
  };
}
