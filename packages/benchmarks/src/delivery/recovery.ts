import { Measurement, Metrics } from '../Measurement';
import { quantile } from '../statistics';
import { table } from '../table';
import { withDatabase } from '../withDatabase';
import { withPortal } from './offerEvents';

const SIZES = {
  full: { backlog: 100_000, seconds: 20 },
  quick: { backlog: 5_000, seconds: 3 },
};
const PER_SECOND = 200;

/** How long new events take while one webhook recovers what it has missed, and before. */
export const recovery: Measurement = {
  name: 'recovery',
  async run({ quick, postgres, print }): Promise<Metrics> {
    if (!postgres) {
      print('Not measured without a PostgreSQL: set BENCHMARK_POSTGRES.');
      return {};
    }
    const { backlog, seconds } = quick ? SIZES.quick : SIZES.full;
    const pace = { perSecond: PER_SECOND, seconds };
    const found = await withDatabase(postgres, database =>
      withPortal(database, async ({ portal, offer }) => {
        const before = await offer(pace);
        await portal.ask('addBacklog', { count: backlog });
        const startedAt = performance.now();
        const during = await offer(pace);
        const left = await portal.ask<number>('backlog');
        const elapsed = (performance.now() - startedAt) / 1000;
        return { before, during, recovered: (backlog - left) / elapsed, left };
      }),
    );
    const { before, during, recovered, left } = found;
    const row = {
      backlog,
      'left after it': left,
      'recovered/s': recovered,
      'p99 ms before': quantile(before, 0.99),
      'p50 ms': quantile(during, 0.5),
      'p99 ms': quantile(during, 0.99),
    };
    print(table([row]));
    return {
      'delivery.latencyWhileRecoveringMs': {
        value: row['p99 ms'],
        unit: 'ms',
        threshold: { atMost: 200 },
        detail: {
          p99Before: row['p99 ms before'],
          recoveredPerSecond: recovered,
          leftOfBacklog: left,
        },
      },
    };
  },
};
