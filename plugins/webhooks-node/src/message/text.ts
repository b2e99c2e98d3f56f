/** Stands for the part of a text that was cut off. */
const ELLIPSIS = '…';

/** What ends or breaks a line: control characters, line and paragraph separators. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** What is there but not seen: bidirectional controls, zero-width characters, fillers, tags. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** What most names are made of, of which nothing has to be taken away. */
const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * One line of visible text. A name cannot hide a part of itself, turn the direction of what
 * follows, or begin a line that looks like ours.
 */
export function toVisibleLine(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(CONTROL, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\uFFFD')
    .trim();
}

/** Cuts between code points; the result, with its ellipsis, has at most `max` of them. */
export function truncate(text: string, max: number): string {
  // A code point has one or two units, so that a short text needs no counting.
  if (text.length <= max) return text;
  // Long texts are cut first, because spreading 1.5 MB to keep 200 characters costs a second.
  const points = [...text.slice(0, 2 * (max + 1))];
  if (points.length <= max) return text;
  return max < 1 ? '' : points.slice(0, max - 1).join('') + ELLIPSIS;
}

/** Size in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Replaces single characters by a table; all others stay. */
export function replaceCharacters(
  text: string,
  table: Readonly<Record<string, string>>,
): string {
  return Array.from(text, character =>
    Object.hasOwn(table, character) ? table[character] : character,
  ).join('');
}

/** Keeps clients from making a link of a bare URL: a zero-width space parts its scheme. */
export function breakLinks(text: string): string {
  return text.replaceAll('://', ':\u200B//');
}

/**
 * Truncates and then escapes, so that no escape sequence is ever cut in half.
 *
 * @param max - UTF-16 units of the escaped text, which is how the platforms count at most
 */
export function escapeWithin(
  text: string,
  max: number,
  escape: (text: string) => string,
): string {
  let [low, high] = [0, max];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (escape(truncate(text, middle)).length <= max) low = middle;
    else high = middle - 1;
  }
  return escape(truncate(text, low));
}
