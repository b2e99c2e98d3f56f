import { Verdict } from '@kubevision/backstage-plugin-webhooks-node';
import { NextState } from '../database/completeDeliveries';

/** No two attempts are further apart than this: part of the documented contract. */
export const MAX_DELAY_MS = 30_000;

/** Long enough for a receiver's restart to be over by the third attempt. */
const FIRST_DELAY_MS = 5_000;
const FACTOR = 4;
/** Spreads the retries of many deliveries that failed together, by up to a fifth either way. */
const JITTER = 0.2;

/**
 * Decides what follows an attempt: about 5 s after the first, about 20 s after the second, never
 * more than 30 s. A receiver that asks for more time gets it up to those 30 s, and the reason
 * says that it asked for more.
 *
 * @param options - `attempt` counts from 1 since the delivery was made or redelivered;
 *   `attemptsLeft` is what remains after it; `random` answers a number from 0 up to 1
 */
export function nextAttempt(options: {
  verdict: Verdict;
  attempt: number;
  attemptsLeft: number;
  now: Date;
  random: () => number;
}): NextState {
  const { verdict, attempt, attemptsLeft, now, random } = options;
  if (verdict.outcome === 'delivered') return { status: 'delivered' };
  if (verdict.outcome === 'rejected' || attemptsLeft <= 0) {
    return { status: 'failed', reason: verdict.reason };
  }
  const { afterMs = 0 } = verdict;
  const spread = 1 + JITTER * (2 * random() - 1);
  const backoffMs = FIRST_DELAY_MS * FACTOR ** (attempt - 1) * spread;
  const delayMs = Math.min(Math.max(backoffMs, afterMs), MAX_DELAY_MS);
  return {
    status: 'pending',
    nextAttemptAt: now.getTime() + Math.round(delayMs),
    reason:
      afterMs > MAX_DELAY_MS
        ? cappedReason(verdict.reason, afterMs)
        : verdict.reason,
  };
}

function cappedReason(reason: string, afterMs: number): string {
  const asked = Math.ceil(afterMs / 1000);
  return `${reason} It asked for a pause of ${asked} s; the next attempt comes after ${
    MAX_DELAY_MS / 1000
  } s, the longest pause there is.`;
}
