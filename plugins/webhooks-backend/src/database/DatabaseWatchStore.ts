import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { StoredObject } from '../changes/types';
import { WatchBatch, WatchKey, WatchStore } from '../kubernetes/WatchStore';
import { matchEvent } from '../webhooks/filters';
import { ATTEMPTS } from './DeliveryStore';
import { newDeliveryRow } from './deliveryRow';
import { readEnabledFilters } from './WebhookStore';

/** A row binds fewer than 20 values, and SQLite takes 32,766 in one statement. */
const ROWS_PER_STATEMENT = 500;

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
    const deliveries = await this.#knex.transaction(async tx => {
      await writeObjects(tx, batch);
      await tx('watch_cursors')
        .insert({
          ...columns(batch.key),
          resource_version: batch.resourceVersion,
          updated_at: this.#now().getTime(),
        })
        .onConflict(['cluster', 'resource'])
        .merge();
      const news = await insertEvents(tx, batch.events, this.#now());
      return insertDeliveries(tx, news, this.#now());
    });
    if (deliveries > 0) this.#onDeliveries();
  }
}

function columns({ cluster, resource }: WatchKey) {
  return { cluster, resource };
}

async function writeObjects(tx: Knex.Transaction, batch: WatchBatch) {
  const rows = batch.upserts.map(object => ({
    ...columns(batch.key),
    uid: object.uid,
    namespace: object.namespace,
    name: object.name,
    resource_version: object.resourceVersion,
    projection: JSON.stringify(object.projection),
  }));
  for (const chunk of chunks(rows)) {
    await tx('watched_objects')
      .insert(chunk)
      .onConflict(['cluster', 'resource', 'uid'])
      .merge();
  }
  for (const chunk of chunks(batch.deletes)) {
    await tx('watched_objects')
      .where(columns(batch.key))
      .whereIn('uid', [...chunk])
      .delete();
  }
}

/** @returns the events that were not known before; a change that was seen twice is one event */
async function insertEvents(
  tx: Knex.Transaction,
  events: readonly WebhookEvent[],
  now: Date,
): Promise<WebhookEvent[]> {
  const news: WebhookEvent[] = [];
  for (const event of events) {
    const inserted = await tx('events')
      .insert({
        id: event.id,
        payload: JSON.stringify(event),
        created_at: now.getTime(),
      })
      .onConflict('id')
      .ignore()
      .returning('id');
    if (inserted.length > 0) news.push(event);
  }
  return news;
}

async function insertDeliveries(
  tx: Knex.Transaction,
  events: readonly WebhookEvent[],
  now: Date,
): Promise<number> {
  if (events.length === 0) return 0;
  const webhooks = await readEnabledFilters(tx);
  const rows = events.flatMap(event =>
    webhooks.flatMap(({ id, filters }) => {
      const eventType = matchEvent(filters, event);
      return eventType
        ? [
            newDeliveryRow({
              id: uuid(),
              webhookId: id,
              event: { ...event, event: eventType },
              test: false,
              attempts: ATTEMPTS,
              dueAt: now.getTime(),
              now,
            }),
          ]
        : [];
    }),
  );
  for (const chunk of chunks(rows)) {
    await tx('deliveries').insert(chunk);
  }
  return rows.length;
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
    yield rows.slice(i, i + ROWS_PER_STATEMENT);
  }
}
