import { Knex } from 'knex';
import { StoredTarget, TargetRow, toTargetRow } from './storedTarget';

/** A sealed target and the webhook that it belongs to. */
export interface SealedTarget {
  readonly id: string;
  readonly sealedTarget: string;
}

/**
 * The targets in the table `webhooks`, apart from what people decide about a webhook. Every
 * sealing differs, so the sealed text tells the version of a target as a counter would: what was
 * changed by others meanwhile is never written over.
 */
export class TargetStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new TargetStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * @param options - `replacing`: the sealed target that is there now
   * @returns false, with nothing written, when another one is there, or the webhook is gone
   */
  async replace(
    id: string,
    target: StoredTarget,
    options: { replacing: string; updatedAt?: Date },
  ): Promise<boolean> {
    const { replacing, updatedAt } = options;
    const changed = await this.#knex('webhooks')
      .where({ id, sealed_target: replacing })
      .update({
        ...toTargetRow(target),
        ...(updatedAt && { updated_at: updatedAt.getTime() }),
      });
    return changed > 0;
  }

  /** Seals a target anew; answers as {@link TargetStore.replace}. */
  async reseal(
    { id, sealedTarget }: SealedTarget,
    resealed: string,
  ): Promise<boolean> {
    const changed = await this.#knex('webhooks')
      .where({ id, sealed_target: sealedTarget })
      .update({ sealed_target: resealed });
    return changed > 0;
  }

  /** Those with a previous secret whose time is over. */
  async withExpiredSecret(now: Date): Promise<SealedTarget[]> {
    const rows = await this.#knex<TargetRow & { id: string }>('webhooks')
      .where('previous_secret_expires_at', '<=', now.getTime())
      .select('id', 'sealed_target');
    return rows.map(toSealedTarget);
  }

  /**
   * A page in order of id.
   *
   * @param options - `after`: the last id of the page before
   */
  async list(options: {
    limit: number;
    after?: string;
  }): Promise<SealedTarget[]> {
    const query = this.#knex<TargetRow & { id: string }>('webhooks')
      .orderBy('id')
      .limit(options.limit)
      .select('id', 'sealed_target');
    if (options.after !== undefined) query.where('id', '>', options.after);
    return (await query).map(toSealedTarget);
  }

  /** @returns undefined when the webhook is gone */
  async find(id: string): Promise<SealedTarget | undefined> {
    const row = await this.#knex<TargetRow & { id: string }>('webhooks')
      .where({ id })
      .first('id', 'sealed_target');
    return row && toSealedTarget(row);
  }
}

function toSealedTarget(row: {
  id: string;
  sealed_target: string;
}): SealedTarget {
  return { id: row.id, sealedTarget: row.sealed_target };
}
