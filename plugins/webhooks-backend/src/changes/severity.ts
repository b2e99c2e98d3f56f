import {
  Change,
  SEVERITIES,
  Severity,
} from '@kubevision/backstage-plugin-webhooks-common';
import { matchesPattern } from './Selection';
import { Transition, becomes, leaves, startsTrouble } from './rules';

/** A change that is worse than `info`. Getting well again is never one. */
interface SeverityRule {
  /** A pattern of fields; see `Selection.ts`. */
  readonly field: string;
  readonly when: Transition;
  readonly severity: Severity;
}

const rule =
  (severity: Severity) =>
  (field: string, when: Transition): SeverityRule => ({
    field,
    when,
    severity,
  });
const warning = rule('warning');
const critical = rule('critical');

const condition = (type: string) => `status.conditions[type=${type}].status`;
const isDeleted: Transition = (_old, next) => next === null;

const WORKLOAD: SeverityRule[] = [
  critical(condition('Available'), becomes('False')),
  // The rollout did not get on within its deadline.
  warning(condition('Progressing'), becomes('False')),
  warning('object', isDeleted),
];

const containers = (list: string): SeverityRule[] => [
  warning(`status.${list}[].state.waiting.reason`, startsTrouble),
  warning(`status.${list}[].state.terminated.reason`, becomes('OOMKilled')),
  warning(`status.${list}[].lastState.terminated.reason`, becomes('OOMKilled')),
];

/**
 * What is worse than `info`, by resource name; everything else is `info`. Jobs and Pods come to an
 * end, so that deleting them is no warning.
 */
const RULES: Readonly<Record<string, readonly SeverityRule[]>> = {
  'deployments.apps': WORKLOAD,
  'statefulsets.apps': WORKLOAD,
  'daemonsets.apps': WORKLOAD,
  'replicasets.apps': WORKLOAD,
  replicationcontrollers: WORKLOAD,
  'cronjobs.batch': [warning('object', isDeleted)],
  'jobs.batch': [warning(condition('Failed'), becomes('True'))],
  pods: [
    warning('status.phase', becomes('Failed')),
    warning('status.reason', becomes('Evicted')),
    ...containers('containerStatuses'),
    ...containers('initContainerStatuses'),
  ],
  nodes: [
    critical(condition('Ready'), leaves('True')),
    warning(condition('MemoryPressure'), becomes('True')),
    warning(condition('DiskPressure'), becomes('True')),
    warning(condition('PIDPressure'), becomes('True')),
    warning(condition('NetworkUnavailable'), becomes('True')),
  ],
  namespaces: [
    critical('object', isDeleted),
    // From here on its objects are deleted, long before the namespace itself is gone.
    critical('status.phase', becomes('Terminating')),
  ],
  persistentvolumeclaims: [critical('status.phase', becomes('Lost'))],
};

const NONE: readonly SeverityRule[] = [];

/**
 * How bad an event is: as bad as its worst change.
 *
 * @param resource - e.g. `deployments.apps`
 */
export function severityOf(
  changes: readonly Change[],
  resource: string,
): Severity {
  const rules = RULES[resource] ?? NONE;
  let worst = 0;
  for (const change of changes) {
    for (const { field, when, severity } of rules) {
      const rank = SEVERITIES.indexOf(severity);
      // The cheap questions first: most changes are harmless, and most rules are about other fields.
      if (rank <= worst || !when(change.old, change.new)) continue;
      if (matchesPattern(change.field, field)) worst = rank;
    }
  }
  return SEVERITIES[worst];
}
