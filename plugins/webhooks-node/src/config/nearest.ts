/** A word of which a larger share of letters is wrong is another word. */
const TOLERANCE = 0.4;

/** @returns the word that is most like another, if one is like it at all */
export function nearest(
  word: string,
  words: readonly string[],
): string | undefined {
  const ranked = words
    .map(it => ({ it, distance: distanceBetween(word, it) }))
    .filter(({ it, distance }) => distance <= it.length * TOLERANCE)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.it;
}

/** How many letters have to be put in, taken out or exchanged (Levenshtein), whatever their case. */
function distanceBetween(one: string, other: string): number {
  const [from, to] = [one, other].map(it => [...it.toLocaleLowerCase('en-US')]);
  let row = to.map((_, i) => i + 1);
  from.forEach((letter, i) => {
    let [diagonal, left] = [i, i + 1];
    row = row.map((above, j) => {
      const exchanged = diagonal + (letter === to[j] ? 0 : 1);
      diagonal = above;
      left = Math.min(exchanged, above + 1, left + 1);
      return left;
    });
  });
  return row[row.length - 1] ?? from.length;
}
