import { NoiseRule } from './NoiseRule';

/** Long enough for an autoscaler that looks every 15 s to have made up its mind. */
const HOLD_MS = 60_000;

/**
 * Who scales without being asked, as field managers or as users of the API server. Of the
 * controllers within `kube-controller-manager` only the horizontal autoscaler sets a count that
 * is told: those of ReplicaSets that a Deployment owns are not.
 */
const AUTOSCALERS: readonly RegExp[] = [
  /^kube-controller-manager$/,
  /^vpa-|^keda(-operator)?$/,
  /^cluster-proportional-autoscaler$/,
  /\bhorizontal-pod-autoscaler$/,
  /^system:serviceaccount:[^:]+:keda-operator$/,
];

/** What an autoscaler does within a minute is one message: from the first count to the last. */
export const autoscaling: NoiseRule = options => {
  const { settings, subject, event, held, now } = options;
  const isAutoscaled =
    subject.event.event === 'scale' &&
    AUTOSCALERS.some(name => name.test(event.actor));
  if (!settings.autoscaling || !isAutoscaled) return undefined;
  return { reason: 'autoscaling', until: (held?.since ?? now) + HOLD_MS };
};
