import { parseEntry } from '../changes/entries';
import { isGlob } from '../changes/glob';
import { Subject } from './compileFilters';
import { Filters } from './filters';

/** Something of an event that webhooks are looked up by. */
export interface Dimension {
  readonly name: keyof Filters;
  /**
   * The values that a webhook names; only an event with one of them can match. Undefined when it
   * says it otherwise, by a glob or by exclusions, or not at all.
   */
  readonly exactValues: (filters: Filters) => readonly string[] | undefined;
  /** The values that an event has. */
  readonly valuesOf: (subject: Subject) => readonly string[];
}

/** Kubernetes' names, and refs of the catalog, do not hold it. */
const SEPARATOR = '\0';

function dimension(
  name: keyof Filters,
  valuesOf: Dimension['valuesOf'],
  toValue: (entry: string) => string = entry => entry,
): Dimension {
  return {
    name,
    valuesOf,
    exactValues: filters => {
      const taken = filters[name].filter(
        entry => !parseEntry(entry).isExcluded,
      );
      const values = [...new Set(taken.map(toValue))];
      return values.length > 0 && !values.some(isGlob) ? values : undefined;
    },
  };
}

/** Of an entry such as `Certificate.cert-manager.io`; which group it is, is asked later. */
const kindOf = (entry: string) => entry.split('.', 1)[0];

export const DIMENSIONS: readonly Dimension[] = [
  dimension('clusters', ({ event }) => [event.cluster]),
  dimension('resources', ({ event }) => [event.resource], kindOf),
  dimension('namespaces', ({ event }) => [event.namespace]),
  dimension('names', ({ event }) => [event.name]),
  dimension('owners', ({ owners }) => owners),
  dimension('systems', ({ systems }) => systems),
];

/** Every combination of one value of each list, as one text; one empty text for no lists. */
export function keysOf(lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (keys, values) =>
      keys.flatMap(key => values.map(value => key + SEPARATOR + value)),
    [''],
  );
}
