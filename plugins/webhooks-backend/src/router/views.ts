import {
  Delivery,
  DeliveryWithAttempts,
  HeldBack,
  TestResult,
  Webhook,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { NOTHING_HELD_BACK } from '../database/heldBack';
import { StoredWebhook } from '../database/WebhookStore';
import { HIDDEN_URL } from '../webhooks/maskUrl';

/**
 * A webhook as the API answers it.
 *
 * @param options - `showTarget`: whether the person may see the masked URL and
 *   the request settings; `heldBack`: what it
 *   held back lately, if anything
 */
export function webhookView(
  webhook: StoredWebhook,
  options: { showTarget: boolean; heldBack?: HeldBack },
): Webhook {
  const { headers = [], clientCertificate } = webhook.requestSettings ?? {};
  const previousExpiresAt = webhook.previousSecretExpiresAt?.toISOString();
  return {
    id: webhook.id,
    name: webhook.name,
    platform: webhook.platform,
    url: options.showTarget ? webhook.maskedUrl : HIDDEN_URL,
    hasSecret: webhook.hasSecret,
    ...(previousExpiresAt && { secretRotation: { previousExpiresAt } }),
    ...(options.showTarget && {
      ...(headers.length > 0 && { headers: headers.map(name => ({ name })) }),
      clientCertificate,
    }),
    enabled: webhook.enabled,
    filters: webhook.filters as Required<WebhookFilters>,
    noise: webhook.noise,
    heldBack: options.heldBack ?? NOTHING_HELD_BACK,
    health: webhook.health,
    healthReason: webhook.healthReason,
    lastDeliveryAt: webhook.lastDeliveryAt?.toISOString(),
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
    createdBy: webhook.createdBy,
  };
}

/** Leaves out what a receiver answered, of a delivery or of a test. */
export function answerView<T extends Delivery | TestResult>(
  answer: T,
  options: { showAnswers: boolean },
): T {
  if (options.showAnswers) return answer;
  const { responseBody: _, ...rest } = answer;
  return rest as T;
}

/** Leaves out what a receiver answered, in every attempt too. */
export function deliveryWithAttemptsView(
  delivery: DeliveryWithAttempts,
  options: { showAnswers: boolean },
): DeliveryWithAttempts {
  if (options.showAnswers) return delivery;
  return {
    ...answerView(delivery, options),
    attemptLog: delivery.attemptLog.map(
      ({ responseBody: _, responseHeaders: __, ...attempt }) => attempt,
    ),
  };
}
