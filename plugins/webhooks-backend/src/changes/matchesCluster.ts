import { SOURCE_PREFIX } from '@kubevision/backstage-plugin-webhooks-common';
import { compileEntries, normalizeEntries, parseEntry } from './entries';
import { compileGlob } from './glob';

/** Every cluster, and every source of events beside the clusters. */
export const EVERYWHERE: readonly string[] = ['*', `${SOURCE_PREFIX}*`];

function isSource(cluster: string): boolean {
  return cluster.startsWith(SOURCE_PREFIX);
}

function split(entries: readonly string[] = []) {
  const namesSource = (entry: string) => isSource(parseEntry(entry).pattern);
  return {
    sources: entries.filter(namesSource),
    clusters: entries.filter(entry => !namesSource(entry)),
  };
}

/**
 * As `normalizeEntries`, for `clusters`. What takes in clusters beside sources says so by `*`, so that
 * no list of exclusions looks as if it took in nothing but sources.
 */
export function normalizeClusters(
  entries: readonly string[] | undefined,
): string[] {
  const { sources, clusters } = split(entries);
  if (sources.length === 0) return normalizeEntries(clusters);
  if (clusters.length === 0) return [...new Set(sources)];
  const normal = normalizeEntries(clusters);
  const isOpen = normal.every(entry => parseEntry(entry).isExcluded);
  return [...(isOpen ? ['*'] : []), ...normal, ...new Set(sources)];
}

/**
 * Compiles the whole filter `clusters`. Of other sources than clusters it takes in those that an entry
 * names as `source:<id>`, or by a glob that begins so; neither `*` nor an exclusion does.
 */
export function compileClusters(
  entries: readonly string[] | undefined,
): (cluster: string) => boolean {
  const { sources, clusters } = split(entries);
  const never = () => false;
  const isCluster =
    sources.length > 0 && clusters.length === 0
      ? never
      : compileEntries(clusters, compileGlob) ?? (() => true);
  const isNamed = sources.some(entry => !parseEntry(entry).isExcluded)
    ? compileEntries(sources, compileGlob) ?? never
    : never;
  return cluster => (isSource(cluster) ? isNamed(cluster) : isCluster(cluster));
}
