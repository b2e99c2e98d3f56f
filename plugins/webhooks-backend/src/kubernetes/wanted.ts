/** Of an enabled webhook: absent, empty and `*` all mean all. */
export interface WantedFilters {
  /** Names of clusters. */
  readonly clusters?: readonly string[];
  /** Kinds. */
  readonly resources?: readonly string[];
}

function admits(list: readonly string[] | undefined, value: string): boolean {
  return !list?.length || list.includes('*') || list.includes(value);
}

/** Which of the kinds any webhook wants of a cluster. Only those are watched. */
export function wantedKinds(
  filters: readonly WantedFilters[],
  cluster: string,
  kinds: readonly string[],
): string[] {
  const here = filters.filter(({ clusters }) => admits(clusters, cluster));
  return kinds.filter(kind =>
    here.some(({ resources }) => admits(resources, kind)),
  );
}
