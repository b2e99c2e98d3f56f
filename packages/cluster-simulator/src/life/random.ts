/** A source of chance that gives the same for the same seed. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** True in that share of cases. */
  chance(probability: number): boolean;
}

/** Makes a source of chance: mulberry32, which is small and good enough for believable change. */
export function createRandom(seed: number): Random {
  let state = Math.trunc(seed);
  const next = () => {
    /* eslint-disable no-bitwise */
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    /* eslint-enable no-bitwise */
  };
  const between = (min: number, max: number) =>
    min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick: items => items[between(0, items.length - 1)],
    chance: probability => next() < probability,
  };
}
