import { ResourceType, resourceName } from '../changes/types';

/** A resource as a cluster serves it. */
export interface ServedResource extends Omit<ResourceType, 'version'> {
  /** The one that the server prefers first. */
  readonly versions: readonly string[];
  /** Whether its objects can be listed and watched at all, with whatever rights. */
  readonly canWatch: boolean;
  /** Whether its desired count can be set through `/scale`. */
  readonly hasScale: boolean;
  /** Whether a CustomResourceDefinition makes it; absent when those may not be read. */
  readonly hasDefinition?: boolean;
}

/** What a cluster serves. */
export interface Discovery {
  /** By name, e.g. `certificates.cert-manager.io`. */
  readonly resources: ReadonlyMap<string, ServedResource>;
  /** Groups of which the cluster does not know everything itself now: a service of theirs is down. */
  readonly staleGroups: ReadonlySet<string>;
}

/** One version of one group, as it was told. */
export interface ServedVersion {
  readonly group: string;
  readonly version: string;
  readonly isStale: boolean;
  readonly resources: readonly {
    readonly plural: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
    readonly hasScale: boolean;
  }[];
}

/** A resource at one of its versions; the preferred one unless another is asked for. */
export function toResourceType(
  resource: ServedResource,
  version = resource.versions[0],
): ResourceType {
  const { group, plural, kind, namespaced, scalePath } = resource;
  return {
    group,
    version,
    plural,
    kind,
    namespaced,
    ...(scalePath && { scalePath }),
  };
}

/** The group in a name such as `certificates.cert-manager.io`; empty for the core group. */
export function groupOfName(resource: string): string {
  const dot = resource.indexOf('.');
  return dot < 0 ? '' : resource.slice(dot + 1);
}

/** @param served - of each group the preferred version first */
export function toDiscovery(served: readonly ServedVersion[]): Discovery {
  const resources = new Map<string, ServedResource>();
  const staleGroups = new Set<string>();
  for (const { group, version, isStale, resources: listed } of served) {
    if (isStale) staleGroups.add(group);
    for (const { plural, kind, namespaced, verbs, hasScale } of listed) {
      const name = resourceName({ group, plural });
      const preferred = resources.get(name);
      resources.set(
        name,
        preferred
          ? { ...preferred, versions: [...preferred.versions, version] }
          : {
              group,
              plural,
              kind,
              namespaced,
              versions: [version],
              canWatch: verbs.includes('list') && verbs.includes('watch'),
              hasScale,
              // Where nearly all have it; a definition can say otherwise.
              ...(hasScale && { scalePath: 'spec.replicas' }),
            },
      );
    }
  }
  return { resources, staleGroups };
}

/** What was known of stale groups stays as it was: that a service is down is no evidence. */
export function keepStale(previous: Discovery, next: Discovery): Discovery {
  const kept = [...previous.resources].filter(([, { group }]) =>
    next.staleGroups.has(group),
  );
  return { ...next, resources: new Map([...next.resources, ...kept]) };
}
