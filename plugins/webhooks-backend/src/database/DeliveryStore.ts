import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  ActivityReport,
  Delivery,
  DeliveryQuery,
  DeliveryWithAttempts,
  HeldBack,
  Page,
  WebhookEvent,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { DISABLE_AFTER_MS } from '../health/judgeReceiver';
import { refusal } from '../refusal';
import { readActivity } from './activity';
import { claimById, ClaimByIdOptions } from './claimById';
import { Claim, claimDue, ClaimOptions } from './claimDue';
import { completeDeliveries, Completion } from './completeDeliveries';
import { getDelivery, listDeliveries } from './deliveryHistory';
import { LaneDue, readLanesDue } from './deliveryLanes';
import { FoldOptions, foldSurplus } from './foldSurplus';
import { freshBudget } from './freshBudget';
import { readHeldBack } from './heldBack';
import { GroupCommit } from './GroupCommit';
import { countParked } from './parkedDeliveries';
import {
  ClaimedDelivery,
  SHOWN_COLUMNS,
  ShownRow,
  newDeliveryRow,
  toDelivery,
} from './deliveryRow';
import { renewClaims } from './renewClaims';

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
      isOfAll: error => error instanceof ServiceUnavailableError,
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
    deliveries: readonly Pick<ClaimedDelivery, 'seq' | 'claimId'>[];
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

  /** The history of a webhook, newest first; see {@link listDeliveries}. */
  async list(webhookId: string, query: DeliveryQuery): Promise<Page<Delivery>> {
    return listDeliveries(this.#knex, webhookId, query);
  }

  /**
   * One of them with its attempts; see {@link getDelivery}.
   *
   * @throws NotFoundError when the webhook has no such delivery
   */
  async get(webhookId: string, id: string): Promise<DeliveryWithAttempts> {
    return getDelivery(this.#knex, webhookId, id);
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
      throw refusal(ConflictError, because('delivery-underway', { id }));
    }
    return delivery;
  }
}
