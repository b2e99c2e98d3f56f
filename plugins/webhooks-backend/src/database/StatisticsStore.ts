import {
  HourStatistics,
  WebhookStatistics,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import {
  HOUR_MS,
  HourCount,
  Outcome,
  countByHour,
  lastHours,
} from './hourCounts';

/** To read on would make a page about a busy webhook as slow as all of its history. */
const MAX_READ = 10_000;

/** What is read of the deliveries of one hour; PostgreSQL's driver answers bigint and numeric as text. */
type ReadRow = Record<'hour' | 'read' | 'pending', number | string> &
  Record<'average_ms' | 'longest_ms' | 'average_bytes', number | string | null>;

/** What became of the deliveries of a webhook, hour by hour. */
export class StatisticsStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new StatisticsStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Counts what has ended as the list of webhooks does; what else there is to know of deliveries is read
   * of the newest {@link MAX_READ} only, as the index of the history has them.
   *
   * @param options - `hours`: how many to look back, the one that has just begun included
   */
  async read(options: {
    webhookId: string;
    hours: number;
    now: Date;
  }): Promise<Pick<WebhookStatistics, 'hours' | 'truncated'>> {
    const { webhookId, now } = options;
    const hours = lastHours(options.hours, now);
    // First, so that what ends meanwhile is counted twice for a moment, and not missed.
    const rows = await this.#readNewest(webhookId, hours[0]);
    const counts = await countByHour(this.#knex, [webhookId], hours[0]);
    const read = rows.reduce((sum, row) => sum + Number(row.read), 0);
    return {
      truncated: read >= MAX_READ,
      hours: hours.map(hour =>
        toHour(
          hour,
          counts.filter(it => it.hour === hour),
          rows.find(it => Number(it.hour) === hour),
        ),
      ),
    };
  }

  async #readNewest(webhookId: string, since: number): Promise<ReadRow[]> {
    const knex = this.#knex;
    const newest = knex('deliveries')
      .where({ webhook_id: webhookId })
      .orderBy('seq', 'desc')
      .limit(MAX_READ)
      .select('status', 'test', 'created_at', 'attempt_log');
    const read = knex
      .from(newest.as('newest'))
      .where('created_at', '>=', since)
      .where({ test: false })
      .select(
        'status',
        knex.raw('created_at - created_at % ? as hour', [HOUR_MS]),
        knex.raw(`${lastAttempt(knex, 'durationMs')} as duration_ms`),
        knex.raw(`${lastAttempt(knex, 'requestBytes')} as request_bytes`),
      );
    return knex
      .from(read.as('read'))
      .groupBy('hour')
      .select(
        'hour',
        knex.raw(`count(case when status = 'pending' then 1 end) as pending`),
      )
      .count({ read: '*' })
      .avg({ average_ms: 'duration_ms', average_bytes: 'request_bytes' })
      .max({ longest_ms: 'duration_ms' });
  }
}

/**
 * A number of the last entry of `attempt_log`. On PostgreSQL it is cut out of the text, whose JSON
 * cannot be read there: it fails at a NUL that a receiver answered. Within strings the quotes are
 * escaped, so that the name of a key is only found where it is one.
 */
function lastAttempt(knex: Knex, key: 'durationMs' | 'requestBytes'): string {
  return knex.client.config.client === 'pg'
    ? `substring(split_part(attempt_log, '"${key}":', -1) from '^[0-9]+')::integer`
    : `json_extract('[' || attempt_log || ']', '$[#-1].${key}')`;
}

function toHour(
  hour: number,
  counts: readonly HourCount[],
  row: ReadRow | undefined,
): HourStatistics {
  const countOf = (outcome: Outcome) =>
    counts.find(it => it.outcome === outcome)?.count ?? 0;
  const averageMs = row?.average_ms ?? null;
  const averageBytes = row?.average_bytes ?? null;
  return {
    hour: new Date(hour).toISOString(),
    delivered: countOf('delivered'),
    failed: countOf('failed'),
    pending: Number(row?.pending ?? 0),
    heldBack: countOf('heldBack'),
    ...(averageMs !== null && {
      durationMs: {
        average: Math.round(Number(averageMs)),
        longest: Number(row?.longest_ms),
      },
    }),
    ...(averageBytes !== null && {
      requestBytes: Math.round(Number(averageBytes)),
    }),
  };
}
