import { createPermission } from '@backstage/plugin-permission-common';

/** What conditions of policies are about: one webhook. */
export const WEBHOOK_RESOURCE_TYPE = 'webhooks.webhook';

/**
 * Open the pages, and see what platforms and clusters there are. Not about any webhook, so that
 * pages and navigation can ask for it.
 */
export const webhooksViewPermission = createPermission({
  name: 'webhooks.view',
  attributes: { action: 'read' },
});

/** See webhooks and their filters. URLs, secrets and answers need {@link webhookUpdatePermission}. */
export const webhookReadPermission = createPermission({
  name: 'webhooks.webhook.read',
  attributes: { action: 'read' },
  resourceType: WEBHOOK_RESOURCE_TYPE,
});

/**
 * Create webhooks. A new webhook must also keep to the conditions under which its creator may
 * update webhooks, where there are any.
 */
export const webhookCreatePermission = createPermission({
  name: 'webhooks.webhook.create',
  attributes: { action: 'create' },
});

/** Change, enable and disable webhooks; see masked URLs and the bodies of answers. */
export const webhookUpdatePermission = createPermission({
  name: 'webhooks.webhook.update',
  attributes: { action: 'update' },
  resourceType: WEBHOOK_RESOURCE_TYPE,
});

/** Delete webhooks with their history. */
export const webhookDeletePermission = createPermission({
  name: 'webhooks.webhook.delete',
  attributes: { action: 'delete' },
  resourceType: WEBHOOK_RESOURCE_TYPE,
});

/** Send a test message. Has no action, so that no grant of `update` includes it by accident. */
export const webhookTestPermission = createPermission({
  name: 'webhooks.webhook.test',
  attributes: {},
  resourceType: WEBHOOK_RESOURCE_TYPE,
});

/** See the delivery history. */
export const deliveryReadPermission = createPermission({
  name: 'webhooks.delivery.read',
  attributes: { action: 'read' },
  resourceType: WEBHOOK_RESOURCE_TYPE,
});

/** Send a delivery again. */
export const deliveryRedeliverPermission = createPermission({
  name: 'webhooks.delivery.redeliver',
  attributes: {},
  resourceType: WEBHOOK_RESOURCE_TYPE,
});

/** Read every stored event of all clusters: the event export. */
export const eventsReadPermission = createPermission({
  name: 'webhooks.events.read',
  attributes: { action: 'read' },
});

/** The permissions that are not about one webhook, so that no condition applies to them. */
export const webhooksBasicPermissions = [
  webhooksViewPermission,
  webhookCreatePermission,
  eventsReadPermission,
];

/** The permissions that are about one webhook. */
export const webhookResourcePermissions = [
  webhookReadPermission,
  webhookUpdatePermission,
  webhookDeletePermission,
  webhookTestPermission,
  deliveryReadPermission,
  deliveryRedeliverPermission,
];

/** All permissions of the plugin `webhooks`. */
export const webhooksPermissions = [
  ...webhooksBasicPermissions,
  ...webhookResourcePermissions,
];

/** A permission that is about one webhook. */
export type WebhookResourcePermission =
  (typeof webhookResourcePermissions)[number];
