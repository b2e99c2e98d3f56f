import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EventType,
  Reason,
  because,
  reasonOf,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  Message,
  OutgoingRequest,
  Platform,
  Target,
  Verdict,
} from '@kubevision/backstage-plugin-webhooks-node';
import { AttemptRecord } from '../database/completeDeliveries';
import { ClaimedDelivery, ClaimedWebhook } from '../database/deliveryRow';
import { AllowedReceivers } from './allowedReceivers';
import { checkPlatformUrl } from './checkPlatformUrl';
import { parseUrl } from './parseUrl';
import { redactHeaders, redactReason, redactText } from './redact';
import { Sender, SendResult } from './send';

/** What an attempt needs from the rest of the plugin. */
export interface AttemptOptions {
  readonly platforms: (id: string) => Platform | undefined;
  /** Unseals where a webhook points to. */
  readonly openTarget: (webhook: ClaimedWebhook) => Target;
  readonly toMessage: (options: {
    event: ClaimedDelivery['event'];
    eventType: EventType;
    deliveryId: string;
    test?: boolean;
  }) => Message;
  readonly allowedReceivers: AllowedReceivers;
  /** Whether nobody else can have claimed a delivery. */
  readonly holds: (delivery: ClaimedDelivery) => boolean;
  readonly sender: Pick<Sender, 'send'>;
  readonly logger: LoggerService;
  readonly now: () => Date;
}

/** What an attempt came to: what is kept of it, and what it means. */
export interface Attempted {
  readonly record: AttemptRecord;
  readonly verdict: Verdict;
  /** Whether a plainer form of the message is left to try, if this one was refused. */
  readonly plainTextLeft: boolean;
}

/** Reasons that are ours, where no receiver could give one. */
const REASONS = {
  unreadable: because('target-unreadable'),
  unmade: because('message-not-made'),
  misjudged: because('answer-misjudged'),
};

/**
 * Makes one attempt: opens the webhook, makes the request, sends it, judges the answer. What goes
 * wrong on the way becomes a verdict, so that it counts and is seen in the history.
 *
 * @returns `disabled` when the webhook was disabled since the delivery was made, though a disabled
 *   webhook can still be tested; `lost` when another may have claimed it before it was sent
 */
export async function attemptDelivery(
  delivery: ClaimedDelivery,
  options: AttemptOptions,
): Promise<Attempted | 'disabled' | 'lost'> {
  const { webhook } = delivery;
  if (!webhook.enabled && !delivery.test) return 'disabled';

  const startedAt = options.now();
  const unsent = (
    verdict: Verdict & Reason,
    plainTextLeft = false,
  ): Attempted => ({
    record: {
      startedAt,
      durationMs: 0,
      outcome: verdict.outcome,
      ...reasonOf(verdict),
    },
    verdict,
    plainTextLeft,
  });
  const log = ({ reason }: Reason, error: unknown, target?: Target) =>
    options.logger.error(
      `Delivery ${delivery.id} of webhook ${webhook.id}: ${reason}`,
      { cause: target ? redactText(String(error), target) : String(error) },
    );

  let target: Target;
  try {
    target = options.openTarget(webhook);
  } catch (error) {
    log(REASONS.unreadable, error);
    return unsent({ outcome: 'retry', ...REASONS.unreadable });
  }

  const platform = options.platforms(webhook.platform);
  if (!platform) {
    return unsent({
      outcome: 'rejected',
      blame: 'owner',
      ...because('platform-missing', { platform: webhook.platform }),
    });
  }

  let plainTextLeft = !delivery.plainText && platform.toPlainText !== undefined;
  let request: OutgoingRequest;
  try {
    const { id: deliveryId, event, test } = delivery;
    const message = options.toMessage({
      event,
      eventType: event.event,
      deliveryId,
      test,
    });
    const form =
      delivery.plainText && platform.toPlainText ? 'toPlainText' : 'toRequest';
    request = platform[form]!(message, target, options.now());
  } catch (error) {
    log(REASONS.unmade, error, target);
    return unsent(
      { outcome: 'rejected', blame: 'payload', ...REASONS.unmade },
      plainTextLeft,
    );
  }

  const wrong = checkUrl(request.url, platform, options.allowedReceivers);
  if (wrong) {
    return unsent({ outcome: 'rejected', blame: 'owner', ...wrong });
  }

  if (!options.holds(delivery)) return 'lost';
  const result = await options.sender.send(request);
  let verdict: Verdict;
  try {
    verdict = judge(result, platform, options.now());
  } catch (error) {
    log(REASONS.misjudged, error, target);
    verdict = { outcome: 'rejected', blame: 'payload', ...REASONS.misjudged };
    // It may have been accepted, and would arrive twice.
    plainTextLeft = false;
  }
  return {
    ...redacted({ delivery, request, startedAt, result, verdict, target }),
    plainTextLeft,
  };
}

function checkUrl(
  text: string,
  platform: Platform,
  allowedReceivers: AllowedReceivers,
): Reason | undefined {
  const url = parseUrl(text);
  return url
    ? checkPlatformUrl(url, platform, allowedReceivers)
    : because('url-invalid');
}

function judge(result: SendResult, platform: Platform, now: Date): Verdict {
  if (result.kind === 'response') return platform.judge(result.response, now);
  return result.retryable
    ? { outcome: 'retry', ...reasonOf(result) }
    : { outcome: 'rejected', blame: 'owner', ...reasonOf(result) };
}

/** A receiver may repeat the URL it was called by, and a platform may quote the receiver. */
function redacted(options: {
  delivery: ClaimedDelivery;
  request: OutgoingRequest;
  startedAt: Date;
  result: SendResult;
  verdict: Verdict;
  target: Target;
}): Omit<Attempted, 'plainTextLeft'> {
  const { delivery, request, startedAt, result, target } = options;
  const verdict: Verdict =
    options.verdict.outcome === 'delivered'
      ? options.verdict
      : {
          ...options.verdict,
          ...redactReason(options.verdict, target),
        };
  const response = result.kind === 'response' ? result.response : undefined;
  return {
    verdict,
    record: {
      startedAt,
      durationMs: result.durationMs,
      outcome: verdict.outcome,
      ...('reason' in verdict && reasonOf(verdict)),
      requestBytes: Buffer.byteLength(request.body),
      ...(delivery.plainText && { plainText: true }),
      ...(response && {
        statusCode: response.status,
        responseHeaders: redactHeaders(response.headers, target),
        responseBody: redactText(response.body, target),
      }),
    },
  };
}
