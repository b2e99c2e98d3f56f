/** What the receiver has seen. */
export interface Received {
  readonly requests: number;
  /** Which deliveries, and when they came first, in milliseconds since the epoch. */
  readonly arrivals: readonly (readonly [id: string, at: number])[];
}
