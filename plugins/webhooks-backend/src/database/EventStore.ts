import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { readEndOfEvents } from './eventOrder';
import { readEventPlace } from './eventPlaces';

/** An event, and its place among all. Places only ever grow, with gaps. */
export interface StoredEvent {
  readonly seq: number;
  readonly event: WebhookEvent;
}

/** The table `events`, as those read it who want every event once. */
export class EventStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new EventStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The place up to which the events are complete; see {@link readEndOfEvents}. */
  async end(): Promise<number> {
    return readEndOfEvents(this.#knex);
  }

  /** The place up to which retention has deleted the events. */
  async deletedUpTo(): Promise<number> {
    return readEventPlace(this.#knex, 'deleted');
  }

  /** Events behind a place and up to another, the oldest first. */
  async between(options: {
    after: number;
    upTo: number;
    limit: number;
  }): Promise<StoredEvent[]> {
    const { after, upTo, limit } = options;
    const rows: EventRow[] = await this.#knex('events')
      .where('seq', '>', after)
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .limit(limit)
      .select('seq', 'payload');
    return rows.map(toStoredEvent);
  }

  /**
   * Events that were stored since a moment, the newest first.
   *
   * @param options - `before` is a place, and the newest of all when absent
   */
  async newest(options: {
    since: Date;
    before?: number;
    limit: number;
  }): Promise<StoredEvent[]> {
    const { since, before, limit } = options;
    const rows: (EventRow & { created_at: number | string })[] =
      await this.#knex('events')
        .modify(query => {
          if (before !== undefined) query.where('seq', '<', before);
        })
        .orderBy('seq', 'desc')
        .limit(limit)
        .select('seq', 'payload', 'created_at');
    return rows
      .filter(row => Number(row.created_at) >= since.getTime())
      .map(toStoredEvent);
  }
}

interface EventRow {
  seq: number | string;
  payload: string;
}

function toStoredEvent({ seq, payload }: EventRow): StoredEvent {
  return { seq: Number(seq), event: JSON.parse(payload) };
}
