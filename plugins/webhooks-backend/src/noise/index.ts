import { autoscaling } from './autoscaling';
import { WITHIN_MS, flapping } from './flapping';
import { NoiseRule } from './NoiseRule';
import { rollouts } from './rollouts';
import { Settings } from './settings';
import { window } from './window';

/** The first that wants to hold an event back decides. A new rule is a file and a line here. */
export const NOISE_RULES: readonly NoiseRule[] = [
  rollouts,
  flapping,
  autoscaling,
  window,
];

/** How old the messages are that the rules still look at. */
export function memoryMs({ windowSeconds, ...settings }: Settings): number {
  return Math.max(windowSeconds * 1000, settings.flapping ? WITHIN_MS : 0);
}
