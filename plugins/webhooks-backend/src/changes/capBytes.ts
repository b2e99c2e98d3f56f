/** Cuts text to so many bytes of UTF-8, never inside of a character; `…` tells that it was cut. */
export function capBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text).subarray(
    0,
    maxBytes - Buffer.byteLength('…'),
  );
  // A character cut in two decodes to U+FFFD at the very end.
  return `${new TextDecoder().decode(bytes).replace(/\uFFFD$/, '')}…`;
}
