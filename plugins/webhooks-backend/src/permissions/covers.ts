import { parseEntry } from '../changes/entries';
import { compileGlob } from '../changes/glob';

const ALL = '*';

/**
 * Whether everything that a list of a filter lets in is among what the patterns name. What it leaves
 * out is not counted, so that `["!staging"]` is everything, which only `*` names.
 *
 * A glob is taken for the text that it is: a pattern that matches it with its own wildcards matches
 * whatever stands for its wildcards, too.
 *
 * @param entries - as stored, e.g. `["team-a-*", "!team-a-lab"]`
 * @param patterns - e.g. `["team-a-*", "shared"]`
 */
export function covers(
  patterns: readonly string[],
  entries: readonly string[],
): boolean {
  const taken = entries
    .map(parseEntry)
    .filter(({ isExcluded }) => !isExcluded)
    .map(({ pattern }) => pattern);
  const matchers = patterns.map(compileGlob);
  return (taken.length ? taken : [ALL]).every(entry =>
    matchers.some(matches => matches(entry)),
  );
}
