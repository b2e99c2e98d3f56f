import { apiErrors } from '../ApiError';
import { KubernetesObject } from '../objects';
import { getPath } from '../paths';
import { Resource } from '../resources/Resource';

const WORKLOAD = ['spec.selector', 'spec.template.spec.containers'];

/** What an object must have, by kind: as much as the controllers rely on. */
const REQUIRED: Record<string, string[]> = {
  CronJob: ['spec.schedule', 'spec.jobTemplate.spec.template.spec.containers'],
  CustomResourceDefinition: [
    'spec.group',
    'spec.names.kind',
    'spec.names.plural',
    'spec.scope',
    'spec.versions',
  ],
  DaemonSet: WORKLOAD,
  Deployment: WORKLOAD,
  HorizontalPodAutoscaler: ['spec.scaleTargetRef.name', 'spec.maxReplicas'],
  Job: ['spec.template.spec.containers'],
  Pod: ['spec.containers'],
  ReplicaSet: ['spec.selector'],
  StatefulSet: WORKLOAD,
};

/**
 * Checks that what the kind cannot be without is there.
 *
 * @throws ApiError 422 that names the first field that is missing
 */
export function assertComplete(
  resource: Resource,
  object: KubernetesObject,
): void {
  // A custom kind may have the name of a built-in one.
  const paths = (!resource.custom && REQUIRED[resource.kind]) || [];
  const missing = paths.find(path => {
    const value = getPath(object, path);
    return (
      value === undefined ||
      value === null ||
      (Array.isArray(value) && value.length === 0)
    );
  });
  if (missing) {
    const { group, kind } = resource;
    const { name } = object.metadata;
    throw apiErrors.invalid({ group, kind, name }, missing, 'Required value');
  }
}
