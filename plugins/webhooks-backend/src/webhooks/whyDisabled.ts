import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';
import { StoredWebhook } from '../database/webhookRow';

/** Who disabled a webhook, and why; nothing while it is enabled. */
export function whyDisabled(
  webhook: Pick<
    StoredWebhook,
    'enabled' | 'disabledReason' | 'disabledReasonParts'
  >,
): Pick<Webhook, 'disabledBy' | 'disabledReason' | 'disabledReasonParts'> {
  const { enabled, disabledReason, disabledReasonParts } = webhook;
  if (enabled) return {};
  const disabledBy = disabledReason === undefined ? 'user' : 'plugin';
  return { disabledBy, disabledReason, disabledReasonParts };
}
