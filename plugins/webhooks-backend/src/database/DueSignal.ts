import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setTimeout as delay } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';

/** Of pg's client, what is used here. https://node-postgres.com/apis/client */
interface Connection {
  on(
    event: 'notification',
    listener: (message: { payload?: string }) => void,
  ): void;
  on(event: 'error' | 'end', listener: () => void): void;
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
}

interface Payload {
  /** Which process sent it. */
  readonly from: string;
  /** Absent when there are too many to name. */
  readonly webhookIds?: readonly string[];
}

const CHANNEL = 'webhooks_deliveries_due';
/** PostgreSQL takes a payload of less than 8,000 bytes. */
const MAX_NAMED = 150;
const RECONNECT_MS = 1_000;
const CLOSING_MS = 1_000;

/**
 * Tells all replicas that something has become due, in the moment it is committed. What is lost of
 * it, while a connection is away, is found by the next sweep.
 * https://www.postgresql.org/docs/current/sql-notify.html
 *
 * On SQLite, which has one process, there is nobody to tell.
 */
export class DueSignal {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #me = uuid();
  readonly #stopping = new AbortController();
  #connection: Connection | undefined;

  static create(options: { knex: Knex; logger: LoggerService }) {
    return new DueSignal(options);
  }

  private constructor(options: { knex: Knex; logger: LoggerService }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
  }

  /**
   * Tells the other replicas when the transaction is committed, and never if it is not.
   *
   * @param webhookIds - where something is due or will be; anywhere when absent
   */
  async notify(
    tx: Knex.Transaction,
    webhookIds?: readonly string[],
  ): Promise<void> {
    if (!onPostgres(tx)) return;
    const named = webhookIds && webhookIds.length <= MAX_NAMED;
    const payload: Payload = {
      from: this.#me,
      ...(named && { webhookIds }),
    };
    await tx.raw('select pg_notify(?, ?)', [CHANNEL, JSON.stringify(payload)]);
  }

  /**
   * Listens in the background until it is closed, over a connection of its own.
   *
   * @param onDue - called with the ids of webhooks, and without when it may be any: after each
   *   connecting too, because something may have been missed
   */
  listen(onDue: (webhookIds?: readonly string[]) => void): void {
    if (onPostgres(this.#knex)) void this.#listen(onDue);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    // A database that is cut off says no goodbye.
    await Promise.race([
      this.#connection?.end(),
      delay(CLOSING_MS, undefined, { ref: false }),
    ]);
  }

  async #listen(
    onDue: (webhookIds?: readonly string[]) => void,
  ): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const connection: Connection =
          await this.#knex.client.acquireRawConnection();
        this.#connection = connection;
        const ended = new Promise<void>(resolve => {
          connection.on('end', resolve);
          connection.on('error', resolve);
        });
        connection.on('notification', ({ payload }) => {
          const { from, webhookIds }: Payload = JSON.parse(payload!);
          if (from !== this.#me) onDue(webhookIds);
        });
        if (signal.aborted) await connection.end();
        await connection.query(`listen ${CHANNEL}`);
        onDue();
        await ended;
      } catch (error) {
        this.#logger.debug(
          `Waiting for what other replicas commit was interrupted: ${error}`,
        );
      }
      await delay(RECONNECT_MS, undefined, { signal, ref: false }).catch(
        () => {},
      );
    }
  }
}

function onPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}
