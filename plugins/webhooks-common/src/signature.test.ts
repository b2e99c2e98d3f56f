/**
 * jsdom has no Web Crypto; browsers and Node.js have the same one.
 * @jest-environment node
 */
import { sign, verifySignature } from './signature';
import {
  sign as octokitSign,
  verify as octokitVerify,
} from '@octokit/webhooks-methods';

const secret = "It's a Secret to Everybody";
const body = '{"event":"update","name":"größe ✓"}';

describe('signature of custom HTTP deliveries', () => {
  it('matches the published vector of the sha256= form', async () => {
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
    await expect(sign(secret, 'Hello, World!')).resolves.toBe(
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  it('is accepted by a library that others wrote, and accepts what that signs', async () => {
    await expect(
      octokitVerify(secret, body, await sign(secret, body)),
    ).resolves.toBe(true);
    await expect(
      verifySignature(secret, body, await octokitSign(secret, body)),
    ).resolves.toBe(true);
  });

  it('verifies bytes as well as text', async () => {
    const bytes = new TextEncoder().encode(body);
    await expect(
      verifySignature(secret, bytes, await sign(secret, body)),
    ).resolves.toBe(true);
  });

  it.each([
    ['another secret', 'other', body, undefined],
    ['another body', secret, `${body} `, undefined],
    ['a missing header', secret, body, ''],
    ['a cut header', secret, body, 'sha256=75'],
    ['another scheme', secret, body, 'sha1=757107'],
  ])('refuses %s', async (_, otherSecret, otherBody, header) => {
    await expect(
      verifySignature(
        otherSecret,
        otherBody,
        header ?? (await sign(secret, body)),
      ),
    ).resolves.toBe(false);
  });
});
