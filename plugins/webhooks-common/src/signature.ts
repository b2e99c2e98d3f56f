/** The header that carries the signature of a custom HTTP delivery. */
export const SIGNATURE_HEADER = 'X-KubeVision-Signature';

/**
 * The header that, for a while after a rotation, carries the signature by the secret before, for
 * receivers that do not have the new one yet. Verified in the same way.
 */
export const PREVIOUS_SIGNATURE_HEADER = 'X-KubeVision-Signature-Previous';

const PREFIX = 'sha256=';

async function hmacSha256(
  secret: string,
  rawBody: string | Uint8Array,
): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const data =
    typeof rawBody === 'string' ? encoder.encode(rawBody) : rawBody.slice();
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, data));
}

/**
 * Signs a body as custom HTTP deliveries are signed.
 *
 * @param rawBody - the exact bytes that are sent
 * @returns the header's value: `sha256=` and 64 lower-case hex digits
 */
export async function sign(
  secret: string,
  rawBody: string | Uint8Array,
): Promise<string> {
  const digest = await hmacSha256(secret, rawBody);
  const hex = Array.from(digest, byte => byte.toString(16).padStart(2, '0'));
  return PREFIX + hex.join('');
}

/**
 * Verifies the signature of a custom HTTP delivery, in a browser or in Node.js.
 *
 * @param rawBody - the bytes as received, before any parsing
 * @param header - the value of {@link SIGNATURE_HEADER}; anything else than a valid one is false
 */
export async function verifySignature(
  secret: string,
  rawBody: string | Uint8Array,
  header: string | undefined,
): Promise<boolean> {
  if (!header) return false;
  const expected = await sign(secret, rawBody);
  // Compares every character whatever the first difference, so that the time taken tells nothing.
  let difference = expected.length ^ header.length;
  for (let i = 0; i < expected.length; i++) {
    difference |= expected.charCodeAt(i) ^ header.charCodeAt(i);
  }
  return difference === 0;
}
