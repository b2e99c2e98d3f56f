/** A number that the project answers for, by its name in results.json, e.g. `watch.latencyMs`. */
export interface Metric {
  readonly value: number;
  /** E.g. `ms`, or `ratio`. */
  readonly unit: string;
  /** What the project promises; absent for what is only shown. */
  readonly threshold?:
    | { readonly atLeast: number }
    | { readonly atMost: number };
  /** The parts of the value, by what they are of. */
  readonly detail?: Readonly<Record<string, number>>;
}

export type Metrics = Readonly<Record<string, Metric>>;

export interface MeasurementContext {
  /** Smaller sizes, to try it out; its numbers are not recorded. */
  readonly quick: boolean;
  /** A PostgreSQL to make databases in, where there is one. */
  readonly postgres?: string;
  readonly print: (text: string) => void;
}

/** One program that measures something and answers with one or more metrics. */
export interface Measurement {
  readonly name: string;
  readonly run: (context: MeasurementContext) => Promise<Metrics>;
}

export function isMet({ value, threshold }: Metric): boolean {
  if (!threshold) return true;
  return 'atLeast' in threshold
    ? value >= threshold.atLeast
    : value <= threshold.atMost;
}
