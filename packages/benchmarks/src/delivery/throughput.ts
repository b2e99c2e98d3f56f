import { Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { ChildProgram } from '../ChildProgram';
import { Measurement, Metrics } from '../Measurement';
import { median } from '../statistics';
import { table } from '../table';
import { withDatabase } from '../withDatabase';
import type { ContenderOptions, Round } from './contenders/serveContender';
import type { Received } from './Received';

const SIZES = {
  full: { deliveries: 10_000, rounds: 9 },
  quick: { deliveries: 1_000, rounds: 1 },
};
const CONCURRENCY = 64;

/** Who competes, by the program that does it; all but the first two need a PostgreSQL. */
const CONTENDERS = {
  'bare undici loop': 'bareLoop',
  'plugin, SQLite': 'plugin',
  'plugin, PostgreSQL': 'plugin',
  'graphile-worker': 'graphileWorker',
  'pg-boss': 'pgBoss',
} as const;
type Name = keyof typeof CONTENDERS;

/** Deliveries a second through the whole durable path, beside a loop that keeps nothing and peers. */
export const throughput: Measurement = {
  name: 'throughput',
  async run({ quick, postgres, print }): Promise<Metrics> {
    const sizes = quick ? SIZES.quick : SIZES.full;
    const rounds = await compete({ ...sizes, postgres });
    const rows = [...rounds].map(([name, of]) => ({
      contender: name,
      'deliveries/s': median(of.map(it => sizes.deliveries / it.seconds)),
      'ms cpu each': median(
        of.map(it => (1000 * it.cpuSeconds) / sizes.deliveries),
      ),
      'statements each': median(
        of.map(it => (it.statements ?? NaN) / sizes.deliveries),
      ),
    }));
    print(table(rows));
    const row = (name: Name) => rows.find(it => it.contender === name);
    const ours = row('plugin, PostgreSQL');
    /** Of each round, since what disturbs one disturbs the next contender of it too. */
    const over = (name: Name, us: Name = 'plugin, PostgreSQL') =>
      median(
        rounds
          .get(us)!
          .map((it, i) => rounds.get(name)![i].seconds / it.seconds),
      );
    return {
      'delivery.sqliteVsUndici': {
        value: over('bare undici loop', 'plugin, SQLite'),
        unit: 'ratio',
      },
      ...(ours && {
        'delivery.vsUndici': {
          value: over('bare undici loop'),
          unit: 'ratio',
          threshold: { atLeast: 0.5 },
          detail: Object.fromEntries(
            rows.map(it => [`${it.contender}, per second`, it['deliveries/s']]),
          ),
        },
        'delivery.vsGraphileWorker': {
          value: over('graphile-worker'),
          unit: 'ratio',
          threshold: { atLeast: 1.1 },
        },
        'delivery.vsPgBoss': {
          value: over('pg-boss'),
          unit: 'ratio',
          threshold: { atLeast: 1.1 },
        },
        'delivery.statements': {
          value: ours['statements each'],
          unit: 'statements per delivery',
          threshold: { atMost: 4 },
        },
      }),
    };
  },
};

async function compete(options: {
  deliveries: number;
  rounds: number;
  postgres?: string;
}): Promise<ReadonlyMap<Name, readonly Round[]>> {
  const { postgres } = options;
  const folder = mkdtempSync(join(tmpdir(), 'webhooks-bench-'));
  const receiver = ChildProgram.start(require.resolve('./receiver'));
  try {
    const url = await receiver.ask<string>('start');
    const sqlite: Knex.Config = {
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'outbox.sqlite') },
      useNullAsDefault: true,
    };
    const withEach = async (
      names: readonly Name[],
      programs: ReadonlyMap<Name, ChildProgram>,
    ): Promise<ReadonlyMap<Name, readonly Round[]>> => {
      const [name, ...others] = names;
      if (!name) return takeTurns({ ...options, programs, receiver });
      const file = require.resolve(`./contenders/${CONTENDERS[name]}`);
      const program = ChildProgram.start(file);
      const join_ = async (database: Knex.Config) => {
        const given: ContenderOptions = {
          database,
          url,
          concurrency: CONCURRENCY,
        };
        await program.ask('open', given);
        const found = await withEach(
          others,
          new Map([...programs, [name, program]]),
        );
        await program.ask('close');
        return found;
      };
      try {
        return name === 'bare undici loop' || name === 'plugin, SQLite'
          ? await join_(sqlite)
          : await withDatabase(postgres!, join_);
      } finally {
        await program.stop();
      }
    };
    const all = Object.keys(CONTENDERS) as Name[];
    return await withEach(postgres ? all : all.slice(0, 2), new Map());
  } finally {
    await receiver.stop();
    rmSync(folder, { recursive: true });
  }
}

/** @throws Error when something was lost or sent twice */
async function takeTurns(options: {
  deliveries: number;
  rounds: number;
  programs: ReadonlyMap<Name, ChildProgram>;
  receiver: ChildProgram;
}): Promise<ReadonlyMap<Name, readonly Round[]>> {
  const { deliveries, rounds, programs, receiver } = options;
  const found = new Map<Name, Round[]>();
  // The first round warms up, and does not count.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, program] of programs) {
      const ids = Array.from({ length: deliveries }, () => randomUUID());
      await program.ask('enqueue', ids);
      const result = await program.ask<Round>('deliver', { count: deliveries });
      const { requests, arrivals } = await receiver.ask<Received>('take');
      if (requests !== deliveries || arrivals.length !== deliveries) {
        throw new Error(
          `${name}: of ${deliveries} deliveries ${arrivals.length} came, in ${requests} requests`,
        );
      }
      if (round > 0) found.set(name, [...(found.get(name) ?? []), result]);
    }
  }
  return found;
}
