/** The channel of the signals that tell pages to look again. */
export const SIGNALS_CHANNEL = 'webhooks';

/**
 * What changed; everybody who is signed in gets it, so it says nothing that a permission hides:
 * - `webhook`: one was created, changed or deleted.
 * - `delivery`: one of a webhook ended.
 * - `event`: there are new events.
 */
export type WebhooksSignal =
  | { type: 'webhook' | 'delivery'; webhookId: string }
  | { type: 'event' };
