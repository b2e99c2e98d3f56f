import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { WebhookHealth } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { Settings, normalizeNoise } from '../noise/settings';
import { Filters, normalizeFilters } from '../webhooks/filters';
import { IndexedWebhook } from '../webhooks/WebhookIndex';
import { boundedTransaction } from './boundedTransaction';
import {
  fromTargetRow,
  StoredTarget,
  TargetRow,
  toTargetRow,
} from './storedTarget';
import { bumpRevision, readRevision } from './revisions';

/** A row of `webhooks`: what is stored, with the target still sealed. */
export interface StoredWebhook extends StoredTarget {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly enabled: boolean;
  readonly filters: Filters;
  readonly noise: Settings;
  readonly health: WebhookHealth;
  readonly healthReason?: string;
  readonly lastDeliveryAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly createdBy: string;
}

interface WebhookRow extends TargetRow {
  id: string;
  name: string;
  platform: string;
  enabled: boolean | number;
  filters: string;
  noise: string | null;
  health: string;
  health_reason: string | null;
  last_delivery_at: number | string | null;
  created_at: number | string;
  updated_at: number | string;
  created_by: string;
}

function fromRow(row: WebhookRow): StoredWebhook {
  return {
    id: row.id,
    name: row.name,
    platform: row.platform,
    ...fromTargetRow(row),
    enabled: Boolean(row.enabled),
    filters: normalizeFilters(JSON.parse(row.filters)),
    noise: noiseOf(row),
    health: row.health as WebhookHealth,
    healthReason: row.health_reason ?? undefined,
    lastDeliveryAt:
      row.last_delivery_at === null
        ? undefined
        : new Date(Number(row.last_delivery_at)),
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
    createdBy: row.created_by,
  };
}

/** The columns that a person decides; health is written with deliveries, by the DeliveryStore. */
function toRow(webhook: StoredWebhook) {
  return {
    name: webhook.name,
    platform: webhook.platform,
    ...toTargetRow(webhook),
    enabled: webhook.enabled,
    filters: JSON.stringify(webhook.filters),
    noise: JSON.stringify(webhook.noise),
    updated_at: webhook.updatedAt.getTime(),
  };
}

/** The table `webhooks`. */
export class WebhookStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new WebhookStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * A page in order of name.
   *
   * @param options - `after` is the name of the last webhook of the page before
   */
  async list(options: {
    limit: number;
    after?: string;
  }): Promise<{ webhooks: StoredWebhook[]; total: number }> {
    const query = this.#knex<WebhookRow>('webhooks')
      .orderBy('name')
      .limit(options.limit);
    if (options.after !== undefined) query.where('name', '>', options.after);
    const [rows, [{ total }]] = await Promise.all([
      query,
      this.#knex('webhooks').count({ total: '*' }),
    ]);
    return { webhooks: rows.map(fromRow), total: Number(total) };
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredWebhook> {
    const row = await this.#knex<WebhookRow>('webhooks').where({ id }).first();
    if (!row) throw notFound(id);
    return fromRow(row);
  }

  /** The filters of all enabled webhooks. */
  async enabledFilters(): Promise<IndexedWebhook[]> {
    return readEnabledFilters(this.#knex);
  }

  /** A number that changes whenever a webhook does, on whatever replica. */
  async revision(): Promise<number> {
    return readRevision(this.#knex, 'webhooks');
  }

  /** @throws ConflictError when the name is taken */
  async insert(webhook: StoredWebhook): Promise<void> {
    await refuseTakenName(webhook.name, () =>
      this.#change(tx =>
        tx('webhooks').insert({
          ...toRow(webhook),
          id: webhook.id,
          health: webhook.health,
          created_at: webhook.createdAt.getTime(),
          created_by: webhook.createdBy,
        }),
      ),
    );
  }

  /**
   * @param options - `replacing`: the sealed target that is there now; any when absent
   * @returns false, with nothing written, when another one is there
   * @throws NotFoundError
   * @throws ConflictError when the name is taken
   */
  async update(
    webhook: StoredWebhook,
    options: { replacing?: string } = {},
  ): Promise<boolean> {
    const { id } = webhook;
    const { replacing } = options;
    const changed = await refuseTakenName(webhook.name, () =>
      this.#change(tx =>
        tx('webhooks')
          .where({ id, ...(replacing && { sealed_target: replacing }) })
          .update(toRow(webhook)),
      ),
    );
    // Tells whether the row is gone, or only its target another.
    if (!changed) await this.get(id);
    return Boolean(changed);
  }

  /**
   * Deletes a webhook with its deliveries.
   *
   * @throws NotFoundError
   */
  async delete(id: string): Promise<void> {
    const deleted = await this.#change(tx =>
      tx('webhooks').where({ id }).delete(),
    );
    if (!deleted) throw notFound(id);
  }

  /** Writes, and tells whoever keeps filters in memory to read them again. */
  async #change(
    write: (tx: Knex.Transaction) => PromiseLike<unknown>,
  ): Promise<unknown> {
    return boundedTransaction(this.#knex, async tx => {
      await bumpRevision(tx, 'webhooks');
      return write(tx);
    });
  }
}

/** @param knex - may be a transaction, to match events with the webhooks of the same moment */
export async function readEnabledFilters(
  knex: Knex,
): Promise<IndexedWebhook[]> {
  const rows = await knex<WebhookRow>('webhooks')
    .where({ enabled: true })
    .select('id', 'filters', 'noise');
  return rows.map(row => ({
    id: row.id,
    filters: normalizeFilters(JSON.parse(row.filters)),
    tellsPods: noiseOf(row).rollouts === 'off',
  }));
}

function noiseOf({ noise }: Pick<WebhookRow, 'noise'>): Settings {
  return normalizeNoise(noise ? JSON.parse(noise) : undefined);
}

function notFound(id: string) {
  return new NotFoundError(
    `No webhook has the id '${id}'. It may have been deleted; GET the list to see which exist.`,
  );
}

async function refuseTakenName<T>(name: string, write: () => PromiseLike<T>) {
  try {
    return await write();
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw new ConflictError(
        `name: another webhook is already called '${name}'; choose another name`,
      );
    }
    throw error;
  }
}
