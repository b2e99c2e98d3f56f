const ALL = '*';
const EXCLUDES = '!';

/** What an entry names, and whether it takes that in or leaves it out. */
export function parseEntry(entry: string): {
  pattern: string;
  isExcluded: boolean;
} {
  const isExcluded = entry.startsWith(EXCLUDES);
  return {
    pattern: isExcluded ? entry.slice(EXCLUDES.length) : entry,
    isExcluded,
  };
}

/** Absent, empty and `*` all mean all; they are stored as one form. */
export function normalizeEntries(
  entries: readonly string[] | undefined,
): string[] {
  const unique = [...new Set(entries)];
  if (!unique.includes(ALL)) return unique.length ? unique : [ALL];
  const exclusions = unique.filter(entry => parseEntry(entry).isExcluded);
  return exclusions.length ? exclusions : [ALL];
}

/**
 * Compiles a list of a filter, such as `["team-*", "!team-lab"]`: what some entry names and no
 * exclusion does. With only exclusions, everything else.
 *
 * @param compile - turns what one entry names into a test
 * @returns undefined for a list that means all
 */
export function compileEntries<T>(
  entries: readonly string[] | undefined,
  compile: (pattern: string) => (value: T) => boolean,
): ((value: T) => boolean) | undefined {
  const parsed = normalizeEntries(entries)
    .filter(entry => entry !== ALL)
    .map(parseEntry);
  if (parsed.length === 0) return undefined;
  const anyOf = (isExcluded: boolean) =>
    either(
      parsed
        .filter(entry => entry.isExcluded === isExcluded)
        .map(entry => compile(entry.pattern)),
    );
  const isTaken = anyOf(false);
  const isExcluded = anyOf(true);
  if (!isExcluded) return isTaken;
  return value => (!isTaken || isTaken(value)) && !isExcluded(value);
}

/** Whether any test holds; most lists have one entry, which needs no loop. */
function either<T>(tests: readonly ((value: T) => boolean)[]) {
  if (tests.length < 2) return tests.at(0);
  return (value: T) => tests.some(test => test(value));
}
