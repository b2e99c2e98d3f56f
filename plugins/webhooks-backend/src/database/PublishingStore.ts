import { Knex } from 'knex';
import { readEndOfEvents } from './eventOrder';

const PUBLISHED = { name: 'published' };

/**
 * The place up to which events were published. One replica holds it at a time, and only who holds
 * it moves it.
 */
export class PublishingStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new PublishingStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Begins at the end when this was never done: what happened before is no news. */
  async begin(): Promise<void> {
    const seq = await readEndOfEvents(this.#knex);
    await this.#knex('event_places')
      .insert({ ...PUBLISHED, seq })
      .onConflict('name')
      .ignore();
  }

  /** @returns the place, or undefined while another holds it */
  async hold(options: {
    holder: string;
    now: Date;
    leaseMs: number;
  }): Promise<number | undefined> {
    const { holder, now, leaseMs } = options;
    const [row] = await this.#knex('event_places')
      .where(PUBLISHED)
      .where(free =>
        free
          .whereNull('holder')
          .orWhere({ holder })
          .orWhere('held_until', '<=', now.getTime()),
      )
      .update({ holder, held_until: now.getTime() + leaseMs })
      .returning('seq');
    return row && Number(row.seq);
  }

  /** Moves the place and holds it for longer. @returns whether it was still held */
  async move(options: {
    holder: string;
    seq: number;
    now: Date;
    leaseMs: number;
  }): Promise<boolean> {
    const { holder, seq, now, leaseMs } = options;
    const moved = await this.#knex('event_places')
      .where({ ...PUBLISHED, holder })
      .update({ seq, held_until: now.getTime() + leaseMs });
    return moved > 0;
  }

  /** Lets another have it. */
  async release(holder: string): Promise<void> {
    await this.#knex('event_places')
      .where({ ...PUBLISHED, holder })
      .update({ holder: null, held_until: 0 });
  }
}
