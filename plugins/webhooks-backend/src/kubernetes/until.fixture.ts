import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition, however long it takes; the test's own timeout ends it. */
export async function until<T>(
  condition: () => T | Promise<T>,
): Promise<NonNullable<T>> {
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<T>;
    await delay(5);
  }
}
