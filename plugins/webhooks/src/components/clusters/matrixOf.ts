import {
  ClusterInfo,
  WatchInfo,
} from '@kubevision/backstage-plugin-webhooks-common';

/** One kind, and how its watch goes in each cluster that has one. */
export interface MatrixRow {
  /** E.g. `deployments.apps`. */
  resource: string;
  kind: string;
  /** Empty for the core group. */
  group: string;
  isCustom: boolean;
  /** By the cluster's name. */
  watches: ReadonlyMap<string, WatchInfo>;
}

/** Whether people should look at it. */
export function isUnwell({ state }: WatchInfo): boolean {
  return state === 'failing' || state === 'stalled';
}

/**
 * The kinds that are watched in any of the clusters: Kubernetes' own as the clusters name them, then
 * custom resources by name. Their order does not depend on how they are doing, so that nothing moves.
 */
export function matrixOf(clusters: readonly ClusterInfo[]): MatrixRow[] {
  const rows = new Map<
    string,
    MatrixRow & { watches: Map<string, WatchInfo> }
  >();
  for (const { name, kinds, watches } of clusters) {
    for (const watch of watches) {
      const { kind, resource } = watch;
      const group = resource.split('.').slice(1).join('.');
      // Only custom resources are chosen with their group.
      const isCustom = kinds.includes(`${kind}.${group}`);
      const row = rows.get(resource) ?? {
        resource,
        kind,
        group,
        isCustom,
        watches: new Map(),
      };
      row.watches.set(name, watch);
      rows.set(resource, row);
    }
  }
  const own = [...rows.values()].filter(row => !row.isCustom);
  const custom = [...rows.values()]
    .filter(row => row.isCustom)
    .sort((a, b) => a.kind.localeCompare(b.kind));
  return [...own, ...custom];
}
