import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { SpanKind } from '@opentelemetry/api';
import { Knex } from 'knex';
import { Projection } from '../changes/Projection';
import { StoredObject } from '../changes/types';
import {
  StoredType,
  WatchBatch,
  WatchKey,
  WatchStore,
} from '../kubernetes/WatchStore';
import { AuditOptions, attributeNewEvents } from './attributeNewEvents';
import { endedRollouts } from '../noise/endedRollouts';
import { toSubject } from '../noise/Subject';
import { inSpan, traceparentOf } from '../telemetry/tracing';
import { Ownership } from '../webhooks/compileFilters';
import { boundedTransaction } from './boundedTransaction';
import { DueSignal } from './DueSignal';
import { enqueueDeliveries } from './enqueueDeliveries';
import { fenceByLease } from './fenceByLease';
import { insertEvents } from './insertEvents';
import { WebhookMatcher } from './WebhookMatcher';
import { writeObjects } from './writeObjects';

const NOBODY: Ownership = { owners: [], systems: [] };

/**
 * The outbox, and what the watches know. Everything that a batch of changes means is committed at
 * once: the events, a delivery for every webhook that wants one, the objects as they are now, and
 * the place from which the watch resumes. After a crash either all of it happened or nothing did,
 * and then the watch sees the same changes again.
 */
export class DatabaseWatchStore implements WatchStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #onDeliveries: (webhookIds: readonly string[]) => void;
  readonly #dueSignal: DueSignal | undefined;
  readonly #onEvents: (events: readonly WebhookEvent[]) => void;
  readonly #audit: AuditOptions;
  readonly #matcher: WebhookMatcher;

  /**
   * @param options - `onDeliveries` is called after a commit that made deliveries, due or not yet;
   *   `onEvents` after one that made events; `audit` names the clusters whose API servers tell who
   *   made a change, none when absent; `matcher` finds who wants an event, and may be left out where
   *   there is no catalog
   */
  static create(options: {
    knex: Knex;
    onDeliveries: (webhookIds: readonly string[]) => void;
    dueSignal?: DueSignal;
    onEvents?: (events: readonly WebhookEvent[]) => void;
    audit?: AuditOptions;
    now?: () => Date;
    matcher?: WebhookMatcher;
  }) {
    return new DatabaseWatchStore(options);
  }

  private constructor(options: {
    knex: Knex;
    onDeliveries: (webhookIds: readonly string[]) => void;
    dueSignal?: DueSignal;
    onEvents?: (events: readonly WebhookEvent[]) => void;
    audit?: AuditOptions;
    now?: () => Date;
    matcher?: WebhookMatcher;
  }) {
    this.#knex = options.knex;
    this.#onDeliveries = options.onDeliveries;
    this.#dueSignal = options.dueSignal;
    this.#onEvents = options.onEvents ?? (() => {});
    this.#audit = options.audit ?? { clusters: new Set(), graceMs: 0 };
    this.#now = options.now ?? (() => new Date());
    this.#matcher =
      options.matcher ?? WebhookMatcher.create({ ownershipOf: () => NOBODY });
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
          projection: Projection.of(JSON.parse(row.projection)),
        }),
      ),
    };
  }

  async typeOf(key: WatchKey): Promise<StoredType | undefined> {
    const row = await this.#knex('watch_cursors')
      .where(columns(key))
      .first('resource_type');
    return row?.resource_type ? JSON.parse(row.resource_type) : undefined;
  }

  async keys(): Promise<WatchKey[]> {
    return this.#knex('watch_cursors').select('cluster', 'resource');
  }

  async forget(key: WatchKey): Promise<void> {
    await boundedTransaction(this.#knex, async tx => {
      await tx('watched_objects').where(columns(key)).delete();
      await tx('watch_cursors').where(columns(key)).delete();
    });
  }

  async commit(batch: WatchBatch): Promise<void> {
    // Most of what is committed tells nothing, and has no trace.
    if (batch.events.length === 0) return this.#commit(batch);
    const { cluster, resource } = batch.key;
    return inSpan(
      'webhooks commit',
      {
        kind: SpanKind.PRODUCER,
        attributes: {
          'webhooks.cluster': cluster,
          'webhooks.resource': resource,
          'webhooks.events': batch.events.length,
        },
      },
      span => this.#commit(batch, traceparentOf(span)),
    );
  }

  async #commit(batch: WatchBatch, traceparent?: string): Promise<void> {
    const now = this.#now();
    const added = await boundedTransaction(this.#knex, async tx => {
      const { key, leaseToken } = batch;
      await fenceByLease(tx, { cluster: key.cluster, leaseToken });
      await writeObjects(tx, batch, now);
      const news = await insertEvents(tx, batch.events, now);
      const { events, dueAt } = await attributeNewEvents(tx, {
        audit: this.#audit,
        key,
        events: news,
        now,
      });
      const matches = await this.#matcher.match(tx, events);
      const objects = new Map(batch.upserts.map(it => [it.uid, it]));
      const due = await enqueueDeliveries(tx, {
        subjects: events.map(event =>
          toSubject(event, key, objects.get(event.uid)),
        ),
        ended: endedRollouts(key, batch.upserts),
        matches,
        dueAt,
        traceparent,
        now,
      });
      if (due.length > 0) await this.#dueSignal?.notify(tx, due);
      return { events: news, webhookIds: due };
    });
    if (added.webhookIds.length > 0) this.#onDeliveries(added.webhookIds);
    if (added.events.length > 0) this.#onEvents(added.events);
  }
}

function columns({ cluster, resource }: WatchKey) {
  return { cluster, resource };
}
