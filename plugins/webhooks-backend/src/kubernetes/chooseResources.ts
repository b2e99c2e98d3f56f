import {
  isKubernetesGroup,
  kubernetesGroupOf,
} from '../changes/kubernetesKinds';
import { matchesResource } from '../changes/matchesResource';
import { ResourceType, apiVersionOf, resourceName } from '../changes/types';
import { Discovery, ServedResource, toResourceType } from './Discovery';
import { DEFAULT_RESOURCES, NEVER_BY_DEFAULT } from './resources';

/** A kind to watch beside the default ones, as app-config names it. */
export interface ExtraResource {
  /** E.g. `policy`; empty for the core group. */
  readonly group: string;
  /** The version that the server prefers when absent. */
  readonly version?: string;
  /** E.g. `PodDisruptionBudget`. */
  readonly kind: string;
}

/** Which resources app-config lets be watched, beside the default ones. */
export interface ResourceChoice {
  readonly extraResources: readonly ExtraResource[];
  /** Custom resources that are never watched, as filters name them; `*` is all of them. */
  readonly excludedCustomResources: readonly string[];
}

/** A resource that webhooks can ask for. */
export interface Choice {
  readonly type: ResourceType;
  /** Found by discovery alone: nobody has said that it may be read. */
  readonly isCustom: boolean;
}

/**
 * What can be watched in a cluster, in the order in which it is: the default resources, those that
 * app-config names, and every custom resource that is served. Kubernetes' own resources that are
 * not named, such as Events, Leases and EndpointSlices, are left out.
 *
 * @param discovery - absent before the first one; then only the default resources are there
 */
export function chooseResources(
  discovery: Discovery | undefined,
  choice: ResourceChoice,
): Choice[] {
  const served = [...(discovery?.resources.values() ?? [])];
  const toChoices = (types: readonly ResourceType[], discovered: boolean) =>
    types.map((type): Choice => ({ type, isCustom: discovered }));

  const names = new Set<string>();
  return [
    ...toChoices(
      DEFAULT_RESOURCES.filter(type => isServed(type, discovery)),
      false,
    ),
    ...toChoices(
      choice.extraResources.flatMap(extra => findExtra(extra, served) ?? []),
      false,
    ),
    ...toChoices(
      served
        .filter(resource => isCustom(resource, choice))
        .map(resource => toResourceType(resource))
        .sort((a, b) => (resourceName(a) < resourceName(b) ? -1 : 1)),
      true,
    ),
  ].filter(({ type }) => {
    const isNew = !names.has(resourceName(type));
    names.add(resourceName(type));
    return isNew;
  });
}

/** How filters name a resource: `Deployment`, or `Certificate.cert-manager.io`. */
export function filterNameOf({
  kind,
  group,
}: Pick<ResourceType, 'kind' | 'group'>): string {
  const isOwn = !group || kubernetesGroupOf(kind) === group;
  return isOwn ? kind : `${kind}.${group}`;
}

/** Whether a cluster has a resource, as far as is known. */
function isServed(
  type: ResourceType,
  discovery: Discovery | undefined,
): boolean {
  return (
    !discovery ||
    discovery.resources.has(resourceName(type)) ||
    discovery.staleGroups.has(type.group)
  );
}

function findExtra(
  { group, kind, version }: ExtraResource,
  served: readonly ServedResource[],
): ResourceType | undefined {
  const resource = served.find(it => it.group === group && it.kind === kind);
  if (!resource?.canWatch) return undefined;
  if (version && !resource.versions.includes(version)) return undefined;
  return toResourceType(resource, version);
}

function isCustom(
  resource: ServedResource,
  { excludedCustomResources }: ResourceChoice,
): boolean {
  const { group, kind, versions, canWatch } = resource;
  if (!canWatch || isKubernetesGroup(group)) return false;
  const apiVersion = apiVersionOf({ group, version: versions[0] });
  return ![...NEVER_BY_DEFAULT, ...excludedCustomResources].some(name =>
    matchesResource(name, { kind, apiVersion }),
  );
}
