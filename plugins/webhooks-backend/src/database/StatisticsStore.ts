import {
  HourStatistics,
  WebhookStatistics,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';

const HOUR_MS = 3_600_000;
/** To read on would make a page about a busy webhook as slow as all of its history. */
const MAX_READ = 10_000;

/** Counts of one hour; PostgreSQL's driver answers bigint and numeric as text. */
type HourRow = Record<
  'hour' | 'delivered' | 'failed' | 'pending',
  number | string
> &
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
   * Looks at the newest {@link MAX_READ} deliveries, as the index of the history has them.
   *
   * @param options - `hours`: how many to look back, the one that has just begun included
   */
  async read(options: {
    webhookId: string;
    hours: number;
    now: Date;
  }): Promise<Pick<WebhookStatistics, 'hours' | 'truncated'>> {
    const { webhookId, hours, now } = options;
    const last = now.getTime() - (now.getTime() % HOUR_MS);
    const first = last - (hours - 1) * HOUR_MS;
    const heldBack = await this.#heldBack(webhookId, first);
    const rows = await this.#deliveries(webhookId, first);
    const read = rows.reduce((sum, row) => sum + countOf(row), 0);
    const byHour = new Map(rows.map(row => [Number(row.hour), row]));
    return {
      truncated: read >= MAX_READ,
      hours: Array.from({ length: hours }, (_, i) => first + i * HOUR_MS).map(
        hour => toHour(hour, heldBack.get(hour) ?? 0, byHour.get(hour)),
      ),
    };
  }

  async #deliveries(webhookId: string, since: number): Promise<HourRow[]> {
    const knex = this.#knex;
    const newest = knex('deliveries')
      .where({ webhook_id: webhookId })
      .orderBy('seq', 'desc')
      .limit(MAX_READ)
      .select('status', 'test', 'created_at', 'attempt_log');
    const counted = knex
      .from(newest.as('newest'))
      .where('created_at', '>=', since)
      .where({ test: false })
      .select(
        'status',
        knex.raw('created_at - created_at % ? as hour', [HOUR_MS]),
        knex.raw(`${lastAttempt(knex, 'durationMs')} as duration_ms`),
        knex.raw(`${lastAttempt(knex, 'requestBytes')} as request_bytes`),
      );
    const countOfStatus = (status: string) =>
      knex.raw(`count(case when status = ? then 1 end) as ??`, [
        status,
        status,
      ]);
    return knex
      .from(counted.as('counted'))
      .groupBy('hour')
      .select(
        'hour',
        countOfStatus('delivered'),
        countOfStatus('failed'),
        countOfStatus('pending'),
      )
      .avg({ average_ms: 'duration_ms', average_bytes: 'request_bytes' })
      .max({ longest_ms: 'duration_ms' });
  }

  async #heldBack(
    webhookId: string,
    since: number,
  ): Promise<ReadonlyMap<number, number>> {
    const rows: Record<'hour' | 'sum', number | string>[] = await this.#knex(
      'held_back',
    )
      .where({ webhook_id: webhookId })
      .where('hour', '>=', since)
      .groupBy('hour')
      .select('hour')
      .sum({ sum: 'count' });
    return new Map(rows.map(({ hour, sum }) => [Number(hour), Number(sum)]));
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

function countOf({ delivered, failed, pending }: HourRow): number {
  return Number(delivered) + Number(failed) + Number(pending);
}

function toHour(
  hour: number,
  heldBack: number,
  row: HourRow | undefined,
): HourStatistics {
  const averageMs = row?.average_ms ?? null;
  const averageBytes = row?.average_bytes ?? null;
  return {
    hour: new Date(hour).toISOString(),
    delivered: Number(row?.delivered ?? 0),
    failed: Number(row?.failed ?? 0),
    pending: Number(row?.pending ?? 0),
    heldBack,
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
