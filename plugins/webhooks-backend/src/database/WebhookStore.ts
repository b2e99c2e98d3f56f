import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  QuietHours,
  RetrySchedule,
  WebhookHealth,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { Settings, normalizeNoise, tellsPods } from '../noise/settings';
import { Filters, normalizeFilters } from '../webhooks/filters';
import { IndexedWebhook } from '../webhooks/WebhookIndex';
import { Circuit } from '../health/Circuit';
import { boundedTransaction } from './boundedTransaction';
import { Calm, calmColumns } from './CalmStore';
import { LANE_COLUMNS, LaneTimes, toLaneTimes } from './laneTimes';
import { readCircuit } from './recordSignals';
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
  readonly retry: RetrySchedule;
  readonly digest: boolean;
  readonly quietHours?: QuietHours;
  /** Absent while nothing failed since the last success. */
  readonly circuit?: Circuit;
  /** Present when the plugin disabled it. */
  readonly disabledReason?: string;
  /** When it is sent to. */
  readonly lane?: LaneTimes;
  readonly health: WebhookHealth;
  readonly healthReason?: string;
  readonly lastDeliveryAt?: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly createdBy: string;
}

interface WebhookRow extends LaneTimes, TargetRow {
  id: string;
  name: string;
  platform: string;
  enabled: boolean | number;
  filters: string;
  noise: string | null;
  retry: string;
  digest: boolean | number;
  quiet_hours: string | null;
  circuit: string | null;
  disabled_reason: string | null;
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
    retry: row.retry as RetrySchedule,
    digest: Boolean(row.digest),
    quietHours: row.quiet_hours ? JSON.parse(row.quiet_hours) : undefined,
    circuit: readCircuit(row.circuit),
    disabledReason: row.disabled_reason ?? undefined,
    lane: toLaneTimes(row),
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
    retry: webhook.retry,
    digest: webhook.digest,
    quiet_hours: webhook.quietHours ? JSON.stringify(webhook.quietHours) : null,
    updated_at: webhook.updatedAt.getTime(),
  };
}

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
   *   webhooks out before they are counted and cut into pages
   */
  async list(options: {
    limit: number;
    after?: string;
    where?: (webhook: StoredWebhook) => boolean;
  }): Promise<{ webhooks: StoredWebhook[]; total: number }> {
    const { after, limit, where } = options;
    const all = () => this.#rows().orderBy('name');
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
    return {
      webhooks: (rows as WebhookRow[]).map(fromRow),
      total: Number(total),
    };
  }

  /** In the order of the ids, undefined where there is none. */
  async getAll(ids: readonly string[]): Promise<(StoredWebhook | undefined)[]> {
    const rows: WebhookRow[] = await this.#rows().whereIn('id', [...ids]);
    const byId = new Map(rows.map(row => [row.id, fromRow(row)] as const));
    return ids.map(id => byId.get(id));
  }

  /** @throws NotFoundError */
  async get(id: string): Promise<StoredWebhook> {
    const row: WebhookRow | undefined = await this.#rows()
      .where({ id })
      .first();
    if (!row) throw webhookNotFound(id);
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

  /**
   * @param calm - what decides when it is sent to
   * @throws ConflictError when the name is taken
   */
  async insert(webhook: StoredWebhook, calm: Calm = {}): Promise<void> {
    await refuseTakenName(webhook.name, () =>
      this.#change(async tx => {
        await tx('webhooks').insert({
          ...toRow(webhook),
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
        const rows = await tx('webhooks')
          .where({ id, ...(replacing && { sealed_target: replacing }) })
          .update({
            ...toRow(webhook),
            ...(resetsHealth && { circuit: null, disabled_reason: null }),
          });
        const lane = {
          ...calmColumns(calm),
          ...(resetsHealth && { probe_at: null }),
        };
        if (rows > 0 && Object.keys(lane).length > 0) {
          await tx('delivery_lanes').where({ webhook_id: id }).update(lane);
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

  /** With their lanes. */
  #rows(): Knex.QueryBuilder {
    return this.#knex('webhooks')
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
    tellsPods: tellsPods(noiseOf(row)),
  }));
}

function noiseOf({ noise }: Pick<WebhookRow, 'noise'>): Settings {
  return normalizeNoise(noise ? JSON.parse(noise) : undefined);
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
