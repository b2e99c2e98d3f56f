import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a receiver finds out about who sent a message. */
export type Verification = 'valid' | 'invalid' | 'unsigned';

/** DingTalk and Feishu accept clocks that differ by an hour. */
const MAX_CLOCK_ERROR_MS = 60 * 60 * 1000;

function isSame(actual: string, expected: string): boolean {
  const [a, b] = [Buffer.from(actual), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isRecent(milliseconds: number, now: Date): boolean {
  return Math.abs(now.getTime() - milliseconds) <= MAX_CLOCK_ERROR_MS;
}

/** `X-KubeVision-Signature: sha256=<hex>` over the raw body. */
export function verifyBody(options: {
  secret: string;
  header: string | undefined;
  body: Buffer;
}): Verification {
  const { secret, header, body } = options;
  if (!header) return 'unsigned';
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  return isSame(header, `sha256=${digest}`) ? 'valid' : 'invalid';
}

/**
 * DingTalk's robot: `timestamp` in milliseconds and `sign` in the query.
 * https://open.dingtalk.com/document/robots/customize-robot-security-settings
 */
export function verifyDingTalk(options: {
  secret: string;
  query: URLSearchParams;
  now: Date;
}): Verification {
  const { secret, query, now } = options;
  const timestamp = query.get('timestamp');
  const sign = query.get('sign');
  if (!timestamp || !sign) return 'unsigned';
  const expected = createHmac('sha256', secret)
    .update(`${timestamp}\n${secret}`)
    .digest('base64');
  return isSame(sign, expected) && isRecent(Number(timestamp), now)
    ? 'valid'
    : 'invalid';
}

/**
 * Feishu's bot: `timestamp` in seconds and `sign` in the body; the key is what DingTalk signs, and
 * the message is empty. https://open.larkoffice.com/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN
 */
export function verifyFeishu(options: {
  secret: string;
  body: { timestamp?: unknown; sign?: unknown };
  now: Date;
}): Verification {
  const { secret, body, now } = options;
  const { timestamp, sign } = body;
  if (typeof timestamp !== 'string' || typeof sign !== 'string') {
    return 'unsigned';
  }
  const expected = createHmac('sha256', `${timestamp}\n${secret}`).digest(
    'base64',
  );
  return isSame(sign, expected) && isRecent(Number(timestamp) * 1000, now)
    ? 'valid'
    : 'invalid';
}
