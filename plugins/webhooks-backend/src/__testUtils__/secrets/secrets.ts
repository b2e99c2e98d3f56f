import { createHash } from 'node:crypto';
import fc from 'fast-check';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
/** What texts are escaped, quoted, cut and encoded for. */
const HOSTILE = `"'\\/+=&%<>{}$#@:;,.|*_~\`-!?()[] éß漢😀`;

const letters = (count: number) =>
  fc.string({
    unit: fc.constantFrom(...LETTERS),
    minLength: count,
    maxLength: count,
  });
const hostile = fc.string({
  unit: fc.constantFrom(...HOSTILE),
  maxLength: 12,
});

/** How much of a secret is enough to be found. */
const TELLING = 16;

/** Text as nobody would guess it, short or longer than what is kept of a value. */
export const anySecret = fc
  .tuple(letters(TELLING), hostile, letters(8), fc.constantFrom(0, 400))
  .map(
    ([head, middle, tail, more]) =>
      `${head}${middle}${tail.repeat(1 + more / 8)}`,
  );

/** As {@link anySecret}, of what can stand in a URL and in a header. */
export const anyKey = letters(32);

/** All that gives a secret away, wherever it stands in a text. */
function telltales(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64');
  // Its beginning is in any spelling of it, as it is of letters, and in what was cut off.
  return [
    secret.slice(0, TELLING),
    base64.slice(0, TELLING),
    Buffer.from(secret.slice(0, TELLING)).toString('hex'),
    ...[secret, base64].flatMap(text => [
      createHash('sha256').update(text).digest('hex').slice(0, TELLING),
      createHash('sha256').update(text).digest('base64').slice(0, TELLING),
    ]),
  ];
}

/**
 * @returns the telltale signs of a secret in a text, with what is around them; a secret that is
 *   written in JSON, in a URL or in HTML is found too
 */
export function findSecret(secret: string, text: string): string[] {
  return telltales(secret)
    .map(telltale => text.indexOf(telltale))
    .filter(place => place >= 0)
    .map(place => text.slice(Math.max(place - 80, 0), place + 80));
}
