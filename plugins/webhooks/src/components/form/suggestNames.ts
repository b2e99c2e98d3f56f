import {
  ClusterInfo,
  WATCH_KIND,
} from '@kubevision/backstage-plugin-webhooks-common';

/**
 * Names to choose from: all clusters, and the kinds and namespaces of the chosen ones, or of all
 * where none is chosen; and the kind of our own that tells of watches that stall.
 */
export function suggestNames(
  clusters: readonly ClusterInfo[],
  chosen: readonly string[],
) {
  const relevant = clusters.filter(
    ({ name }) => !chosen.length || chosen.includes(name),
  );
  const unique = (names: string[]) => Array.from(new Set(names)).sort();
  return {
    clusters: clusters.map(({ name }) => name),
    resources: unique([...relevant.flatMap(({ kinds }) => kinds), WATCH_KIND]),
    namespaces: unique(relevant.flatMap(({ namespaces }) => namespaces)),
  };
}
