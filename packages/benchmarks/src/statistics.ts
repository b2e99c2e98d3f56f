/** The value that so much of the sample (0 to 1) is not above. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}

/** Rounds to digits that a repetition may confirm. */
export function significant(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
