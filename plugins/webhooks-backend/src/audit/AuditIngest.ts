import { LoggerService } from '@backstage/backend-plugin-api';
import { AuditRecord, NamedAuditRecord } from './AuditRecord';
import { readAuditEvents } from './readAuditEvents';

/** Where records go. */
export interface AuditSink {
  /** The resources of a cluster whose changes become events. */
  watchedResources(cluster: string): Promise<ReadonlySet<string>>;
  /** @returns how many deliveries have become due by that */
  add(
    cluster: string,
    records: readonly NamedAuditRecord[],
    now: Date,
  ): Promise<number>;
}

/** Options of {@link AuditIngest}. */
export interface AuditIngestOptions {
  readonly sink: AuditSink;
  /** Never rejects. */
  readonly findUser: (
    username: string,
  ) => Promise<{ readonly name: string; readonly ref: string } | undefined>;
  /** Called when deliveries have become due. */
  readonly onDeliveries: () => void;
  readonly logger: LoggerService;
  readonly now: () => Date;
}

/** What became of a batch. */
export interface AuditReceipt {
  /** How many items may tell the actor of a change, and were stored. */
  readonly stored: number;
  /** How many items are no audit events. */
  readonly unreadable: number;
}

/** Takes what API servers report. Knows nothing of HTTP. */
export class AuditIngest {
  readonly #options: AuditIngestOptions;

  static create(options: AuditIngestOptions) {
    return new AuditIngest(options);
  }

  private constructor(options: AuditIngestOptions) {
    this.#options = options;
  }

  /** @param items - of an EventList */
  async accept(
    cluster: string,
    items: readonly unknown[],
  ): Promise<AuditReceipt> {
    const { sink, onDeliveries, logger, now } = this.#options;
    const watched = await sink.watchedResources(cluster);
    const { records, unreadable } = readAuditEvents(items, resource =>
      watched.has(resource),
    );
    const due = await sink.add(cluster, await this.#name(records), now());
    if (due > 0) onDeliveries();
    logger.debug(
      `The cluster '${cluster}' reported ${items.length} requests; ${records.length} were stored, ${unreadable} could not be read`,
    );
    return { stored: records.length, unreadable };
  }

  async #name(records: readonly AuditRecord[]): Promise<NamedAuditRecord[]> {
    const usernames = [...new Set(records.map(({ username }) => username))];
    const users = new Map(
      await Promise.all(
        usernames.map(
          async username =>
            [username, await this.#options.findUser(username)] as const,
        ),
      ),
    );
    return records.map(record => {
      const user = users.get(record.username);
      return {
        ...record,
        actor: user?.name ?? record.username,
        actorRef: user?.ref,
      };
    });
  }
}
