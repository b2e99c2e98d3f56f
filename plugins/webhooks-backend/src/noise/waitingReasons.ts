import {
  HoldReason,
  Reason,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';

/** What a delivery waits for, in words for people. */
export const WAITING_REASONS: Readonly<Record<HoldReason, Required<Reason>>> = {
  rollout: because('waits-for-rollout'),
  autoscaling: because('waits-for-autoscaler'),
  flapping: because('waits-for-calm'),
  window: because('waits-for-window'),
};
