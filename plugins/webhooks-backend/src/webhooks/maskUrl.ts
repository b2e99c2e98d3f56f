/** Stands for what is not shown. No URL holds it unescaped. */
export const MASK = '…';

/** What stands for a URL that a person may not see at all. */
export const HIDDEN_URL = MASK;

/** How many characters of the end stay readable, to tell two webhooks of one host apart. */
const TAIL = 4;

/**
 * Masks a URL, which is a secret on every chat platform.
 *
 * @example `https://hooks.slack.com/…XXXX`
 */
export function maskUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  const rest = `${pathname}${search}`;
  // A short path would be given away whole by its end.
  const tail = rest.length > 3 * TAIL ? rest.slice(-TAIL) : '';
  return `${origin}/${MASK}${tail}`;
}
