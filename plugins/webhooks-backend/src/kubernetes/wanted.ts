import { parseEntry } from '../changes/entries';
import { kubernetesGroupOf } from '../changes/kubernetesKinds';
import { compileClusters } from '../changes/matchesCluster';
import {
  Resource,
  compileResource,
  compileResources,
} from '../changes/matchesResource';

/**
 * Of an enabled webhook: absent, empty and `*` all mean all; an entry that begins with `!` is left
 * out.
 */
export interface WantedFilters {
  /** Names of clusters. */
  readonly clusters?: readonly string[];
  /** Kinds, with or without a group. */
  readonly resources?: readonly string[];
}

/** `named` when some webhook asks for the resource itself, `all` when it is in what they ask for. */
export type Demand = 'named' | 'all';

/** What the webhooks want of one cluster. Only that is watched. */
export interface Wanted {
  /** Undefined when nobody wants the resource. */
  demandFor(resource: Resource): Demand | undefined;
  /** Whether any resource that Kubernetes does not have itself could be wanted. */
  readonly mayBeCustom: boolean;
}

const isExcluded = (entry: string) => parseEntry(entry).isExcluded;
const isName = (entry: string) => !isExcluded(entry) && entry !== '*';

/** Compiles what all enabled webhooks want of a cluster. */
export function wantedIn(
  cluster: string,
  filters: readonly WantedFilters[],
): Wanted {
  const here = filters
    .filter(({ clusters }) => compileClusters(clusters)(cluster))
    .map(({ resources = [] }) => resources);
  // Many webhooks want the same.
  const lists = [
    ...new Map(here.map(list => [JSON.stringify(list), list])).values(),
  ].map(list => ({
    admits: compileResources(list),
    names: list.filter(isName).map(compileResource),
  }));
  return {
    demandFor: resource => {
      const admitting = lists.filter(({ admits }) => admits(resource));
      if (admitting.length === 0) return undefined;
      return admitting.some(({ names }) => names.some(is => is(resource)))
        ? 'named'
        : 'all';
    },
    mayBeCustom: here.some(list => {
      const entries = list.filter(entry => !isExcluded(entry));
      return (
        entries.length === 0 ||
        entries.some(entry => kubernetesGroupOf(entry) === undefined)
      );
    }),
  };
}
