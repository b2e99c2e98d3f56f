import { NoiseSettings } from '@kubevision/backstage-plugin-webhooks-common';

/** Settings as they are stored and applied: each is there. */
export type Settings = Readonly<Required<NoiseSettings>>;

/** The longest window there can be. */
export const LONGEST_WINDOW_SECONDS = 3600;

const DEFAULTS: Settings = {
  windowSeconds: 10,
  autoscaling: true,
  flapping: true,
  rollouts: 'summary',
};

/** What is absent has its default. */
export function normalizeNoise(settings: NoiseSettings = {}): Settings {
  return { ...DEFAULTS, ...settings };
}

/** Whether a webhook is told of Pods that a controller makes and takes away. */
export function tellsPods({ rollouts }: Settings): boolean {
  return rollouts === 'off';
}
