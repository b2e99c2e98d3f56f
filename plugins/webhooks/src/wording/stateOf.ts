import { Webhook } from '@kubevision/backstage-plugin-webhooks-common';

/**
 * How a webhook does, as people see it:
 * - `off`: somebody turned it off.
 * - `disabled`: the plugin did, because of its receiver.
 * - `waiting`: everything for it waits; it is muted, say, or its receiver is given a rest.
 * - the others are its health.
 */
export const WEBHOOK_STATES = [
  'healthy',
  'failing',
  'waiting',
  'disabled',
  'off',
  'unknown',
] as const;

/** One of {@link WEBHOOK_STATES}. */
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** What counts most of how a webhook does. */
export function stateOf(
  webhook: Pick<Webhook, 'enabled' | 'disabledBy' | 'health' | 'waiting'>,
): WebhookState {
  const { enabled, disabledBy, health, waiting } = webhook;
  if (!enabled) return disabledBy === 'plugin' ? 'disabled' : 'off';
  // A receiver that fails is given rests; that it fails is the news.
  if (health === 'failing') return 'failing';
  // A busy platform makes a webhook wait a moment now and then.
  return waiting && waiting.reason !== 'rate' ? 'waiting' : health;
}
