import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  Delivery,
  DeliveryQuery,
  DeliveryStatus,
  DeliveryWithAttempts,
  HeldBack,
  Page,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { claimDue, ClaimOptions } from './claimDue';
import { completeDelivery, Completion } from './completeDelivery';
import { readHeldBack } from './heldBack';
import {
  AttemptRow,
  ClaimedDelivery,
  DeliveryRow,
  newDeliveryRow,
  toAttempt,
  toClaimedDelivery,
  toDelivery,
} from './deliveryRow';

/** How many times a delivery is tried, and tried again after it is redelivered. */
export const ATTEMPTS = 3;

const DEFAULT_PAGE = 25;
/** To count on would make every page of a long history as slow as all of it. */
const MAX_COUNTED = 10_000;
/** Spelled out, because SQLite does not see that a parameter fits an index of one status. */
const HAS_STATUS: Readonly<Record<DeliveryStatus, string>> = {
  pending: `status = 'pending'`,
  delivered: `status = 'delivered'`,
  failed: `status = 'failed'`,
};
/** Nobody but the one who made a test delivery may claim it for this long. */
const TEST_LEASE_MS = 60_000;

/**
 * The tables `deliveries` and `delivery_attempts`: the outbox as its consumers see it, and the
 * history. Every change of a claimed delivery is fenced by its claim id, so a worker that lost its
 * claim changes nothing.
 */
export class DeliveryStore {
  readonly #knex: Knex;

