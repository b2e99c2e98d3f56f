import { distance as distanceBetween } from 'fastest-levenshtein';

/** A word of which a larger share of letters is wrong is another word. */
const TOLERANCE = 0.4;

/** @returns the word that is most like another, whatever their case, if one is like it at all */
export function nearest(
  word: string,
  words: readonly string[],
): string | undefined {
  const ranked = words
    .map(it => ({
      it,
      distance: distanceBetween(word.toLowerCase(), it.toLowerCase()),
    }))
    .filter(({ it, distance }) => distance <= it.length * TOLERANCE)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.it;
}
