/**
 * Groups what a stream has ready, without ever waiting for a group to become full. It reads at
 * most one item ahead, so whoever is slow slows the stream down.
 *
 * To stop early, end the source first (by its AbortSignal): an async generator that waits for
 * its source cannot be interrupted in another way.
 */
export async function* batches<T>(
  source: AsyncIterator<T>,
  maxItems: number,
): AsyncGenerator<T[], void, undefined> {
  let next = source.next();
  for (;;) {
    const first = await next;
    if (first.done) return;
    const batch = [first.value];
    next = source.next();
    // The consumer may leave before it is awaited; it then fails unheard.
    next.catch(() => {});
    while (batch.length < maxItems) {
      const ready = await Promise.race([next, soon()]);
      if (!ready || ready.done) break;
      batch.push(ready.value);
      next = source.next();
      next.catch(() => {});
    }
    yield batch;
  }
}

/** Resolves after everything that has already arrived was handled. */
function soon(): Promise<undefined> {
  return new Promise(resolve => {
    setImmediate(resolve, undefined);
  });
}
