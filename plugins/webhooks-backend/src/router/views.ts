import {
  DeliveryWithAttempts,
  HeldBack,
  TestResult,
  Webhook,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { NOTHING_HELD_BACK } from '../database/heldBack';
import { waitAt } from '../database/laneTimes';
import { StoredWebhook } from '../database/webhookRow';
import { describeCircuit } from '../health/Circuit';
import { etagOf } from '../webhooks/etag';
import { HIDDEN_URL } from '../webhooks/maskUrl';
import { whyDisabled } from '../webhooks/whyDisabled';

/**
 * A webhook as the API answers it.
 *
 * @param options - `showTarget`: whether the person may see the masked URL and the request settings;
 *   `heldBack`: what it held back lately, if anything; `parked`: how many of its deliveries failed, if
 *   any; `now`: when it is asked what it waits for
 */
export function webhookView(
  webhook: StoredWebhook,
  options: {
    showTarget: boolean;
    heldBack?: HeldBack;
    parked?: number;
    now: Date;
  },
): Webhook {
  const { headers = [], clientCertificate } = webhook.requestSettings ?? {};
  const previousExpiresAt = webhook.previousSecretExpiresAt?.toISOString();
  return {
    id: webhook.id,
    etag: etagOf(webhook),
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
    retry: webhook.retry,
    parked: options.parked ?? 0,
    ...calmView(webhook, options.now),
    circuit: describeCircuit(webhook.circuit, options.now),
    ...whyDisabled(webhook),
    health: webhook.health,
    healthReason: webhook.healthReason,
    healthReasonParts: webhook.healthReasonParts,
    lastDeliveryAt: webhook.lastDeliveryAt?.toISOString(),
    createdAt: webhook.createdAt.toISOString(),
    updatedAt: webhook.updatedAt.toISOString(),
    createdBy: webhook.createdBy,
  };
}

function calmView(
  { digest, quietHours, lane }: StoredWebhook,
  now: Date,
): Pick<Webhook, 'digest' | 'quietHours' | 'mutedUntil' | 'waiting'> {
  const wait = lane && waitAt(lane, now);
  const mutedUntil = new Date(Number(lane?.muted_until ?? 0));
  return {
    digest,
    quietHours: quietHours ?? null,
    mutedUntil: mutedUntil > now ? mutedUntil.toISOString() : null,
    waiting: wait && { ...wait, until: wait.until.toISOString() },
  };
}

/** Leaves out what a receiver answered, of a delivery or of a test. */
export function answerView<T extends Pick<TestResult, 'responseBody'>>(
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
