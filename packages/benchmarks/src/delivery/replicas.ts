import { randomUUID } from 'node:crypto';
import { ChildProgram } from '../ChildProgram';
import { Measurement, Metrics } from '../Measurement';
import { median } from '../statistics';
import { table } from '../table';
import { withDatabase } from '../withDatabase';
import type { ContenderOptions } from './contenders/serveContender';
import type { Received } from './Received';

const SIZES = {
  full: { deliveries: 10_000, rounds: 5 },
  quick: { deliveries: 1_000, rounds: 1 },
};
const REPLICAS = 3;
const CONCURRENCY = 64;

/** What one replica delivers a second, and what three do together on the same database. */
export const replicas: Measurement = {
  name: 'replicas',
  async run({ quick, postgres, print }): Promise<Metrics> {
    if (!postgres) {
      print('Not measured without a PostgreSQL: set BENCHMARK_POSTGRES.');
      return {};
    }
    const sizes = quick ? SIZES.quick : SIZES.full;
    const rounds = await measure({ ...sizes, postgres });
    const row = {
      'one, deliveries/s': median(rounds.map(it => it.one)),
      [`${REPLICAS} together`]: median(rounds.map(it => it.all)),
      'sent twice': rounds.reduce((sum, it) => sum + it.twice, 0),
    };
    print(table([row]));
    return {
      'delivery.replicasVsOne': {
        value: median(rounds.map(it => it.all / it.one)),
        unit: 'ratio',
        // No less, but for what repeating tells apart.
        threshold: { atLeast: 0.95 },
      },
      'delivery.sentTwice': {
        value: row['sent twice'] as number,
        unit: 'deliveries',
        threshold: { atMost: 0 },
      },
    };
  },
};

interface Round {
  /** Deliveries a second. */
  readonly one: number;
  readonly all: number;
  readonly twice: number;
}

async function measure(options: {
  deliveries: number;
  rounds: number;
  postgres: string;
}): Promise<Round[]> {
  const { deliveries, rounds, postgres } = options;
  const receiver = ChildProgram.start(require.resolve('./receiver'));
  const programs = Array.from({ length: REPLICAS }, () =>
    ChildProgram.start(require.resolve('./contenders/plugin')),
  );
  try {
    const url = await receiver.ask<string>('start');
    return await withDatabase(postgres, async database => {
      const given: ContenderOptions = {
        database,
        url,
        concurrency: CONCURRENCY,
      };
      // One after the other, as the first makes the tables.
      for (const program of programs) await program.ask('open', given);

      const deliver = async (by: readonly ChildProgram[]) => {
        const ids = Array.from({ length: deliveries }, () => randomUUID());
        await programs[0].ask('enqueue', ids);
        const startedAt = performance.now();
        await Promise.all(
          by.map(program => program.ask('deliver', { count: deliveries })),
        );
        const seconds = (performance.now() - startedAt) / 1000;
        const { requests, arrivals } = await receiver.ask<Received>('take');
        if (arrivals.length !== deliveries) {
          throw new Error(`${arrivals.length} of ${deliveries} arrived`);
        }
        return { rate: deliveries / seconds, twice: requests - deliveries };
      };
      const found: Round[] = [];
      // The first round warms up, and does not count.
      for (let round = 0; round <= rounds; round++) {
        const one = await deliver(programs.slice(0, 1));
        const all = await deliver(programs);
        const twice = one.twice + all.twice;
        if (round > 0) found.push({ one: one.rate, all: all.rate, twice });
      }
      for (const program of programs) await program.ask('close');
      return found;
    });
  } finally {
    await Promise.all([...programs, receiver].map(program => program.stop()));
  }
}
