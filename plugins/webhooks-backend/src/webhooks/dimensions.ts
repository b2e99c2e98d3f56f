import { parseEntry } from '../changes/entries';
import { isGlob, literalPrefix } from '../changes/glob';
import { Subject } from './compileFilters';
import { Filters } from './filters';
import { requiredLabels } from './labelSelector';

/** Something of an event that webhooks are looked up by. */
export interface Dimension {
  readonly name: string;
  /**
   * The values that a webhook asks for; only an event with one of them can match. Undefined when
   * it says it otherwise, or not at all.
   */
  readonly wantedValues: (filters: Filters) => readonly string[] | undefined;
  /** The values that an event has. */
  readonly valuesOf: (subject: Subject) => readonly string[];
}

/** Kubernetes' names, and refs of the catalog, do not hold it. */
const SEPARATOR = '\0';

/** Longer beginnings tell little more, and each length is another look-up. */
const MAX_PREFIX = 16;

/** What the entries of a list take in, without what they leave out; `*` takes in everything. */
function taken(filters: Filters, list: keyof Filters): string[] {
  return filters[list].filter(entry => !parseEntry(entry).isExcluded);
}

function allOrNone(
  values: readonly string[],
  isUsable: (it: string) => boolean,
) {
  const unique = [...new Set(values)];
  return unique.length > 0 && unique.every(isUsable) ? unique : undefined;
}

/** By the whole of a value. */
function exact(
  list: keyof Filters,
  valuesOf: Dimension['valuesOf'],
  toValue: (entry: string) => string = entry => entry,
): Dimension {
  return {
    name: list,
    valuesOf,
    wantedValues: filters =>
      allOrNone(taken(filters, list).map(toValue), value => !isGlob(value)),
  };
}

/** By how a value begins, for lists with globs such as `team-a-*`. */
function beginning(
  list: keyof Filters,
  valueOf: (subject: Subject) => string,
): Dimension {
  return {
    name: `${list} by beginning`,
    valuesOf: subject => {
      const value = valueOf(subject).slice(0, MAX_PREFIX);
      return Array.from(value, (_, i) => value.slice(0, i + 1));
    },
    wantedValues: filters => {
      const entries = taken(filters, list);
      if (!entries.some(isGlob)) return undefined;
      const prefixes = entries.map(entry =>
        literalPrefix(entry).slice(0, MAX_PREFIX),
      );
      return allOrNone(prefixes, prefix => prefix !== '');
    },
  };
}

/** Of an entry such as `Certificate.cert-manager.io`; which group it is, is asked later. */
const kindOf = (entry: string) => entry.split('.', 1)[0];

const labels: Dimension = {
  name: 'labels',
  valuesOf: ({ event }) =>
    Object.entries(event.labels).map(([key, value]) => `${key}=${value}`),
  // All selectors must hold, so any of them will do.
  wantedValues: filters =>
    taken(filters, 'labels')
      .filter(selector => selector !== '*')
      .map(requiredLabels)
      .find(values => values !== undefined),
};

export const DIMENSIONS: readonly Dimension[] = [
  exact('clusters', ({ event }) => [event.cluster]),
  exact('resources', ({ event }) => [event.resource], kindOf),
  exact('namespaces', ({ event }) => [event.namespace]),
  exact('names', ({ event }) => [event.name]),
  exact('severities', ({ event }) => [event.severity]),
  exact('owners', ({ owners }) => owners),
  exact('systems', ({ systems }) => systems),
  labels,
  beginning('namespaces', ({ event }) => event.namespace),
  beginning('names', ({ event }) => event.name),
];

/** Every combination of one value of each list, as one text; one empty text for no lists. */
export function keysOf(lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>(
    (keys, values) =>
      keys.flatMap(key => values.map(value => key + SEPARATOR + value)),
    [''],
  );
}
