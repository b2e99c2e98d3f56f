import { Knex } from 'knex';
import { boundedTransaction } from './boundedTransaction';
import { bumpRevision } from './revisions';
import { webhookNotFound } from './WebhookStore';
import { StoredWebhook, fromWebhookRow, WebhookRow } from './webhookRow';
import { LANE_COLUMNS } from './laneTimes';

/** So long a lane stays muted beyond its time, in case nobody deletes the webhook at once. */
const MUTE_MARGIN_MS = 3_600_000;

/** Webhooks that are deleted in a while, and can be restored until then. */
export class DeletionStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new DeletionStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Hides a webhook and sends nothing of it any more, until it is deleted or restored. What happens
   * meanwhile waits.
   *
   * @throws NotFoundError when there is none, or none that is not hidden already
   */
  async hide(id: string, deleteAt: Date): Promise<void> {
    const until = deleteAt.getTime();
    await boundedTransaction(this.#knex, async tx => {
      const hidden = await tx('webhooks')
        .where({ id })
        .whereNull('delete_at')
        .update({
          delete_at: until,
          muted_before_delete: tx('delivery_lanes')
            .where({ webhook_id: id })
            .select('muted_until'),
        });
      if (!hidden) throw webhookNotFound(id);
      await tx('delivery_lanes')
        .where({ webhook_id: id })
        .where('muted_until', '<', until + MUTE_MARGIN_MS)
        .update({ muted_until: until + MUTE_MARGIN_MS });
    });
  }

  /** @throws NotFoundError when no webhook of this id is hidden */
  async get(id: string): Promise<StoredWebhook> {
    const row: WebhookRow | undefined = await this.#knex('webhooks')
      .leftJoin('delivery_lanes', 'webhook_id', 'webhooks.id')
      .where({ id })
      .whereNotNull('delete_at')
      .first('webhooks.*', ...LANE_COLUMNS);
    if (!row) throw webhookNotFound(id);
    return fromWebhookRow(row);
  }

  /**
   * Makes a hidden webhook what it was.
   *
   * @throws NotFoundError when no webhook of this id is hidden
   */
  async restore(id: string): Promise<void> {
    await boundedTransaction(this.#knex, async tx => {
      const hidden = tx('webhooks').where({ id }).whereNotNull('delete_at');
      await tx('delivery_lanes')
        .whereIn('webhook_id', hidden.clone().select('id'))
        .update({ muted_until: hidden.clone().select('muted_before_delete') });
      const restored = await hidden.update({
        delete_at: null,
        muted_before_delete: null,
      });
      if (!restored) throw webhookNotFound(id);
    });
  }

  /**
   * Deletes hidden webhooks whose time has come, with their deliveries.
   *
   * @returns their ids
   */
  async deleteDue(now: Date): Promise<string[]> {
    const due: string[] = await this.#knex('webhooks')
      .where('delete_at', '<=', now.getTime())
      .pluck('id');
    if (due.length === 0) return [];
    return boundedTransaction(this.#knex, async tx => {
      await bumpRevision(tx, 'webhooks');
      await tx('webhooks')
        .whereIn('id', due)
        // Unless somebody has restored it meanwhile.
        .where('delete_at', '<=', now.getTime())
        .delete();
      return due;
    });
  }
}
