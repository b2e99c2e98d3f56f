import { createRandom } from 'cluster-simulator';
import { toAttempts } from '../../database/deliveryRow';
import { Knex } from 'knex';
import { until } from '../../kubernetes/until.fixture';
import { NO_NOISE_CONTROL } from '../../noise/noNoiseControl.fixture';
import { Portal } from '../portal/Portal';
import { PortalDatabase, PortalOptions } from '../portal/PortalOptions';
import { openWebhooksDatabase } from '../testDatabases';
import { WatchedCluster } from '../WatchedCluster';
import { WRITTEN_KINDS } from '../Writer';
import { AnswerName } from './answers';
import { Arrival, FaultyReceiver } from './FaultyReceiver';
import {
  DeliveryReconciliation,
  Enqueued,
  reconcileDeliveries,
} from './reconcileDeliveries';

/** A webhook of the scene, by its name. */
export interface FaultyWebhook {
  readonly misbehaviour: readonly AnswerName[];
  /** `http` when absent. */
  readonly platform?: string;
  /** All that are written when absent. */
  readonly resources?: readonly string[];
}

/** What there is about one webhook at the end. */
export interface DeliverySummary extends DeliveryReconciliation {
  readonly enqueued: readonly Enqueued[];
  readonly requests: number;
  readonly parked: ReadonlySet<string>;
  /**
   * Those of `repeated`, with all that is known of them, that nobody had claimed when a portal was killed or
   * frozen, and whose answer did not come too late for the sender.
   */
  readonly unexplained: readonly string[];
}

/** How many deliveries of one webhook a portal sends at the same time; see `Dispatcher`. */
export const IN_FLIGHT = 8;
const CHANCE = 0.5;
/** How the history says that an answer came too late, as it may on a busy machine. */
const TOO_LATE = /did not complete its answer within/;

interface Subscribed {
  readonly name: string;
  readonly input: object;
  readonly receiver: FaultyReceiver;
  id: string;
  readonly parked: Set<string>;
}

/**
 * A cluster that somebody writes to, and receivers that misbehave. Beside them is one that does
 * not, the one of {@link WatchedCluster}: by it is known how many deliveries there have to be.
 */
export class DeliveryScene {
  readonly watched: WatchedCluster;
  readonly #database: PortalDatabase;
  readonly #webhooks: Subscribed[];
  readonly #timeout: string | undefined;
  /** What a portal had claimed when it was killed or frozen, once for each time. */
  readonly #claimed: string[] = [];
  #knex: Knex | undefined;

  static async start(options: {
    database: PortalDatabase;
    seed: number;
    webhooks: Readonly<Record<string, FaultyWebhook>>;
    maxWrites: number;
    pauseMs?: number;
    /** How long portals wait for answers; their own default when absent. */
    timeout?: string;
  }): Promise<DeliveryScene> {
    const { database, seed, maxWrites, pauseMs = 50 } = options;
    const name = 'prod-us';
    const watched = await WatchedCluster.start({
      name,
      seed,
      writer: { pauseMs, maxWrites },
    });
    const webhooks: Subscribed[] = [];
    for (const [i, entry] of Object.entries(options.webhooks).entries()) {
      const [webhookName, webhook] = entry;
      const receiver = await FaultyReceiver.start({
        random: createRandom(seed + i),
        misbehaviour: webhook.misbehaviour,
        chance: CHANCE,
      });
      const { platform = 'http', resources = WRITTEN_KINDS } = webhook;
      const filters = { clusters: [name], resources, namespaces: ['faults'] };
      webhooks.push({
        name: webhookName,
        input: {
          name: webhookName,
          platform,
          filters,
          noise: NO_NOISE_CONTROL,
          enabled: true,
        },
        receiver,
        id: '',
        parked: new Set(),
      });
    }
    const { timeout } = options;
    return new DeliveryScene({ watched, database, webhooks, timeout });
  }

  private constructor(options: {
    watched: WatchedCluster;
    database: PortalDatabase;
    webhooks: Subscribed[];
    timeout?: string;
  }) {
    this.watched = options.watched;
    this.#database = options.database;
    this.#webhooks = options.webhooks;
    this.#timeout = options.timeout;
  }

  /** What a portal of this scene needs. */
  get portalOptions(): PortalOptions {
    return {
      database: this.#database,
      clusters: [this.watched.entry],
      deliveryTimeout: this.#timeout,
      shortPauses: true,
    };
  }

  /** How many requests wait for the end of their answer. */
  get open(): number {
    return this.#webhooks.reduce((sum, it) => sum + it.receiver.open, 0);
  }

  /** Makes all webhooks, before anything is written that they would be told of. */
  async subscribe(portal: Portal): Promise<void> {
    await this.watched.subscribe(portal);
    for (const webhook of this.#webhooks) {
      const { url } = webhook.receiver;
      const { status, body } = await portal.request('post', '', {
        ...webhook.input,
        url,
      });
      if (status !== 201) {
        throw new Error(`No webhook: ${JSON.stringify(body)}`);
      }
      webhook.id = body.id;
    }
  }

