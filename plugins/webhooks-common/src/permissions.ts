import {
  BasicPermission,
  createPermission,
} from '@backstage/plugin-permission-common';

/** See webhooks and their filters. URLs, secrets and answers need {@link webhookUpdatePermission}. */
export const webhookReadPermission = createPermission({
  name: 'webhooks.webhook.read',
  attributes: { action: 'read' },
});

/** Create webhooks. */
export const webhookCreatePermission = createPermission({
  name: 'webhooks.webhook.create',
  attributes: { action: 'create' },
});

/** Change, enable and disable webhooks; see masked URLs and the bodies of answers. */
export const webhookUpdatePermission = createPermission({
  name: 'webhooks.webhook.update',
  attributes: { action: 'update' },
});

/** Delete webhooks with their history. */
export const webhookDeletePermission = createPermission({
  name: 'webhooks.webhook.delete',
  attributes: { action: 'delete' },
});

/** Send a test message. Has no action, so that no grant of `update` includes it by accident. */
export const webhookTestPermission = createPermission({
  name: 'webhooks.webhook.test',
  attributes: {},
});

/** See the delivery history. */
export const deliveryReadPermission = createPermission({
  name: 'webhooks.delivery.read',
  attributes: { action: 'read' },
});

/** Send a delivery again. */
export const deliveryRedeliverPermission = createPermission({
  name: 'webhooks.delivery.redeliver',
  attributes: {},
});

/** Read every stored event of all clusters: the event export. */
export const eventsReadPermission = createPermission({
  name: 'webhooks.events.read',
  attributes: { action: 'read' },
});

/** All permissions of the plugin `webhooks`. */
export const webhooksPermissions: BasicPermission[] = [
  webhookReadPermission,
  webhookCreatePermission,
  webhookUpdatePermission,
  webhookDeletePermission,
  webhookTestPermission,
  deliveryReadPermission,
  deliveryRedeliverPermission,
  eventsReadPermission,
];
