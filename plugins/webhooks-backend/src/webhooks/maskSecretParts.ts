import { OutgoingRequest } from '@kubevision/backstage-plugin-webhooks-node';
import { MASK } from './maskUrl';

/** What a request shows of itself. */
type Shown = Pick<OutgoingRequest, 'headers' | 'body'>;

/**
 * Masks what is made of a secret, on any platform: it is whatever differs between the same request
 * made with two secrets.
 */
export function maskSecretParts(one: Shown, other: Shown): Shown {
  const headers = Object.entries(one.headers).map(([name, value]) => [
    name,
    maskDifference(value, other.headers[name] ?? ''),
  ]);
  return {
    headers: Object.fromEntries(headers),
    body: maskDifference(one.body, other.body),
  };
}

/** `sha256=ab12` and `sha256=cd34` are `sha256=…`: what they share at both ends stays. */
function maskDifference(one: string, other: string): string {
  if (one === other) return one;
  const start = sharedStart(one, other);
  const rest = one.slice(start);
  const end = sharedStart(reverse(rest), reverse(other.slice(start)));
  return one.slice(0, start) + MASK + rest.slice(rest.length - end);
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function reverse(text: string): string {
  return text.split('').reverse().join('');
}
