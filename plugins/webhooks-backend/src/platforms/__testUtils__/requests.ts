import { exampleEvent } from '@kubevision/backstage-plugin-webhooks-node/testUtils';
import {
  IncomingResponse,
  Platform,
  toMessage,
} from '@kubevision/backstage-plugin-webhooks-node';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';

/** Any moment; 2026-03-05T10:23:00Z in seconds is 1772706180. */
export const NOW = new Date(1772706180_000);

/** The request for an event, with its body parsed. */
export function requestOf(
  platform: Platform,
  options: { url: string; secret?: string; event?: Partial<WebhookEvent> },
) {
  const event = { ...exampleEvent, ...options.event };
  const request = platform.toRequest(
    toMessage({ event, eventType: event.event, deliveryId: 'delivery-1' }),
    { url: options.url, secret: options.secret },
    NOW,
  );
  return { ...request, json: JSON.parse(request.body) };
}

/** What a platform makes of an answer; HTTP 200 with nothing in it unless told. */
export function judgeWith(
  platform: Platform,
  response: Partial<IncomingResponse>,
) {
  return platform.judge(
    { status: 200, headers: {}, body: '', ...response },
    NOW,
  );
}

/** What is wrong with a URL, or `right`. */
export function checkUrlOf(platform: Platform, url: string): string {
  return platform.checkUrl?.(new URL(url)) ?? 'right';
}
