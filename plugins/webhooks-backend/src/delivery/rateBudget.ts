import { RateLimit } from '@kubevision/backstage-plugin-webhooks-node';

/**
 * How much of each limit is spent, as the time at which nothing of it is: a later time is more.
 * Milliseconds since the epoch, in the order of the limits. Missing ones are unspent.
 * https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export type SpentUntil = readonly number[];

/** What may be sent at once of what a limit allows; the rest is spread evenly. */
const BURST_SHARE = 0.25;

/** The bucket whose bursts and steady flow together stay below the limit in every window. */
function bucketOf({ count, perSeconds }: RateLimit) {
  const burst = Math.max(1, Math.floor(count * BURST_SHARE));
  // Whole, so that what becomes free at a time is free at that time, and not a rounding later.
  const intervalMs = Math.ceil((perSeconds * 1000) / (count - burst + 1));
  return { burst, intervalMs };
}

/** How many messages may be sent now; infinite without limits. */
export function allowance(
  limits: readonly RateLimit[],
  spentUntil: SpentUntil,
  now: number,
): number {
  const allowed = limits.map((limit, index) => {
    const { burst, intervalMs } = bucketOf(limit);
    const spentMs = Math.max((spentUntil[index] ?? 0) - now, 0);
    return Math.floor(burst - spentMs / intervalMs);
  });
  return Math.max(0, Math.min(Infinity, ...allowed));
}

/** Spends some messages, allowed or not: what was not delays those that come after. */
export function spend(
  limits: readonly RateLimit[],
  spentUntil: SpentUntil,
  options: { messages: number; now: number },
): SpentUntil {
  const { messages, now } = options;
  return limits.map(
    (limit, index) =>
      Math.ceil(Math.max(spentUntil[index] ?? 0, now)) +
      messages * bucketOf(limit).intervalMs,
  );
}

/** From when on one more message may be sent, in milliseconds since the epoch. */
export function allowedAt(
  limits: readonly RateLimit[],
  spentUntil: SpentUntil,
): number {
  const times = limits.map((limit, index) => {
    const { burst, intervalMs } = bucketOf(limit);
    return (spentUntil[index] ?? 0) - (burst - 1) * intervalMs;
  });
  return Math.max(0, ...times);
}
