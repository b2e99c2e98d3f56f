import { Cluster as Simulator } from 'cluster-simulator';

interface DefinitionOptions {
  readonly group: string;
  readonly kind: string;
  /** The first one is stored. */
  readonly versions?: readonly string[];
  /** E.g. `.spec.size`; without, there is no subresource `scale`. */
  readonly specReplicasPath?: string;
}

const pluralOf = (kind: string) => `${kind.toLowerCase()}s`;

/** E.g. `certificates.cert-manager.io`. */
export function nameOfKind({ group, kind }: DefinitionOptions): string {
  return `${pluralOf(kind)}.${group}`;
}

/** A CustomResourceDefinition. */
export function definition(options: DefinitionOptions) {
  const { group, kind, versions = ['v1'], specReplicasPath } = options;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: nameOfKind(options) },
    spec: {
      group,
      names: { kind, plural: pluralOf(kind) },
      scope: 'Namespaced',
      versions: versions.map((name, i) => ({
        name,
        served: true,
        storage: i === 0,
        schema: { openAPIV3Schema: { type: 'object' } },
        subresources: specReplicasPath
          ? {
              scale: {
                specReplicasPath,
                statusReplicasPath: '.status.replicas',
              },
            }
          : {},
      })),
    },
  };
}

/** Lets a cluster serve a custom resource from now on. */
export function define(simulator: Simulator, options: DefinitionOptions) {
  simulator.create(definition(options));
}

/** Deletes a custom resource's definition, and with it its objects. */
export function undefine(simulator: Simulator, options: DefinitionOptions) {
  simulator.delete({
    resource: 'customresourcedefinitions',
    name: nameOfKind(options),
  });
}

/** Creates an object of a custom resource in the namespace `team-alpha`. */
export function createCustom(
  simulator: Simulator,
  { group, kind, versions = ['v1'] }: DefinitionOptions,
  name: string,
  spec: Record<string, unknown> = {},
) {
  simulator.create({
    apiVersion: `${group}/${versions[0]}`,
    kind,
    metadata: { name, namespace: 'team-alpha' },
    spec,
  });
}
