import { Settings } from './settings';

/** For tests that are about something else: each event is a delivery at once. */
export const NO_NOISE_CONTROL: Settings = {
  windowSeconds: 0,
  autoscaling: false,
  flapping: false,
  rollouts: 'off',
};
