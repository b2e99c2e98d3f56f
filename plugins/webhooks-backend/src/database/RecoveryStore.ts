import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  Recovery,
  RecoveryChange,
  RecoveryFilter,
  RecoveryPreview,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { advanceRecovery } from './advanceRecovery';
import { boundedTransaction } from './boundedTransaction';
import { countByClass, parkedDeliveries } from './parkedDeliveries';
import { NO_REASON } from './reasonColumns';
import { RecoveryRow, toRecovery } from './recoveryRow';
import { refusal } from '../refusal';

/** How many deliveries there are, and the last of them. */
interface Extent {
  total: number | string;
  lastSeq: number | string | null;
}

/** The table `recoveries`: parked deliveries that are sent again, at a pace. */
export class RecoveryStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new RecoveryStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What a recovery that begins now would send again. */
  async preview(
    webhookId: string,
    filter: RecoveryFilter,
  ): Promise<RecoveryPreview> {
    const parked = parkedDeliveries(this.#knex, webhookId, filter);
    const byClass = await countByClass(parked);
    const total = Object.values(byClass).reduce((sum, n) => sum + n, 0);
    return { total, byClass };
  }

  /**
   * Begins a recovery of everything that is parked now and matches. It has ended at once when
   * there is nothing.
   *
   * @throws ConflictError when the webhook has one that has not ended
   */
  async create(options: {
    id: string;
    webhookId: string;
    filter: RecoveryFilter;
    perMinute: number;
    createdBy: string;
    now: Date;
  }): Promise<Recovery> {
    const { id, webhookId, filter, perMinute, createdBy } = options;
    const now = options.now.getTime();
    try {
      return await boundedTransaction(this.#knex, async tx => {
        const { total, lastSeq } = (await parkedDeliveries(
          tx,
          webhookId,
          filter,
        )
          .count({ total: '*' })
          .max({ lastSeq: 'seq' })
          .first()) as Extent;
        const isEmpty = Number(total) === 0;
        const [row]: RecoveryRow[] = await tx('recoveries')
          .insert({
            id,
            webhook_id: webhookId,
            filter: JSON.stringify(filter),
            state: isEmpty ? 'done' : 'running',
            total: Number(total),
            per_minute: perMinute,
            last_seq: lastSeq ?? 0,
            next_at: now,
            created_by: createdBy,
            created_at: now,
            ended_at: isEmpty ? now : null,
          })
          .returning('*');
        return toRecovery(row);
      });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      throw refusal(ConflictError, because('recovery-underway'));
    }
  }

  /**
   * The recoveries of a webhook, newest first.
   *
   * @param options - `before` is the last of the page before
   */
  async list(
    webhookId: string,
    options: { limit: number; before?: string },
  ): Promise<{ recoveries: Recovery[]; total: number }> {
    const all = this.#knex('recoveries').where({ webhook_id: webhookId });
    const page = all.clone().orderBy('seq', 'desc').limit(options.limit);
    if (options.before !== undefined) {
      page.where(
        'seq',
        '<',
        this.#knex('recoveries').where({ id: options.before }).select('seq'),
      );
    }
    const [rows, [{ total }]]: [RecoveryRow[], { total?: number | string }[]] =
      await Promise.all([page, all.clone().count({ total: '*' })]);
    return { recoveries: rows.map(toRecovery), total: Number(total) };
  }

  /** @throws NotFoundError when the webhook has no such recovery */
  async get(webhookId: string, id: string): Promise<Recovery> {
    const row: RecoveryRow | undefined = await this.#knex('recoveries')
      .where({ webhook_id: webhookId, id })
      .first();
    if (!row) {
      throw refusal(
        NotFoundError,
        because('recovery-unknown', { webhook: webhookId, id }),
      );
    }
    return toRecovery(row);
  }

  /**
   * Pauses, resumes or cancels a recovery.
   *
   * @throws NotFoundError when the webhook has no such recovery
   * @throws ConflictError when it has ended
   */
  async change(
    webhookId: string,
    id: string,
    { state, now }: RecoveryChange & { now: Date },
  ): Promise<Recovery> {
    const changed = await this.#knex('recoveries')
      .where({ webhook_id: webhookId, id })
      .whereNull('ended_at')
      .update({
        state,
        ...NO_REASON,
        ended_at: state === 'cancelled' ? now.getTime() : null,
      });
    const recovery = await this.get(webhookId, id);
    if (!changed) {
      const how = recovery.state === 'cancelled' ? 'cancelled' : 'done';
      throw refusal(ConflictError, because(`recovery-${how}`, { id }));
    }
    return recovery;
  }

  /** Those that have something to do. */
  async running(): Promise<{ id: string; webhookId: string }[]> {
    return this.#knex('recoveries')
      .where({ state: 'running' })
      .orderBy('seq')
      .select({ id: 'id', webhookId: 'webhook_id' });
  }

  /** Makes the next deliveries due; see {@link advanceRecovery}. */
  async advance(
    options: Parameters<typeof advanceRecovery>[1],
  ): Promise<number> {
    return advanceRecovery(this.#knex, options);
  }
}
