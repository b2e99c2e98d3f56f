import {
  Webhook,
  WebhooksApi,
} from '@kubevision/backstage-plugin-webhooks-common';
import { isChangedMeanwhile } from '../api/isChangedMeanwhile';

/**
 * Turns a webhook on or off, and leaves everything else of it as it is: what others changed since it
 * was read, too.
 */
export async function setEnabled(
  api: WebhooksApi,
  webhook: Webhook,
  enabled: boolean,
): Promise<Webhook> {
  const turn = ({ id, etag, name, platform, filters }: Webhook) =>
    api.updateWebhook(
      id,
      { name, platform, filters, enabled },
      { ifMatch: etag },
    );
  try {
    return await turn(webhook);
  } catch (error) {
    if (!isChangedMeanwhile(error)) throw error;
    return turn(await api.getWebhook(webhook.id));
  }
}
