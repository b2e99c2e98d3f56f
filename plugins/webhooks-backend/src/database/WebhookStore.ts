import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { refusal } from '../refusal';
import { IndexedWebhook } from '../webhooks/WebhookIndex';
import { boundedTransaction } from './boundedTransaction';
import { Calm, calmColumns } from './CalmStore';
import { openLane } from './deliveryLanes';
import { readEnabledFilters } from './enabledFilters';
import { LANE_COLUMNS } from './laneTimes';
import { bumpRevision, readRevision } from './revisions';
import {
  fromWebhookRow,
  StoredWebhook,
  toWebhookRow,
  WebhookRow,
} from './webhookRow';

/** The tables `webhooks` and, as far as people decide it, `delivery_lanes`. */
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
   *   webhooks out before they are counted and cut into pages, and so does `unwell`: those that do
   *   well, and those that a person disabled
   */
  async list(options: {
    limit: number;
    after?: string;
    unwell?: boolean;
    where?: (webhook: StoredWebhook) => boolean;
  }): Promise<{ webhooks: StoredWebhook[]; total: number }> {
    const { after, limit, where, unwell = false } = options;
    const kept = (rows: Knex.QueryBuilder) =>
      unwell ? rows.where(isUnwell) : rows;
    const all = () => kept(this.#rows().orderBy('name'));
    // By the database's order of names, which is not that of JavaScript.
    const rest = () =>
      after === undefined ? all() : all().where('name', '>', after);
    if (where) {
      // Filters are text, and SQL does not look into them.
      const read = async (rows: PromiseLike<WebhookRow[]>) =>
        (await rows).map(fromWebhookRow).filter(where);
      const page = await read(rest());
      const { length: total } = after === undefined ? page : await read(all());
      return { webhooks: page.slice(0, limit), total };
    }
    const [rows, [{ total }]] = await Promise.all([
      rest().limit(limit),
      kept(this.#knex('webhooks').whereNull('delete_at')).count({ total: '*' }),
    ]);
    return {
      webhooks: (rows as WebhookRow[]).map(fromWebhookRow),
      total: Number(total),
    };
  }

  /** In the order of the ids, undefined where there is none. */
  async getAll(ids: readonly string[]): Promise<(StoredWebhook | undefined)[]> {
    const rows: WebhookRow[] = await this.#rows().whereIn('id', [...ids]);
    const byId = new Map(
      rows.map(row => [row.id, fromWebhookRow(row)] as const),
    );
    return ids.map(id => byId.get(id));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredWebhook> {
    const row: WebhookRow | undefined = await this.#rows()
      .where({ id })
      .first();
    if (!row) throw webhookNotFound(id);
    return fromWebhookRow(row);
  }

  /** The filters of all enabled webhooks. */
  async enabledFilters(): Promise<IndexedWebhook[]> {
    return readEnabledFilters(this.#knex);
  }

  /** A number that changes whenever a webhook does, on whatever replica. */
  async revision(): Promise<number> {
    return readRevision(this.#knex, 'webhooks');
  }

  /**
   * @param calm - what decides when it is sent to
   * @throws ConflictError when the name is taken
   */
  async insert(webhook: StoredWebhook, calm: Calm = {}): Promise<void> {
    await refuseTakenName(webhook.name, () =>
      this.#change(async tx => {
        await giveUpName(tx, webhook.name);
        await tx('webhooks').insert({
          ...toWebhookRow(webhook),
          id: webhook.id,
          health: webhook.health,
          created_at: webhook.createdAt.getTime(),
          created_by: webhook.createdBy,
        });
        await tx('delivery_lanes').insert({
          webhook_id: webhook.id,
          ...calmColumns(calm),
        });
      }),
    );
  }

  /**
   * @param calm - what decides when it is sent to, with what is absent staying as it is
   * @param options - `resetsHealth`: whether what its receiver did so far counts no longer;
   *   `replacing`: the sealed target that is there now; any when absent
   * @returns false, with nothing written, when another one is there
   * @throws NotFoundError
   * @throws ConflictError when the name is taken
   */
  async update(
    webhook: StoredWebhook,
    calm: Calm = {},
    options: { resetsHealth?: boolean; replacing?: string } = {},
  ): Promise<boolean> {
    const { id } = webhook;
    const { resetsHealth = false, replacing } = options;
    const changed = await refuseTakenName(webhook.name, () =>
      this.#change(async tx => {
        await giveUpName(tx, webhook.name);
        const rows = await tx('webhooks')
          .where({ id, ...(replacing && { sealed_target: replacing }) })
          .update({
            ...toWebhookRow(webhook),
            ...(resetsHealth && {
              circuit: null,
              disabled_reason: null,
              disabled_reason_parts: null,
            }),
          });
        const lane = {
          ...calmColumns(calm),
          ...(resetsHealth && { probe_at: null }),
        };
        if (rows > 0 && Object.keys(lane).length > 0) {
          await tx('delivery_lanes').where({ webhook_id: id }).update(lane);
        }
        if (rows > 0 && resetsHealth) {
          await openLane(tx, { webhookId: id, reason: 'retry-after' });
        }
        return rows;
      }),
    );
    // Tells whether the row is gone, or only its target another.
    if (!changed) await this.get(id);
    return Boolean(changed);
  }

  /**
   * Deletes a webhook with its deliveries.
   *
   * @param options - `replacing`: the sealed target that is there now; any when absent
   * @returns false, with nothing deleted, when another one is there
   * @throws NotFoundError
   */
  async delete(
    id: string,
    { replacing }: { replacing?: string } = {},
  ): Promise<boolean> {
    const deleted = await this.#change(tx =>
      tx('webhooks')
        .where({ id, ...(replacing && { sealed_target: replacing }) })
        .delete(),
    );
    // Tells whether the row is gone, or only its target another.
    if (!deleted) await this.get(id);
    return Boolean(deleted);
  }

  /** Those that nobody has deleted, with their lanes. */
  #rows(): Knex.QueryBuilder {
    return this.#knex('webhooks')
      .whereNull('delete_at')
      .leftJoin('delivery_lanes', 'webhook_id', 'webhooks.id')
      .select('webhooks.*', ...LANE_COLUMNS);
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

/** As a page shows it: what fails, and what the plugin disabled. */
function isUnwell(webhook: Knex.QueryBuilder): void {
  webhook
    .where({ enabled: true, health: 'failing' })
    .orWhere(disabled =>
      disabled.where({ enabled: false }).whereNotNull('disabled_reason'),
    );
}

/** What is answered wherever a webhook is asked for that there is not. */
export function webhookNotFound(id: string) {
  return refusal(NotFoundError, because('webhook-unknown', { id }));
}

/** What is deleted keeps nobody from its name: whoever takes that ends the time to restore it. */
async function giveUpName(tx: Knex.Transaction, name: string): Promise<void> {
  await tx('webhooks').where({ name }).whereNotNull('delete_at').delete();
}

async function refuseTakenName<T>(name: string, write: () => PromiseLike<T>) {
  try {
    return await write();
  } catch (error) {
    if (isDatabaseConflictError(error)) {
      throw refusal(ConflictError, {
        field: 'name',
        ...because('name-taken', { name }),
      });
    }
    throw error;
  }
}
