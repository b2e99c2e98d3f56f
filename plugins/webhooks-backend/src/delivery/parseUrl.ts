/** So many are kept that were parsed. */
const MAX_KNOWN = 1_000;
const known = new Map<string, URL>();

/**
 * Parses a URL, or gives what it was parsed to before: most messages of a webhook go to the same one.
 * For whoever changes nothing of it.
 *
 * @returns null when it is none
 */
export function parseUrl(text: string): Readonly<URL> | null {
  const found = known.get(text);
  if (found) return found;
  const url = URL.parse(text);
  if (!url) return null;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, url);
  return url;
}
