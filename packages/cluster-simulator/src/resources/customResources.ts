import { JsonObject, KubernetesObject } from '../objects';
import { Resource, ScalePaths } from './Resource';

function toScalePaths(scale: JsonObject | undefined): ScalePaths | undefined {
  if (!scale) return undefined;
  // A definition writes `.spec.replicas`.
  const path = (value: string) => value.replace(/^\./, '');
  return {
    specReplicas: path(scale.specReplicasPath),
    statusReplicas: path(scale.statusReplicasPath),
    labelSelector: scale.labelSelectorPath && path(scale.labelSelectorPath),
  };
}

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STABILITY = ['alpha', 'beta', undefined];

/** Higher is preferred: stable before beta before alpha, then the higher numbers; others last. */
function priorityOf(version: string): number[] {
  const match = VERSION.exec(version);
  if (!match) return [-1, 0, 0];
  const [, major, stability, minor = 0] = match;
  return [STABILITY.indexOf(stability), Number(major), Number(minor)];
}

/** https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority */
function byPriority(one: JsonObject, other: JsonObject): number {
  const a = priorityOf(one.name);
  const b = priorityOf(other.name);
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : b[at] - a[at];
}

/** The resources that a CustomResourceDefinition defines: one for each served version, preferred first. */
export function customResources(definition: KubernetesObject): Resource[] {
  const { group, names, scope, versions } = definition.spec;
  return versions
    .filter((version: JsonObject) => version.served)
    .sort(byPriority)
    .map((version: JsonObject) => ({
      group,
      version: version.name,
      plural: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      kind: names.kind,
      namespaced: scope === 'Namespaced',
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      hasStatus: Boolean(version.subresources?.status),
      scale: toScalePaths(version.subresources?.scale),
      hasGeneration: true,
      custom: true,
    }));
}

/** The status that the server itself gives to a definition it has accepted. */
export function establishedStatus(
  definition: KubernetesObject,
  time: string,
): JsonObject {
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastTransitionTime: time,
    reason,
    message,
  });
  return {
    acceptedNames: definition.spec.names,
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition(
        'Established',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ),
    ],
    storedVersions: definition.spec.versions
      .filter((version: JsonObject) => version.storage)
      .map((version: JsonObject) => version.name),
  };
}
