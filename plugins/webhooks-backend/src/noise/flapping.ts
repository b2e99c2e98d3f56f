import { NoiseRule } from './NoiseRule';

/** So many messages within so long make an object a flapping one. */
const MESSAGES = 5;
export const WITHIN_MS = 10 * 60_000;
/** When it has not changed for so long, it is told how it is. */
const QUIET_MS = 60_000;
/** If it never rests, it is told all the same, this often. */
const AT_MOST_MS = 10 * 60_000;

/** An object that changes all the time is told when it comes to rest. */
export const flapping: NoiseRule = ({ settings, told, held, now }) => {
  if (!settings.flapping) return undefined;
  const last = told.at(-1);
  const isFlapping =
    held?.reason === 'flapping' ||
    told.filter(({ at }) => at > now - WITHIN_MS).length >= MESSAGES ||
    // It was told because it would not rest, and it still does not.
    (last?.reason === 'flapping' && last.at > now - QUIET_MS);
  if (!isFlapping) return undefined;
  return {
    reason: 'flapping',
    until: Math.min(now + QUIET_MS, (held?.since ?? now) + AT_MOST_MS),
  };
};
