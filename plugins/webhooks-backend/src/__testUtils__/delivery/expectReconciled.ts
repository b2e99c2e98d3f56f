import { DeliverySummary } from './DeliveryScene';

/**
 * Expects that everything that was enqueued arrived, in its order, and only once, but for what was taken
 * again after a lost answer, and for what a portal had claimed when it was killed or frozen.
 *
 * @param options - `repeated`: at most so many may have arrived again whoever had claimed them, where
 *   that cannot be known
 */
export function expectReconciled(
  summaries: ReadonlyMap<string, DeliverySummary>,
  options?: { repeated: number },
): void {
  const again: string[] = [];
  for (const [name, summary] of summaries) {
    const { lost, invented, overtaking, unexplained } = summary;
    again.push(...unexplained);
    expect({ name, lost, invented, overtaking }).toEqual({
      name,
      lost: [],
      invented: [],
      overtaking: [],
    });
  }
  if (options) expect(again.length).toBeLessThanOrEqual(options.repeated);
  else expect(again).toEqual([]);
}

/** One line for each webhook, for whoever runs the tests. */
export function printSummaries(
  what: string,
  summaries: ReadonlyMap<string, DeliverySummary>,
): void {
  for (const [name, summary] of summaries) {
    const { enqueued, requests, parked } = summary;
    const { afterLostAnswers, repeated } = summary;
    process.stdout.write(
      `${what}, ${name}: ${enqueued.length} enqueued, ${requests} requests, ${parked.size} recovered, ${afterLostAnswers.length} again after a lost answer, ${repeated.length} again after a lost sender\n`,
    );
  }
}
