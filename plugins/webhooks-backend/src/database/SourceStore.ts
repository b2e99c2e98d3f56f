import { ConflictError } from '@backstage/errors';
import {
  SOURCE_PREFIX,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  SourceState,
  SourceStateChange,
} from '@kubevision/backstage-plugin-webhooks-node';
import { SpanKind } from '@opentelemetry/api';
import { Knex } from 'knex';
import { toSourceSubject } from '../noise/Subject';
import { inSpan, traceparentOf } from '../telemetry/tracing';
import { boundedTransaction } from './boundedTransaction';
import { chunks } from './chunks';
import { DueSignal } from './DueSignal';
import { enqueueDeliveries } from './enqueueDeliveries';
import { insertEvents } from './insertEvents';
import { WebhookMatcher } from './WebhookMatcher';

/** What the store stands on. */
export interface SourceStoreOptions {
  readonly knex: Knex;
  readonly matcher: WebhookMatcher;
  readonly dueSignal?: DueSignal;
  /** Called after a commit that made deliveries, due or not yet. */
  readonly onDeliveries: (webhookIds: readonly string[]) => void;
  /** Called after a commit that made events. */
  readonly onEvents: (events: readonly WebhookEvent[]) => void;
  readonly now: () => Date;
}

/** What a source commits at once. */
export interface SourceBatch {
  /** The id of the source. */
  readonly source: string;
  readonly events: readonly WebhookEvent[];
  readonly state?: SourceStateChange;
}

/** The outbox as sources of events write to it, and what they remember. */
export class SourceStore {
  readonly #options: SourceStoreOptions;

  static create(options: SourceStoreOptions) {
    return new SourceStore(options);
  }

  private constructor(options: SourceStoreOptions) {
    this.#options = options;
  }

  /**
   * Writes everything in one transaction. An event whose id is known already is not written again.
   *
   * @throws ConflictError when the state is not the one that the change is of
   */
  async commit(batch: SourceBatch): Promise<void> {
    const { source, events } = batch;
    if (events.length === 0) return this.#commit(batch);
    return inSpan(
      'webhooks commit',
      {
        kind: SpanKind.PRODUCER,
        attributes: {
          'webhooks.cluster': SOURCE_PREFIX + source,
          'webhooks.events': events.length,
        },
      },
      span => this.#commit(batch, traceparentOf(span)),
    );
  }

  async #commit(
    { source, events, state }: SourceBatch,
    traceparent?: string,
  ): Promise<void> {
    const { knex, matcher, dueSignal, now } = this.#options;
    const added = await boundedTransaction(knex, async tx => {
      if (state) await changeState(tx, source, state);
      const news = await insertEvents(tx, events, now());
      const webhookIds = await enqueueDeliveries(tx, {
        subjects: news.map(toSourceSubject),
        matches: await matcher.match(tx, news),
        traceparent,
        now: now(),
      });
      if (webhookIds.length > 0) await dueSignal?.notify(tx, webhookIds);
      return { events: news, webhookIds };
    });
    if (added.webhookIds.length > 0) {
      this.#options.onDeliveries(added.webhookIds);
    }
    if (added.events.length > 0) this.#options.onEvents(added.events);
  }

  /** @param keys - all when absent */
  async readState(
    source: string,
    keys?: readonly string[],
  ): Promise<SourceState> {
    const { knex } = this.#options;
    // First: a change that comes in between makes what is read too new for its revision, and is refused.
    const row = await knex('source_revisions').where({ source }).first();
    const entries = new Map<string, string>();
    for (const part of keys ? chunks(keys) : [undefined]) {
      const rows: { key: string; value: string }[] = await knex('source_state')
        .where({ source })
        .modify(query => {
          if (part) query.whereIn('key', [...part]);
        })
        .select('key', 'value');
      for (const { key, value } of rows) entries.set(key, value);
    }
    return { revision: Number(row?.revision ?? 0), entries };
  }
}

async function changeState(
  tx: Knex.Transaction,
  source: string,
  { revision, put = new Map(), remove = [] }: SourceStateChange,
): Promise<void> {
  if (!(await advance(tx, source, revision))) {
    throw new ConflictError(
      `The state of the event source '${source}' has changed since it was read; read it again`,
    );
  }
  for (const keys of chunks(remove)) {
    await tx('source_state')
      .where({ source })
      .whereIn('key', [...keys])
      .delete();
  }
  for (const rows of chunks([...put])) {
    await tx('source_state')
      .insert(rows.map(([key, value]) => ({ source, key, value })))
      .onConflict(['source', 'key'])
      .merge();
  }
}

/** @returns whether the revision was this one; nobody else goes on from it then */
async function advance(
  tx: Knex.Transaction,
  source: string,
  revision: number,
): Promise<boolean> {
  if (revision > 0) {
    const changed = await tx('source_revisions')
      .where({ source, revision })
      .update({ revision: revision + 1 });
    return changed > 0;
  }
  const inserted = await tx('source_revisions')
    .insert({ source, revision: 1 })
    .onConflict('source')
    .ignore()
    .returning('source');
  return inserted.length > 0;
}