  /**
   * To be called right after a portal was killed or frozen: it may have sent what is claimed now without
   * having noted that, so each of these may arrive once more.
   */
  async noteClaims(): Promise<void> {
    const ids: string[] = await this.#db('deliveries')
      .where({ status: 'pending' })
      .whereNotNull('claim_id')
      .pluck('id');
    this.#claimed.push(...ids);
  }

  /** Resolves when all deliveries that there are now have ended, well or not. */
  async ended(): Promise<void> {
    const [{ last }] = await this.#db('deliveries').max({ last: 'seq' });
    await until(async () => {
      const pending = this.#db('deliveries').where({ status: 'pending' });
      return !(await pending.where('seq', '<=', last ?? 0).first('seq'));
    });
  }

  /**
   * Waits until everything has ended, lets all receivers behave, and recovers what is parked
   * through the API, as often as it takes.
   */
  async recover(portal: Portal): Promise<void> {
    await this.watched.writer.stop();
    await this.watched.settle(portal);
    await this.ended();
    for (const { receiver } of this.#webhooks) receiver.behave();
    await Promise.all(this.#webhooks.map(it => this.#recover(portal, it)));
  }

  /** What was enqueued, what arrived, and whether they agree, by the name of the webhook. */
  async reconcile(): Promise<Map<string, DeliverySummary>> {
    const summaries = new Map<string, DeliverySummary>();
    for (const { name, id, receiver, parked } of this.#webhooks) {
      const { arrivals, strayed } = receiver;
      if (strayed > 0) throw new Error(`A redirect of ${name} was followed`);
      const enqueued = await this.#enqueued(id);
      // Of a platform without ids, only the number of requests says anything.
      const told = arrivals.filter(({ deliveryId }) => deliveryId);
      const found = reconcileDeliveries({
        enqueued,
        arrivals: told,
        parked,
      });
      summaries.set(name, {
        ...found,
        enqueued,
        requests: arrivals.length,
        parked,
        unexplained: await this.#unexplained(found.repeated, told),
      });
    }
    return summaries;
  }

  /** The attempts in the history of a webhook. */
  async attempts(name: string): Promise<number> {
    const { id } = this.#webhooks.find(it => it.name === name)!;
    const [{ total }] = await this.#db('deliveries')
      .where({ webhook_id: id })
      .sum({ total: 'attempts' });
    return Number(total);
  }

  async stop(): Promise<void> {
    await this.watched.stop();
    await this.#knex?.destroy();
  }

  /** Opened when a portal has made it. */
  get #db(): Knex {
    this.#knex ??= openWebhooksDatabase(this.#database);
    return this.#knex;
  }

  async #unexplained(
    repeated: readonly string[],
    arrivals: readonly Arrival[],
  ): Promise<string[]> {
    const unexplained: string[] = [];
    for (const id of new Set(repeated)) {
      const [row] = await this.#db('deliveries').where({ id });
      const attempts = toAttempts(row);
      const late = attempts.filter(({ reason }) => TOO_LATE.test(reason ?? ''));
      const came = arrivals.filter(it => it.deliveryId === id);
      const endless = came.filter(it => it.endless);
      const claimed = count(this.#claimed, id);
      const explained = Math.max(late.length - endless.length, 0) + claimed;
      if (count(repeated, id) <= explained) continue;
      unexplained.push(`${id}: ${JSON.stringify({ came, claimed, attempts })}`);
    }
    return unexplained;
  }

  async #enqueued(webhookId: string): Promise<Enqueued[]> {
    return this.#db('deliveries')
      .where({ webhook_id: webhookId, test: false })
      .orderBy('seq')
      .select({ id: 'id', object: 'object_key', status: 'status' });
  }

  async #parked(webhookId: string) {
    return (
      this.#db('deliveries')
        .where({ webhook_id: webhookId, status: 'failed' })
        // What a digest tells of is recovered with it.
        .whereNull('digest_id')
        .select('id', 'reason', 'failure_class')
    );
  }

  async #recover(portal: Portal, webhook: Subscribed): Promise<void> {
    const { id, input, parked } = webhook;
    for (;;) {
      const rows = await this.#parked(id);
      if (rows.length === 0) return;
      for (const row of rows) {
        if (!row.reason || !row.failure_class) {
          throw new Error(`Parked without a reason: ${JSON.stringify(row)}`);
        }
        parked.add(row.id);
      }
      await portal.request('put', `/${id}`, input);
      const { status, body } = await portal.request(
        'post',
        `/${id}/recoveries`,
        {},
      );
      if (status !== 201 || body.total !== rows.length) {
        throw new Error(`No recovery: ${status} ${JSON.stringify(body)}`);
      }
      await until(async () => {
        const path = `/${id}/recoveries/${body.id}`;
        return (await portal.request('get', path)).body.state === 'done';
      });
      await this.ended();
    }
  }
}

function count(ids: readonly string[], id: string): number {
  return ids.filter(it => it === id).length;
}
