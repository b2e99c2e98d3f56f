import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { Metrics, isMet } from './Measurement';
import { significant } from './statistics';

/** The last numbers of every metric. */
const FILE = resolvePackagePath('benchmarks', 'results.json');

type Results = Record<string, unknown>;

/** Writes metrics over those of the same name and leaves all others as they are. */
export function recordResults(metrics: Metrics, now: Date): string {
  const results: Results = {
    ...(JSON.parse(readFileSync(FILE, 'utf8')) as Results),
    ...describeMetrics(metrics, now),
  };
  const sorted = Object.fromEntries(
    Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
  return FILE;
}

function describeMetrics(metrics: Metrics, now: Date): Results {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, metric]) => [
      name,
      {
        value: significant(metric.value),
        unit: metric.unit,
        ...(metric.threshold && {
          threshold: metric.threshold,
          met: isMet(metric),
        }),
        ...(metric.detail && { detail: roundAll(metric.detail) }),
        measuredAt: now.toISOString(),
        node: process.version,
        cores: availableParallelism(),
        // Of the last five minutes: more than the cores means that others wanted them too.
        load: significant(loadavg()[1]),
      },
    ]),
  );
}

function roundAll(detail: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [key, significant(value)]),
  );
}
