import { KeptForecast } from '@kubevision/backstage-plugin-webhooks-common';
import { KeptRows } from '../database/StorageStore';
import { RetentionLimit } from './Retention';

const DAY_MS = 24 * 3_600_000;
/** Less says nothing about a day. */
const SHORTEST_SPAN_MS = 3_600_000;

/**
 * Where the rows of one kind lead at the rate of the last day.
 *
 * @param options - `kept` counts as recent what came within the last 24 hours; `bytes` is the size of
 *   all these rows, undefined where it is not known
 */
export function forecast(options: {
  name: string;
  kept: KeptRows;
  limit: RetentionLimit;
  bytes: number | undefined;
  now: Date;
}): KeptForecast {
  const { name, kept, limit, bytes, now } = options;
  const { oldestAt, recent, rows } = kept;
  // What has been running for less than a day is scaled up.
  const age = oldestAt ? now.getTime() - oldestAt.getTime() : 0;
  const span = Math.min(DAY_MS, Math.max(SHORTEST_SPAN_MS, age));
  const rowsPerDay = Math.round((recent * DAY_MS) / span);
  const ageDays = limit.ageMs / DAY_MS;
  const levelByAge = Math.round(rowsPerDay * ageDays);
  const levelRows = Math.min(limit.count, levelByAge);
  return {
    name,
    rows,
    rowsPerDay,
    oldestAt: oldestAt?.toISOString(),
    limit: { ageDays, count: limit.count },
    heldBy: levelByAge <= limit.count ? 'age' : 'count',
    levelRows,
    levelBytes:
      bytes !== undefined && rows > 0
        ? Math.round((bytes / rows) * levelRows)
        : undefined,
    daysToLevel: daysToLevel({ rows, rowsPerDay, levelRows, age, ageDays }),
  };
}

function daysToLevel(options: {
  rows: number;
  rowsPerDay: number;
  levelRows: number;
  age: number;
  ageDays: number;
}): number | undefined {
  const { rows, rowsPerDay, levelRows, age, ageDays } = options;
  if (rows >= levelRows && rows > 0) return 0;
  if (rowsPerDay === 0) return undefined;
  const byCount = (levelRows - rows) / rowsPerDay;
  // The oldest is deleted then, however few there are.
  const byAge = Math.max(0, ageDays - age / DAY_MS);
  return Number(Math.min(byCount, byAge).toFixed(1));
}
