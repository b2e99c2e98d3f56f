import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  ActivityReport,
  Delivery,
  DeliveryQuery,
  DeliveryWithAttempts,
  HeldBack,
  Page,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { DISABLE_AFTER_MS } from '../health/judgeReceiver';
import { readActivity } from './activity';
import { claimById, ClaimByIdOptions } from './claimById';
import { Claim, claimDue, ClaimOptions } from './claimDue';
import { completeDeliveries, Completion } from './completeDeliveries';
import { LaneDue, readLanesDue } from './deliveryLanes';
import { FoldOptions, foldSurplus } from './foldSurplus';
import { freshBudget } from './freshBudget';
import { readHeldBack } from './heldBack';
import { GroupCommit } from './GroupCommit';
import { countParked } from './parkedDeliveries';
import {
  ClaimedDelivery,
  DeliveryRow,
  SHOWN_COLUMNS,
  ShownRow,
  newDeliveryRow,
  toAttempts,
  toDelivery,
} from './deliveryRow';
import { renewClaims } from './renewClaims';

const DEFAULT_PAGE = 25;
/** To count on would make every page of a long history as slow as all of it. */
const MAX_COUNTED = 10_000;
/** Nobody but the one who made a test delivery may claim it for this long. */
const TEST_LEASE_MS = 60_000;

/**
 * The table `deliveries`: the outbox as its consumers see it, and the
 * history. Every change of a claimed delivery is fenced by its claim id, so a worker that lost its
 * claim changes nothing.
 */
export class DeliveryStore {
  readonly #knex: Knex;
  readonly #completions: GroupCommit<Completion, boolean>;

  /** @param options - `disableAfterMs`: trouble of that length disables a webhook; 5 days when absent */
  static create(options: { knex: Knex; disableAfterMs?: number }) {
    return new DeliveryStore(options);
  }

  private constructor(options: { knex: Knex; disableAfterMs?: number }) {
    const { knex, disableAfterMs = DISABLE_AFTER_MS } = options;
    this.#knex = knex;
    this.#completions = GroupCommit.create({
      write: completions =>
        completeDeliveries(knex, completions, { disableAfterMs }),
      keyOf: ({ delivery }) => delivery.id,
    });
  }

  /** Claims what is due for {@link ClaimOptions.leaseMs}; see {@link claimDue}. */
  async claimDue(options: ClaimOptions): Promise<Claim> {
    return claimDue(this.#knex, options);
  }

  /**
   * Claims one delivery for the one who waits for it; see {@link claimById}.
   *
   * @throws NotFoundError when there is none of this id that is pending
   */
  async claim(options: ClaimByIdOptions): Promise<ClaimedDelivery> {
    return claimById(this.#knex, options);
  }

  /**
   * Extends the leases of those deliveries whose claims still hold them.
   *
   * @returns the ids of those deliveries
   */
  async renew(options: {
    deliveries: readonly Pick<ClaimedDelivery, 'id' | 'claimId'>[];
    now: Date;
    leaseMs: number;
  }): Promise<string[]> {
    return renewClaims(this.#knex, options);
  }

  /**
   * Ends a claim, together with others that end meanwhile; see {@link completeDeliveries}.
   *
   * @returns whether the claim was still held
   */
  async complete(completion: Completion): Promise<boolean> {
    return this.#completions.add(completion);
  }

  /** Where something is pending, and when to look there; see {@link readLanesDue}. */
  async lanesDue(): Promise<LaneDue[]> {
    return readLanesDue(this.#knex);
  }

  /** Makes digests where more is due than can be sent; see {@link foldSurplus}. */
  async foldSurplus(options: FoldOptions): Promise<number> {
    return foldSurplus(this.#knex, options);
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

  /** What became of the deliveries of the last 24 hours; see {@link readActivity}. */
  async activity(options: {
    webhookIds: readonly string[];
    now: Date;
  }): Promise<ActivityReport> {
    return readActivity(this.#knex, options.webhookIds, options.now);
  }

  /** How many deliveries of webhooks are parked; those without any are not in it. */
  async parked(
    webhookIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    return countParked(this.#knex, webhookIds);
  }

  /**
   * The history of a webhook, newest first. Empty for a webhook that does not exist.
   *
   * @throws InputError for a cursor that no answer has given
   */
  async list(webhookId: string, query: DeliveryQuery): Promise<Page<Delivery>> {
    const { limit = DEFAULT_PAGE, cursor } = query;
    const matching = this.#knex('deliveries')
      .where({ webhook_id: webhookId })
      .where(toColumns(query));
    const page = matching
      .clone()
      .orderBy('seq', 'desc')
      .limit(limit + 1)
      .select([...SHOWN_COLUMNS]);
    if (cursor !== undefined) page.where('seq', '<', parseCursor(cursor));

    const rows: ShownRow[] = await page;
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
    return { ...toDelivery(row), attemptLog: toAttempts(row) };
  }

  /** What was made of an event, the newest first: at most one for each webhook. */
  async ofEvent(eventId: string): Promise<Delivery[]> {
    const rows: ShownRow[] = await this.#knex('deliveries')
      .where({ event_id: eventId })
      .orderBy('seq', 'desc')
      .select([...SHOWN_COLUMNS]);
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
    const webhook = await this.#knex('webhooks')
      .where({ id: webhookId })
      .first('retry');
    const changed =
      webhook &&
      (await this.#knex('deliveries')
        .where({ webhook_id: webhookId, id })
        .whereNot({ status: 'pending' })
        .update({
          ...freshBudget(this.#knex, webhook.retry),
          next_attempt_at: now.getTime(),
        }));
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
  const { status, failureClass, event, cluster, resource, namespace } = query;
  const columns = {
    status,
    failure_class: failureClass,
    event_type: event,
    cluster,
    resource,
    namespace,
  };
  return Object.fromEntries(
    Object.entries(columns).filter(
      (column): column is [string, NonNullable<(typeof column)[1]>] =>
        column[1] !== undefined,
    ),
  );
}

/** Opaque to clients, so that what it means can change. */
function toCursor(row: ShownRow): string {
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
