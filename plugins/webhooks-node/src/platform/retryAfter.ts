/**
 * How long the `Retry-After` header asks to wait.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 *
 * @param headers - names in lower case
 * @param now - to count from when the header is a date
 * @returns milliseconds, 0 for a date that has passed; undefined without a header that makes sense
 */
export function retryAfter(
  headers: Readonly<Record<string, string>>,
  now: Date,
): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return secondsToMs(Number(value));
  // Only the form that the standard names: `Date.parse` takes almost any text for a date.
  if (!/^[A-Z][a-z]{2,8}, /.test(value)) return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** @returns undefined for what is no length of time */
export function secondsToMs(seconds: unknown): number | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) {
    return undefined;
  }
  return Math.ceil(seconds * 1000);
}
