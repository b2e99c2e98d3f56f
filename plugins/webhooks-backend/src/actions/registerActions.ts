import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { WebhooksService } from '@kubevision/backstage-plugin-webhooks-node';
import { registerEventActions } from './eventActions';
import { registerWebhookActions } from './webhookActions';

/**
 * Registers what assistants and other plugins can do with webhooks, such as by MCP. All of it goes through
 * the API in the name of the caller, so an action can do no more than its caller.
 */
export function registerActions(options: {
  registry: ActionsRegistryService;
  webhooks: WebhooksService;
}): void {
  registerWebhookActions(options);
  registerEventActions(options);
}
