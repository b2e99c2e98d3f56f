import { HoldReason } from '@kubevision/backstage-plugin-webhooks-common';

/** What a delivery waits for, in words for people. */
export const WAITING_REASONS: Readonly<Record<HoldReason, string>> = {
  rollout: 'Waits for the rollout to end',
  autoscaling: 'Waits for the autoscaler to come to rest',
  flapping: 'Waits for the object, which changes often, to come to rest',
  window: 'Waits for further changes, so soon after the last message',
};
