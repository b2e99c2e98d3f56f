import {
  Reason,
  because,
  joinReasons,
  reasonOf,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Circuit } from './Circuit';
import { HealthSignal } from './HealthSignal';

const MINUTE_MS = 60_000;

/** So many failures that only the owner can put right are no accident. */
const DISABLES_AFTER = 3;

/** A receiver that restarts, or a single bad delivery, is left alone. */
const OPENS_AFTER = { failures: 10, ms: 5 * MINUTE_MS };

/** How long after a failed probe the next one is made; the last goes for all further ones. */
export const PROBE_STEPS_MS: readonly number[] = [1, 2, 5, 10, 20, 30, 60].map(
  minutes => minutes * MINUTE_MS,
);

/** A receiver that is in trouble for so long, without a single success, is given up. */
export const DISABLE_AFTER_MS = 5 * 24 * 60 * MINUTE_MS;

/** A moment at which whoever cares for a webhook wants to be told. */
export type Turn =
  | (Reason & { readonly kind: 'disabled' })
  | (Reason & { readonly kind: 'opened'; readonly nextProbeAt: number })
  | { readonly kind: 'recovered' };

/** What one more attempt makes of a receiver's circuit. */
export interface Judgement {
  readonly circuit?: Circuit;
  readonly turn?: Turn;
}

/**
 * Decides by the failures in a row. Few of those that the owner must put right disable the webhook.
 * Others open the circuit, once they are many and have gone on for a while: then all deliveries
 * wait, and from time to time one of them probes. A success closes the circuit, and so does any
 * other sign of life while it is open.
 *
 * @param options - `disableAfterMs`: trouble of that length disables too
 */
export function judgeReceiver(
  before: Circuit | undefined,
  signal: HealthSignal,
  options: { now: Date; disableAfterMs: number },
): Judgement {
  if (signal.kind === 'success' || (signal.kind === 'alive' && before?.open)) {
    return before?.open ? { turn: { kind: 'recovered' } } : {};
  }
  if (signal.kind === 'alive') return { circuit: before };

  const now = options.now.getTime();
  const why = reasonOf(signal);
  const isOwner = signal.kind === 'owner';
  const counted: Circuit = {
    failures: (before?.failures ?? 0) + 1,
    ownerFailures: isOwner ? (before?.ownerFailures ?? 0) + 1 : 0,
    since: before?.since ?? now,
    open: before?.open,
  };
  const lastsMs = now - counted.since;
  if (
    isOwner &&
    (signal.permanent || counted.ownerFailures >= DISABLES_AFTER)
  ) {
    return { turn: { kind: 'disabled', ...why } };
  }
  if (counted.open) {
    // What was on its way when the circuit opened is no probe.
    if (now < counted.open.nextProbeAt) return { circuit: counted };
    if (lastsMs >= options.disableAfterMs) {
      return { turn: { kind: 'disabled', ...tooLong(why, lastsMs) } };
    }
    return { circuit: open(counted, counted.open.failedProbes + 1, now) };
  }
  if (counted.failures < OPENS_AFTER.failures || lastsMs < OPENS_AFTER.ms) {
    return { circuit: counted };
  }
  const opened = open(counted, 0, now);
  const { nextProbeAt } = opened.open;
  return { circuit: opened, turn: { kind: 'opened', ...why, nextProbeAt } };
}

function open(circuit: Circuit, failedProbes: number, now: number) {
  const step = PROBE_STEPS_MS[failedProbes] ?? PROBE_STEPS_MS.at(-1);
  return { ...circuit, open: { failedProbes, nextProbeAt: now + step } };
}

function tooLong(last: Reason, lastsMs: number): Reason {
  const hours = Math.floor(lastsMs / (60 * MINUTE_MS));
  return joinReasons(
    hours >= 48
      ? because('nothing-accepted-days', { days: Math.floor(hours / 24) })
      : because('nothing-accepted-hours', { hours }),
    last,
  );
}
