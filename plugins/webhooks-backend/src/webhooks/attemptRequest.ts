import {
  AttemptRequest,
  DeliveryAttempt,
  DeliveryWithAttempts,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  Platform,
  exampleHost,
  toMessage,
} from '@kubevision/backstage-plugin-webhooks-node';
import { StoredWebhook } from '../database/webhookRow';
import { wireHeaders } from '../delivery/send';
import { MASK } from './maskUrl';
import { maskSecretParts } from './maskSecretParts';

/** Stand for secrets, which are not needed; what differs between them is made of one. */
const PLACEHOLDERS = ['placeholder-a', 'placeholder-b'] as const;

/**
 * The request of an attempt, made again from what is stored of it. It is the one that was sent,
 * unless the webhook got another platform, a secret, or other headers since. Nothing in it is
 * secret, and no secret is opened for it.
 */
export function attemptRequest(options: {
  webhook: StoredWebhook;
  platform: Platform;
  delivery: DeliveryWithAttempts;
  attempt: DeliveryAttempt;
}): AttemptRequest {
  const { webhook, platform, delivery, attempt } = options;
  const { id: deliveryId, event, test } = delivery;
  const message = toMessage({
    event,
    eventType: event.event,
    deliveryId,
    test,
  });
  const { previousSecretExpiresAt } = webhook;
  const names = webhook.requestSettings?.headers ?? [];
  const make =
    attempt.plainText && platform.toPlainText
      ? platform.toPlainText
      : platform.toRequest;
  const [one, other] = PLACEHOLDERS.map(secret =>
    make.call(
      platform,
      message,
      {
        url: `https://${exampleHost(platform)}/`,
        ...(webhook.hasSecret && { secret }),
        ...(previousSecretExpiresAt && {
          previousSecret: {
            secret: `${secret}-before`,
            expiresAt: previousSecretExpiresAt.toISOString(),
          },
        }),
        headers: Object.fromEntries(names.map(name => [name, MASK])),
      },
      new Date(attempt.startedAt),
    ),
  );
  const shown = maskSecretParts(one, other);
  return {
    method: one.method,
    headers: wireHeaders(shown.headers),
    body: shown.body,
  };
}
