import {
  Webhook,
  WebhooksApi,
} from '@kubevision/backstage-plugin-webhooks-common';

/** Turns a webhook on or off, and leaves everything else of it as it is. */
export function setEnabled(
  api: WebhooksApi,
  webhook: Webhook,
  enabled: boolean,
): Promise<Webhook> {
  const { id, name, platform, filters } = webhook;
  return api.updateWebhook(id, { name, platform, filters, enabled });
}
