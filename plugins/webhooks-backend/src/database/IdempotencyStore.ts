import { Knex } from 'knex';
import { v4 as uuid } from 'uuid';

/** How long a key is kept, and what was answered with it. */
const KEPT_MS = 24 * 3_600_000;

/** Far longer than any request takes; then whoever had the key has crashed. */
const CLAIM_MS = 5 * 60_000;

interface KeyRow {
  id: string;
  fingerprint: string;
  claim_id: string;
  claimed_until: number | string;
  sealed_answer: string | null;
  created_at: number | string;
}

/** How a key stands when a request comes with it. */
export type KeyState =
  /** It is new, or its time was over: whoever asked does the work, under this claim. */
  | { is: 'claimed'; claimId: string }
  /** The same request is being answered. */
  | { is: 'underway' }
  /** It came with another request. */
  | { is: 'taken' }
  /** The same request was answered. */
  | { is: 'answered'; sealedAnswer: string };

/** The table `idempotency_keys`. */
export class IdempotencyStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new IdempotencyStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Claims a key, or tells how it stands; of several who claim it at once, one does. */
  async claim(options: {
    id: string;
    fingerprint: string;
    now: Date;
  }): Promise<KeyState> {
    const { id, fingerprint } = options;
    const now = options.now.getTime();
    await this.#keys()
      .where({ id })
      .andWhere(over =>
        over
          .where('created_at', '<=', now - KEPT_MS)
          .orWhere(crashed =>
            crashed
              .whereNull('sealed_answer')
              .where('claimed_until', '<=', now),
          ),
      )
      .delete();
    const claimId = uuid();
    await this.#keys()
      .insert({
        id,
        fingerprint,
        claim_id: claimId,
        claimed_until: now + CLAIM_MS,
        created_at: now,
      })
      .onConflict('id')
      .ignore();
    const row = await this.#keys().where({ id }).first();
    // Released between the two statements, by whose request failed.
    if (!row) return { is: 'underway' };
    if (row.claim_id === claimId) return { is: 'claimed', claimId };
    if (row.fingerprint !== fingerprint) return { is: 'taken' };
    return row.sealed_answer === null
      ? { is: 'underway' }
      : { is: 'answered', sealedAnswer: row.sealed_answer };
  }

  /** Keeps what was answered. */
  async complete(
    id: string,
    { claimId, sealedAnswer }: { claimId: string; sealedAnswer: string },
  ): Promise<void> {
    await this.#keys()
      .where({ id, claim_id: claimId })
      .update({ sealed_answer: sealedAnswer });
  }

  /** Gives a key back whose request failed, so that it can be repeated. */
  async release(id: string, claimId: string): Promise<void> {
    await this.#keys().where({ id, claim_id: claimId }).delete();
  }

  /** Deletes the keys whose time is over. */
  async forgetOld(now: Date): Promise<void> {
    await this.#keys()
      .where('created_at', '<=', now.getTime() - KEPT_MS)
      .delete();
  }

  #keys() {
    return this.#knex<KeyRow>('idempotency_keys');
  }
}
