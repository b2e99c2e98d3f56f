import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { WebhookHealth } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { Settings, normalizeNoise } from '../noise/settings';
import { Filters, normalizeFilters } from '../webhooks/filters';
import { boundedTransaction } from './boundedTransaction';
import { bumpRevision, readRevision } from './revisions';

/** A row of `webhooks`: what is stored, with the target still sealed. */
export interface StoredWebhook {
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly maskedUrl: string;
  readonly sealedTarget: string;
  readonly hasSecret: boolean;
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

interface WebhookRow {
  id: string;
  name: string;
  platform: string;
  masked_url: string;
  sealed_target: string;
  has_secret: boolean | number;
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
    maskedUrl: row.masked_url,
    sealedTarget: row.sealed_target,
    hasSecret: Boolean(row.has_secret),
    enabled: Boolean(row.enabled),
    filters: normalizeFilters(JSON.parse(row.filters)),
    noise: normalizeNoise(row.noise ? JSON.parse(row.noise) : undefined),
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
    masked_url: webhook.maskedUrl,
    sealed_target: webhook.sealedTarget,
    has_secret: webhook.hasSecret,
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
   * @param options - `after` is the name of the last webhook of the page before; `where` leaves
   *   webhooks out before they are counted and cut into pages
   */
  async list(options: {
    limit: number;
    after?: string;
    where?: (webhook: StoredWebhook) => boolean;
  }): Promise<{ webhooks: StoredWebhook[]; total: number }> {
    const { after, limit, where } = options;
    const all = () => this.#knex<WebhookRow>('webhooks').orderBy('name');
    // By the database's order of names, which is not that of JavaScript.
    const rest = () =>
      after === undefined ? all() : all().where('name', '>', after);
    if (where) {
      // Filters are text, and SQL does not look into them.
      const read = async (rows: PromiseLike<WebhookRow[]>) =>
        (await rows).map(fromRow).filter(where);
      const page = await read(rest());
      const { length: total } = after === undefined ? page : await read(all());
      return { webhooks: page.slice(0, limit), total };
    }
    const [rows, [{ total }]] = await Promise.all([
      rest().limit(limit),
      this.#knex('webhooks').count({ total: '*' }),
    ]);
    return { webhooks: rows.map(fromRow), total: Number(total) };
  }

  /** In the order of the ids, undefined where there is none. */
  async getAll(ids: readonly string[]): Promise<(StoredWebhook | undefined)[]> {
    const rows = await this.#knex<WebhookRow>('webhooks').whereIn('id', [
      ...ids,
    ]);
    const byId = new Map(rows.map(row => [row.id, fromRow(row)] as const));
    return ids.map(id => byId.get(id));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredWebhook> {
    const row = await this.#knex<WebhookRow>('webhooks').where({ id }).first();
    if (!row) throw webhookNotFound(id);
    return fromRow(row);
  }

  /** The filters of all enabled webhooks. */
  async enabledFilters(): Promise<{ id: string; filters: Filters }[]> {
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
   * @throws NotFoundError
   * @throws ConflictError when the name is taken
   */
  async update(webhook: StoredWebhook): Promise<void> {
    const changed = await refuseTakenName(webhook.name, () =>
      this.#change(tx =>
        tx('webhooks').where({ id: webhook.id }).update(toRow(webhook)),
      ),
    );
    if (!changed) throw webhookNotFound(webhook.id);
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
    if (!deleted) throw webhookNotFound(id);
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
): Promise<{ id: string; filters: Filters }[]> {
  const rows = await knex<WebhookRow>('webhooks')
    .where({ enabled: true })
    .select('id', 'filters');
  return rows.map(row => ({
    id: row.id,
    filters: normalizeFilters(JSON.parse(row.filters)),
  }));
}

/** What is answered wherever a webhook is asked for that there is not. */
export function webhookNotFound(id: string) {
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
