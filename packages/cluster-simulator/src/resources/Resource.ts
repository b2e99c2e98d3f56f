/** A kind as the API server serves it. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** E.g. `deployments`. */
  readonly plural: string;
  /** E.g. `deployment`. */
  readonly singular: string;
  /** E.g. `Deployment`. */
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Whether status is written through `/status` only. */
  readonly hasStatus: boolean;
  /** Where the subresource `scale` finds its numbers; absent when the kind has none. */
  readonly scale?: ScalePaths;
  /** Whether `metadata.generation` counts the changes of the desired state. */
  readonly hasGeneration: boolean;
  /** True for kinds that a CustomResourceDefinition made. */
  readonly custom: boolean;
}

/** Dot-separated, e.g. `spec.replicas`. */
export interface ScalePaths {
  readonly specReplicas: string;
  readonly statusReplicas: string;
  /** Absent where the kind's selector is the usual label selector in `spec.selector`. */
  readonly labelSelector?: string;
}

/** E.g. `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(
  resource: Pick<Resource, 'group' | 'version'>,
): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/** E.g. `deployments.apps`, or `pods` for the core group: unique among all resources. */
export function resourceName(
  resource: Pick<Resource, 'group' | 'plural'>,
): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}