  static create(options: { knex: Knex }) {
    return new DeliveryStore(options.knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Claims what is due for {@link ClaimOptions.leaseMs}; see {@link claimDue}. */
  async claimDue(options: ClaimOptions): Promise<ClaimedDelivery[]> {
    return claimDue(this.#knex, options);
  }

  /**
   * Claims one pending delivery, due or not.
   *
   * @throws NotFoundError when there is none of this id that is pending
   */
  async claim(options: {
    id: string;
    now: Date;
    leaseMs: number;
    claimId: string;
  }): Promise<ClaimedDelivery> {
    const { id, now, leaseMs, claimId } = options;
    const [row]: DeliveryRow[] = await this.#knex('deliveries')
      .where({ id, status: 'pending' })
      .update({ claim_id: claimId, next_attempt_at: now.getTime() + leaseMs })
      .returning('*');
    if (!row) throw new NotFoundError(`No pending delivery has the id '${id}'`);
    return toClaimedDelivery(row, claimId);
  }

  /** Extends the lease of everything that these claims still hold. */
  async renew(options: {
    claimIds: readonly string[];
    now: Date;
    leaseMs: number;
  }): Promise<void> {
    const { claimIds, now, leaseMs } = options;
    await this.#knex('deliveries')
      .whereIn('claim_id', [...claimIds])
      .where({ status: 'pending' })
      .update({ next_attempt_at: now.getTime() + leaseMs });
  }

  /** Ends a claim; see {@link completeDelivery}. @returns whether the claim was still held */
  async complete(completion: Completion): Promise<boolean> {
    return completeDelivery(this.#knex, completion);
  }

  /**
   * When the next delivery becomes due that is not due yet.
   *
   * @param options - `after` is the moment up to which everything due was claimed
   */
  async nextDueAt(options: { after: Date }): Promise<Date | undefined> {
    const row = await this.#knex('deliveries')
      .where({ status: 'pending' })
      .where('next_attempt_at', '>', options.after.getTime())
      .min({ dueAt: 'next_attempt_at' })
      .first();
    return row?.dueAt ? new Date(Number(row.dueAt)) : undefined;
  }

  /** Adds a delivery of the Test button: one attempt, made by whoever claims it by its id. */
  async createTest(options: {
    id: string;
    webhookId: string;
    event: WebhookEvent;
    now: Date;
  }): Promise<void> {
    await this.#knex('deliveries').insert(
      newDeliveryRow({
        ...options,
        test: true,
        attempts: 1,
        dueAt: options.now.getTime() + TEST_LEASE_MS,
      }),
    );
  }

  /** What webhooks held back within the last 24 hours; those that held nothing are not in it. */
  async heldBack(options: {
    webhookIds: readonly string[];
    now: Date;
  }): Promise<ReadonlyMap<string, HeldBack>> {
    return readHeldBack(this.#knex, options.webhookIds, options.now);
  }

  /**
   * The history of a webhook, newest first. Empty for a webhook that does not exist.
   *
   * @throws InputError for a cursor that no answer has given
   */
  async list(webhookId: string, query: DeliveryQuery): Promise<Page<Delivery>> {
    const { limit = DEFAULT_PAGE, cursor, status } = query;
    const matching = this.#knex('deliveries')
      .where({ webhook_id: webhookId })
      .where(toColumns(query));
    if (status) matching.whereRaw(HAS_STATUS[status]);
    const page = matching
      .clone()
      .orderBy('seq', 'desc')
      .limit(limit + 1);
    if (cursor !== undefined) page.where('seq', '<', parseCursor(cursor));

    const rows: DeliveryRow[] = await page;
    const shown = rows.slice(0, limit);
    const isLast = rows.length <= limit;
    // The only page there is has counted them.
    const total =
      isLast && cursor === undefined
        ? shown.length
        : await this.#countUpTo(MAX_COUNTED + 1, matching);
    return {
      items: shown.map(toDelivery),
      totalItems: Math.min(total, MAX_COUNTED),
      ...(total > MAX_COUNTED && { totalItemsCapped: true }),
      pageInfo: isLast ? {} : { nextCursor: toCursor(shown[limit - 1]) },
    };
  }

  /** As many as there are, or so many. */
  async #countUpTo(most: number, rows: Knex.QueryBuilder): Promise<number> {
    const [{ total }] = await this.#knex
      .from(rows.clone().limit(most).select('seq').as('counted'))
      .count({ total: '*' });
    return Number(total);
  }

  /** @throws NotFoundError when the webhook has no such delivery */
  async get(webhookId: string, id: string): Promise<DeliveryWithAttempts> {
    const row: DeliveryRow | undefined = await this.#knex('deliveries')
      .where({ webhook_id: webhookId, id })
      .first();
    if (!row) {
      throw new NotFoundError(
        `Webhook '${webhookId}' has no delivery with the id '${id}'`,
      );
    }
    const attempts: AttemptRow[] = await this.#knex('delivery_attempts')
      .where({ delivery_id: id })
      .orderBy('number');
    return { ...toDelivery(row), attemptLog: attempts.map(toAttempt) };
  }

  /** What was made of an event, the newest first: at most one for each webhook. */
  async ofEvent(eventId: string): Promise<Delivery[]> {
    const rows: DeliveryRow[] = await this.#knex('deliveries')
      .where({ event_id: eventId })
      .orderBy('seq', 'desc');
    return rows.map(toDelivery);
  }

  /**
   * Makes a delivery that has ended due once more, under the same id and with all its attempts
   * before it, since that id is by which a receiver knows what it has already seen.
   *
   * @throws NotFoundError when the webhook has no such delivery
   * @throws ConflictError when it has not ended yet
   */
  async redeliver(
    webhookId: string,
    id: string,
    now: Date,
  ): Promise<DeliveryWithAttempts> {
    const changed = await this.#knex('deliveries')
      .where({ webhook_id: webhookId, id })
      .whereNot({ status: 'pending' })
      .update({
        status: 'pending',
        attempts_left: ATTEMPTS,
        next_attempt_at: now.getTime(),
        claim_id: null,
        reason: null,
        delivered_at: null,
      });
    const delivery = await this.get(webhookId, id);
    if (!changed) {
      throw new ConflictError(
        `Delivery '${id}' is still on its way; wait until it is delivered or failed`,
      );
    }
    return delivery;
  }
}

function toColumns(query: DeliveryQuery): Record<string, string> {
  const { event, cluster, resource, namespace } = query;
  const columns = { event_type: event, cluster, resource, namespace };
  return Object.fromEntries(
    Object.entries(columns).filter(
      (column): column is [string, NonNullable<(typeof column)[1]>] =>
        column[1] !== undefined,
    ),
  );
}

/** Opaque to clients, so that what it means can change. */
function toCursor(row: DeliveryRow): string {
  return Buffer.from(String(row.seq)).toString('base64url');
}

function parseCursor(cursor: string): number {
  const seq = Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isSafeInteger(seq) || seq <= 0) {
    throw new InputError(
      'cursor: is not one that this service has given; leave it out to start from the newest',
    );
  }
  return seq;
}
