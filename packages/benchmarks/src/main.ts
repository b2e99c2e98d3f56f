/* eslint-disable no-console */
import { parseArgs } from 'node:util';
import { Metric, isMet } from './Measurement';
import { recordResults } from './results';
import { suites } from './suites';
import { table } from './table';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const [suite = '', ...only] = positionals;

async function main() {
  const measurements = suites[suite]?.filter(
    ({ name }) => only.length === 0 || only.includes(name),
  );
  if (!measurements?.length) {
    throw new Error(`Name what to measure:\n${usage()}`);
  }
  const metrics: Record<string, Metric> = {};
  for (const { name, run } of measurements) {
    console.log(`\n== ${suite} ${name}`);
    const found = await run({
      quick: values.quick,
      postgres: process.env.BENCHMARK_POSTGRES,
      print: text => console.log(text),
    });
    Object.assign(metrics, found);
    // What follows may fail, and this took minutes.
    if (!values.quick) recordResults(found, new Date());
  }
  console.log(`\n== ${suite}\n${table(Object.entries(metrics).map(summary))}`);
  console.log(
    values.quick
      ? '\nNothing was recorded: the sizes of --quick are too small to tell anything.'
      : '\nRecorded in packages/benchmarks/results.json.',
  );
}

function summary([name, metric]: [string, Metric]) {
  const { threshold, unit, value } = metric;
  return {
    metric: name,
    value,
    unit,
    promised: threshold ? promiseOf(threshold) : '',
    '': threshold ? verdictOf(metric) : '',
  };
}

function promiseOf(threshold: NonNullable<Metric['threshold']>): string {
  return 'atLeast' in threshold
    ? `≥ ${threshold.atLeast}`
    : `≤ ${threshold.atMost}`;
}

function verdictOf(metric: Metric): string {
  return isMet(metric) ? 'met' : 'MISSED';
}

function usage(): string {
  return Object.entries(suites)
    .map(([name, measurements]) => {
      const names = measurements.map(it => it.name).join(' | ');
      return `  npm run bench -- ${name} [--quick] [${names}]`;
    })
    .join('\n');
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error.message);
    process.exit(1);
  },
);
