import { ClusterInfo } from '@kubevision/backstage-plugin-webhooks-common';

/**
 * Names to choose from: all clusters, and the kinds and namespaces of the chosen ones, or of all
 * where none is chosen.
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
    resources: unique(relevant.flatMap(({ kinds }) => kinds)),
    namespaces: unique(relevant.flatMap(({ namespaces }) => namespaces)),
  };
}
