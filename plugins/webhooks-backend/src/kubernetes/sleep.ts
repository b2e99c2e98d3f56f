import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or less when the signal aborts. Never rejects. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}
