import { compileGlob } from './glob';
import { kubernetesGroupOf } from './kubernetesKinds';

/** What tells resources apart, as manifests write it. */
export interface Resource {
  /** E.g. `Deployment`. */
  readonly kind: string;
  /** E.g. `apps/v1`, or `v1` in the core group. */
  readonly apiVersion: string;
}

const KIND_AND_GROUP = /^([^.]+)\.(.+)$/;

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * Compiles an entry of the filter `resources`, without a leading `!`:
 * - `Certificate.cert-manager.io` is that kind of that group, and no other.
 * - `Service` is Kubernetes' own Service, not Knative's; a bare kind that Kubernetes does not have,
 *   such as `Certificate`, is that kind of any group.
 * - Both parts can be globs: `*.cert-manager.io`, `*Set`.
 * - `*` is everything.
 */
export function compileResource(
  filter: string,
): (resource: Resource) => boolean {
  if (filter === '*') return () => true;
  const [, kind, group] = KIND_AND_GROUP.exec(filter) ?? [undefined, filter];
  const isKind = compileGlob(kind);
  if (group) {
    const isGroup = compileGlob(group);
    return resource =>
      isKind(resource.kind) && isGroup(groupOf(resource.apiVersion));
  }
  return resource => {
    if (!isKind(resource.kind)) return false;
    const own = kubernetesGroupOf(resource.kind);
    return own === undefined || own === groupOf(resource.apiVersion);
  };
}

/** Whether an entry of the filter `resources` names a resource; see {@link compileResource}. */
export function matchesResource(filter: string, resource: Resource): boolean {
  return compileResource(filter)(resource);
}
