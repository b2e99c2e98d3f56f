import { Knex } from 'knex';
import { boundedTransaction } from './boundedTransaction';
import { readEventPlace, writeEventPlace } from './eventPlaces';

/** Rows per transaction: a few milliseconds of work, so nobody waits for its locks. */
export const RETENTION_BATCH = 500;

/** As the index has it; SQLite uses a partial index only for the very same words. */
const ENDED = `status <> 'pending'`;

/** What is deleted of deliveries: those that are pending never are. */
export type EndedStatus = 'delivered' | 'failed';

/** Up to when, or from how many rows on, something is not kept. */
export interface Keep {
  /** Older than this is deleted. */
  readonly since: Date;
  /** More than this is deleted, the oldest first. */
  readonly count: number;
}

/**
 * Deletes what is kept no longer, a batch at a time. Every method looks for rows where the one
 * before has stopped, because a database that has not cleaned up yet walks over what was deleted.
 */
export class RetentionStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new RetentionStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The place up to which the events are not kept. */
  async lastEventToDelete(keep: Keep): Promise<number> {
    const old = await this.#knex('events')
      .where('created_at', '<', keep.since.getTime())
      .orderBy('created_at', 'desc')
      .first('seq');
    const tooMany = await this.#knex('events')
      .orderBy('seq', 'desc')
      .offset(keep.count)
      .first('seq');
    return Math.max(Number(old?.seq ?? 0), Number(tooMany?.seq ?? 0));
  }

  /**
   * Deletes the oldest events and writes down how far that went, at once.
   *
   * @returns how many there were
   */
  async deleteEvents(upTo: number): Promise<number> {
    return boundedTransaction(this.#knex, async tx => {
      const after = await readEventPlace(tx, 'deleted');
      const seqs: (number | string)[] = await tx('events')
        .where('seq', '>', after)
        .where('seq', '<=', upTo)
        .orderBy('seq')
        .limit(RETENTION_BATCH)
        .pluck('seq');
      if (seqs.length === 0) return 0;
      const last = Number(seqs[seqs.length - 1]);
      await tx('events')
        .where('seq', '>', after)
        .where('seq', '<=', last)
        .delete();
      await writeEventPlace(tx, 'deleted', last);
      return seqs.length;
    });
  }

  /** The moment before which deliveries of this status are not kept, in milliseconds. */
  async deliveriesToKeepSince(
    status: EndedStatus,
    keep: Keep,
  ): Promise<number> {
    const tooMany = await this.#knex('deliveries')
      .whereRaw(ENDED)
      .where({ status })
      .orderBy('created_at', 'desc')
      .offset(keep.count)
      .first('created_at');
    return Math.max(
      keep.since.getTime(),
      Number(tooMany?.created_at ?? -1) + 1,
    );
  }

  /**
   * Deletes the oldest deliveries of a status, with their attempts.
   *
   * @param options - created in `from` to `before`, in milliseconds since the epoch
   * @returns how many there were, and when the last of them was created
   */
  async deleteDeliveries(
    status: EndedStatus,
    { from, before }: { from: number; before: number },
  ): Promise<{ deleted: number; reached: number }> {
    return boundedTransaction(this.#knex, async tx => {
      const rows: OldDelivery[] = await tx('deliveries')
        .whereRaw(ENDED)
        .where({ status })
        .where('created_at', '>=', from)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(RETENTION_BATCH)
        // Who is redelivering one has it.
        .modify(query => {
          if (tx.client.config.client === 'pg') query.forUpdate().skipLocked();
        })
        .select('seq', 'created_at');
      if (rows.length === 0) return { deleted: 0, reached: before };
      await tx('deliveries')
        .whereIn(
          'seq',
          rows.map(row => row.seq),
        )
        .delete();
      const reached = Number(rows[rows.length - 1].created_at);
      return { deleted: rows.length, reached };
    });
  }

  /**
   * Deletes recoveries that ended before. One that goes on or is paused never is.
   *
   * @returns how many there were
   */
  async deleteRecoveries(endedBefore: Date): Promise<number> {
    return this.#knex('recoveries')
      .whereIn(
        'seq',
        this.#knex('recoveries')
          .where('ended_at', '<', endedBefore.getTime())
          .orderBy('seq')
          .limit(RETENTION_BATCH)
          .select('seq'),
      )
      .delete();
  }

  /** Deletes the counts of what was held back in hours that began before. */
  async deleteHeldBack(before: Date): Promise<number> {
    return this.#knex('held_back')
      .where('hour', '<', before.getTime())
      .delete();
  }
}

interface OldDelivery {
  seq: number | string;
  created_at: number | string;
}
