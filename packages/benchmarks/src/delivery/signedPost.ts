import { http } from '@kubevision/backstage-plugin-webhooks-backend/src/platforms/http';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { sampleEvent } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/sampleEvent';
import { createHmac } from 'node:crypto';
import { Agent } from 'undici';

export const SECRET = 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==';
const KEY = Buffer.from(SECRET.slice('whsec_'.length), 'base64');

/** The event that everybody sends, under another name each time. */
export function eventOf(id: string) {
  const event = sampleEvent({
    eventType: 'scale',
    actor: 'alice',
    now: new Date(0),
  });
  return { ...event, id, name: id };
}

/** The body that the plugin makes of the same event. */
export function bodyOf(id: string): string {
  const event = eventOf(id);
  const message = toMessage({ event, eventType: 'scale', deliveryId: id });
  const target = { url: 'http://127.0.0.1/', secret: SECRET };
  return http.toRequest(message, target, new Date()).body;
}

/** What a contender other than the plugin does for each delivery: sign, post, read the answer. */
export async function signedPost(
  agent: Agent,
  { url, id, body }: { url: string; id: string; body: string },
): Promise<void> {
  const timestamp = Math.floor(Date.now() / 1000);
  const hex = createHmac('sha256', SECRET).update(body).digest('hex');
  const base64 = createHmac('sha256', KEY)
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  const { origin, pathname } = new URL(url);
  const { statusCode, body: answer } = await agent.request({
    origin,
    path: pathname,
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-kubevision-signature': `sha256=${hex}`,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${base64}`,
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  await answer.text();
  if (statusCode !== 200) throw new Error(`The receiver said ${statusCode}`);
}
