import { Knex } from 'knex';
import { StoredObject } from '../changes/types';
import { WatchBatch, WatchKey, WatchStore } from '../kubernetes/WatchStore';
import { enqueueDeliveries } from './enqueueDeliveries';
import { insertEvents } from './insertEvents';
import { writeObjects } from './writeObjects';

/**
 * The outbox, and what the watches know. Everything that a batch of changes means is committed at
 * once: the events, a delivery for every webhook that wants one, the objects as they are now, and
 * the place from which the watch resumes. After a crash either all of it happened or nothing did,
 * and then the watch sees the same changes again.
 */
export class DatabaseWatchStore implements WatchStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #onDeliveries: () => void;

  /** @param options - `onDeliveries` is called after a commit that made deliveries due */
  static create(options: {
    knex: Knex;
    onDeliveries: () => void;
    now?: () => Date;
  }) {
    const { knex, onDeliveries, now = () => new Date() } = options;
    return new DatabaseWatchStore(knex, onDeliveries, now);
  }

  private constructor(knex: Knex, onDeliveries: () => void, now: () => Date) {
    this.#knex = knex;
    this.#onDeliveries = onDeliveries;
    this.#now = now;
  }

  async load(key: WatchKey) {
    const [cursor, rows] = await Promise.all([
      this.#knex('watch_cursors').where(columns(key)).first(),
      this.#knex('watched_objects').where(columns(key)),
    ]);
    return {
      resourceVersion: cursor?.resource_version as string | undefined,
      objects: rows.map(
        (row): StoredObject => ({
          uid: row.uid,
          namespace: row.namespace,
          name: row.name,
          resourceVersion: row.resource_version,
          projection: JSON.parse(row.projection),
        }),
      ),
    };
  }

  async keys(): Promise<WatchKey[]> {
    return this.#knex('watch_cursors').select('cluster', 'resource');
  }

  async forget(key: WatchKey): Promise<void> {
    await this.#knex.transaction(async tx => {
      await tx('watched_objects').where(columns(key)).delete();
      await tx('watch_cursors').where(columns(key)).delete();
    });
  }

  async commit(batch: WatchBatch): Promise<void> {
    const now = this.#now();
    const deliveries = await this.#knex.transaction(async tx => {
      await writeObjects(tx, batch, now);
      const events = await insertEvents(tx, batch.events, now);
      return enqueueDeliveries(tx, { batch, events, now });
    });
    if (deliveries > 0) this.#onDeliveries();
  }
}

function columns({ cluster, resource }: WatchKey) {
  return { cluster, resource };
}
