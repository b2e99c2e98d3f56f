import { NotFoundError } from '@backstage/errors';
import {
  WebhookEvent,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { refusal } from '../refusal';

/** What of the table `events` is looked for. */
export interface EventSearch {
  readonly matches: (event: WebhookEvent) => boolean;
  /** How many to find at most. */
  readonly limit: number;
  /** Where the search before this one ended; the newest when absent. */
  readonly before?: number;
}

/** What was found, the newest first, and from where to look on; absent at the end. */
export interface FoundEvents {
  readonly events: WebhookEvent[];
  readonly next?: number;
}

/** How many rows one search reads at most, so that a rare filter cannot read millions. */
export const MAX_SCANNED = 5000;

/** Rows are a few kilobytes each, so that many are read at once and never all. */
const BATCH = 500;

/** A row of `events`; PostgreSQL's driver answers bigint as text. */
interface EventRow {
  seq: number | string;
  payload: string;
}

/** The table `events`, as people look back into it. */
export class EventHistory {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new EventHistory(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Looks for events from the newest to the oldest, through {@link MAX_SCANNED} at most. */
  async search({ matches, limit, before }: EventSearch): Promise<FoundEvents> {
    const events: WebhookEvent[] = [];
    let place = before;
    for (let scanned = 0; scanned < MAX_SCANNED; scanned += BATCH) {
      const rows = await this.#readBefore(place);
      for (const { seq, payload } of rows) {
        const event: WebhookEvent = JSON.parse(payload);
        if (matches(event)) {
          if (events.length === limit) return { events, next: place };
          events.push(event);
        }
        place = Number(seq);
      }
      if (rows.length < BATCH) return { events };
    }
    return { events, next: place };
  }

  /**
   * @param isVisible - for whom some events are as if they never happened
   * @throws NotFoundError when it never happened, or is no longer kept
   */
  async get(
    id: string,
    isVisible: (event: WebhookEvent) => boolean = () => true,
  ): Promise<WebhookEvent> {
    const row: EventRow | undefined = await this.#knex('events')
      .where({ id })
      .first('payload');
    const event: WebhookEvent | undefined = row && JSON.parse(row.payload);
    if (!event || !isVisible(event)) {
      throw refusal(NotFoundError, because('event-unknown', { id }));
    }
    return event;
  }

  async #readBefore(place: number | undefined): Promise<EventRow[]> {
    const rows = this.#knex('events')
      .select('seq', 'payload')
      .orderBy('seq', 'desc')
      .limit(BATCH);
    return place === undefined ? rows : rows.where('seq', '<', place);
  }
}
