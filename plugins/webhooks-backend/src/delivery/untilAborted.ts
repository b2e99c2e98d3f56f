/** Resolves when the work is done or the signal is aborted, whichever comes first. */
export async function untilAborted(
  work: Promise<void> | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const done = new AbortController();
  const aborted = new Promise<void>(resolve =>
    signal?.addEventListener('abort', () => resolve(), {
      once: true,
      signal: done.signal,
    }),
  );
  await Promise.race([work, aborted]);
  done.abort();
}
