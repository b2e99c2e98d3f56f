import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { WEBHOOK_RESOURCE_TYPE } from '@kubevision/backstage-plugin-webhooks-common';

/** What the rules know of a webhook. */
export interface WebhookResource {
  readonly platform: string;
  /** The entity ref of the user who created it, or the subject of a service. */
  readonly createdBy: string;
  /** As the API answers them: every list is there, and all is `['*']`. */
  readonly filters: {
    readonly clusters: readonly string[];
    readonly namespaces: readonly string[];
  };
}

/** A rule with its parameters. Filters are text in the database, so webhooks are asked one by one. */
export type WebhookQuery = (webhook: WebhookResource) => boolean;

/** The webhooks, to whoever writes policies or rules. */
export const webhookPermissionResourceRef = createPermissionResourceRef<
  WebhookResource,
  WebhookQuery
>().with({ pluginId: 'webhooks', resourceType: WEBHOOK_RESOURCE_TYPE });
