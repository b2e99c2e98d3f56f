import { DeliverySummary } from './DeliveryScene';

/**
 * Expects that everything that was enqueued arrived, in its order, and only once, but for what was taken
 * again after a lost answer.
 *
 * @param options - `repeated`: how many may have arrived again after they were accepted, because
 *   their sender was killed, frozen or cut off from the database before it had noted that
 */
export function expectReconciled(
  summaries: ReadonlyMap<string, DeliverySummary>,
  options: { repeated: number } = { repeated: 0 },
): void {
  let again = 0;
  for (const [name, summary] of summaries) {
    const { lost, invented, overtaking, repeated } = summary;
    again += repeated.length;
    expect({ name, lost, invented, overtaking }).toEqual({
      name,
      lost: [],
      invented: [],
      overtaking: [],
    });
  }
  expect(again).toBeLessThanOrEqual(options.repeated);
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
