import { Measurement, Metrics } from '../Measurement';
import { quantile } from '../statistics';
import { table } from '../table';
import { withDatabase } from '../withDatabase';
import { withPortal } from './offerEvents';

const SECONDS = { full: 60, quick: 5 };
const WARM_UP = { perSecond: 100, seconds: 3 };
/** Events a second, and what is promised of the slowest hundredth, in milliseconds. */
const PROMISES = [
  { perSecond: 500, atMost: 200 },
  { perSecond: 1_000, atMost: 1_000 },
];

/** From the commit of an event until the receiver has it, while events come at a pace. */
export const latency: Measurement = {
  name: 'latency',
  async run({ quick, postgres, print }): Promise<Metrics> {
    if (!postgres) {
      print('Not measured without a PostgreSQL: set BENCHMARK_POSTGRES.');
      return {};
    }
    const seconds = quick ? SECONDS.quick : SECONDS.full;
    const metrics: Record<string, Metrics[string]> = {};
    const rows = [];
    for (const { perSecond, atMost } of PROMISES) {
      const sample = await withDatabase(postgres, database =>
        withPortal(database, async ({ offer }) => {
          await offer(WARM_UP);
          return offer({ perSecond, seconds });
        }),
      );
      const row = {
        'events/s': perSecond,
        events: sample.length,
        'p50 ms': quantile(sample, 0.5),
        'p99 ms': quantile(sample, 0.99),
        'max ms': quantile(sample, 1),
      };
      rows.push(row);
      metrics[`delivery.latencyAt${perSecond}Ms`] = {
        value: row['p99 ms'],
        unit: 'ms',
        threshold: { atMost },
        detail: { p50: row['p50 ms'], p99: row['p99 ms'], max: row['max ms'] },
      };
    }
    print(table(rows));
    return metrics;
  },
};
