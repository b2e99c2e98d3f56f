import {
  Reason,
  because,
  joinReasons,
  reasonOf,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Verdict } from '@kubevision/backstage-plugin-webhooks-node';
import { NextState } from '../database/completeDeliveries';
import { ClaimedDelivery } from '../database/deliveryRow';
import { attemptsOf, PAUSES } from '../webhooks/retrySchedules';
import { Attempted } from './attemptDelivery';

/** No two attempts are further apart than this by default: part of the documented contract. */
export const MAX_DELAY_MS = 30_000;

/** A receiver that takes nothing at all is asked again after so long, whatever it says. */
const MAX_RECEIVER_WAIT_MS = 60 * 60_000;

/** After so many long waits, further ones use up attempts, so that nothing waits for ever. */
const MAX_WAITS = 12;

/** Why something is left as it was. */
const UNSENT = { paused: 'pause-asked', stopped: 'given-back' } as const;

type Retry = Extract<Verdict, { outcome: 'retry' }>;

/** What the decision looks at of a delivery. */
type Budget = Pick<
  ClaimedDelivery,
  'retry' | 'attemptsLeft' | 'waits' | 'test'
>;

/**
 * Decides what follows an attempt.
 *
 * - Delivered: that is all, unless the receiver asks for a pause before the next message.
 * - Rejected because of the message: it is sent once more, as plain text, if the platform has such
 *   a form and an attempt is left. Rejected because of the receiver: it fails at once.
 * - Otherwise it is tried again, after the pause of its schedule or the longer one that the
 *   receiver asks for. Where that is for this message alone, it gets no more than the longest pause
 *   of the schedule, and the reason says so.
 * - What waited for its turn when the receiver asked for a pause is due as before, as the webhook's
 *   lane is closed, and no attempt is used up. What waited for its turn when this process was
 *   stopped is due as before too, for another to send.
 * - When the receiver takes nothing at all, as with a rate limit, the whole webhook waits
 *   (`pauseUntil`), also after the last attempt of a delivery. If that is longer than {@link MAX_DELAY_MS}, no attempt is used up: the message
 *   itself was not tried, and attempts that are made too soon are lost, or prolong the block. This
 *   has a limit too.
 *
 * @param options - `random` answers a number from 0 up to 1
 */
export function nextAttempt(options: {
  delivery: Budget;
  attempted:
    | Pick<Attempted, 'verdict' | 'plainTextLeft'>
    | 'disabled'
    | 'paused'
    | 'stopped';
  now: Date;
  random: () => number;
}): NextState {
  const { delivery, attempted, now } = options;
  if (attempted === 'disabled') {
    return {
      status: 'failed',
      failureClass: 'disabled',
      ...because('webhook-disabled'),
    };
  }
  if (attempted === 'paused' || attempted === 'stopped') {
    return {
      status: 'pending',
      nextAttemptAt: now.getTime(),
      ...because(UNSENT[attempted]),
    };
  }
  const { verdict, plainTextLeft } = attempted;
  if (verdict.outcome === 'delivered') {
    const { pauseMs } = verdict;
    return pauseMs
      ? { status: 'delivered', pauseUntil: receiverWaitsUntil(pauseMs, now) }
      : { status: 'delivered' };
  }
  const isLast = delivery.attemptsLeft <= 1;
  const why = reasonOf(verdict);
  if (verdict.outcome === 'retry') {
    const wait = receiverWait(verdict, delivery, now);
    if (wait) return wait;
    return isLast
      ? {
          status: 'failed',
          failureClass: 'exhausted',
          ...why,
          ...askedPause(verdict, now),
        }
      : pause({ ...options, verdict });
  }
  if (verdict.blame === 'payload' && plainTextLeft && !isLast) {
    return {
      status: 'pending',
      nextAttemptAt: now.getTime(),
      plainText: true,
      ...joinReasons(why, because('sent-as-plain-text')),
    };
  }
  return { status: 'failed', failureClass: verdict.blame, ...why };
}

/** A wait that is the receiver's and too long for an attempt; undefined when it is none. */
function receiverWait(
  verdict: Retry,
  { waits, test }: Budget,
  now: Date,
): NextState | undefined {
  const { scope, afterMs = 0 } = verdict;
  const isLong = scope === 'receiver' && afterMs > MAX_DELAY_MS;
  // Whoever presses the Test button waits for this one answer.
  if (!isLong || test || waits >= MAX_WAITS) return undefined;
  const until = receiverWaitsUntil(afterMs, now);
  return {
    status: 'pending',
    nextAttemptAt: until,
    pauseUntil: until,
    keepsAttempt: true,
    ...reasonOf(verdict),
  };
}

function receiverWaitsUntil(afterMs: number, now: Date): number {
  return now.getTime() + Math.min(afterMs, MAX_RECEIVER_WAIT_MS);
}

/** The pause that the receiver itself asked for, after the last attempt of a delivery. */
function askedPause({ scope, afterMs }: Retry, now: Date) {
  return scope === 'receiver' && afterMs
    ? { pauseUntil: receiverWaitsUntil(afterMs, now) }
    : {};
}

function pause(options: {
  verdict: Retry;
  delivery: Budget;
  now: Date;
  random: () => number;
}): NextState {
  const { verdict, delivery, now, random } = options;
  const { scope, afterMs = 0 } = verdict;
  const { retry, attemptsLeft } = delivery;
  const { from, to } = PAUSES[retry][attemptsOf(retry) - attemptsLeft];
  const longest = Math.max(MAX_DELAY_MS, to);
  const drawn = from + random() * (to - from);
  const delayMs = Math.round(Math.min(Math.max(drawn, afterMs), longest));
  const nextAttemptAt = now.getTime() + delayMs;
  return {
    status: 'pending',
    nextAttemptAt,
    ...(scope === 'receiver' && {
      pauseUntil:
        now.getTime() + Math.min(verdict.afterMs ?? delayMs, MAX_DELAY_MS),
    }),
    ...(afterMs > longest
      ? joinReasons(verdict, pauseShortened({ afterMs, longest }))
      : reasonOf(verdict)),
  };
}

function pauseShortened(times: { afterMs: number; longest: number }): Reason {
  return because('pause-shortened', {
    asked: Math.ceil(times.afterMs / 1000),
    longest: Math.round(times.longest / 1000),
  });
}
