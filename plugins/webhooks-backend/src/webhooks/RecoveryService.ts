import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Recovery,
  RecoveryChange,
  RecoveryFilter,
  RecoveryInput,
  RecoveryPreview,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { v4 as uuid } from 'uuid';
import { messagesPerMinute } from '../calm/messagesPerMinute';
import { RecoveryStore } from '../database/RecoveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { refusal, wrong } from '../refusal';

/** The pace where a platform names no limit, as with receivers of one's own. */
const UNLIMITED_PER_MINUTE = 1000;

/** What the use cases stand on. */
export interface RecoveryServiceOptions {
  readonly store: Pick<WebhookStore, 'get'>;
  readonly recoveries: RecoveryStore;
  readonly platforms: Pick<PlatformRegistry, 'get'>;
  readonly logger: LoggerService;
  readonly now: () => Date;
  /** Called after deliveries of a webhook were made due. */
  readonly onDue: (webhookId: string) => void;
}

/** How far ahead deliveries are made due: twice the time between two calls, so one may be late. */
const AHEAD_MS = 10_000;

/** How failed deliveries are sent again, many at a time. Knows nothing of HTTP or permissions. */
export class RecoveryService {
  readonly #options: RecoveryServiceOptions;

  static create(options: RecoveryServiceOptions) {
    return new RecoveryService(options);
  }

  private constructor(options: RecoveryServiceOptions) {
    this.#options = options;
  }

  /**
   * Counts what a recovery would send again.
   *
   * @throws NotFoundError when there is no such webhook
   */
  async preview(
    webhookId: string,
    filter: RecoveryFilter,
  ): Promise<RecoveryPreview> {
    const { store, recoveries } = this.#options;
    const { id } = await store.get(webhookId);
    return recoveries.preview(id, filter);
  }

  /**
   * Begins to send again what is parked and matches.
   *
   * @throws NotFoundError when there is no such webhook
   * @throws InputError for a pace above what the platform accepts
   * @throws ConflictError when the webhook is disabled, or has a recovery that has not ended
   */
  async create(
    webhookId: string,
    input: RecoveryInput,
    createdBy: string,
  ): Promise<Recovery> {
    const { store, recoveries, platforms, now } = this.#options;
    const webhook = await store.get(webhookId);
    refuseDisabled(webhook);
    const { perMinute, ...filter } = input;
    const { label, budget } = platforms.get(webhook.platform);
    const accepted = messagesPerMinute(budget) ?? UNLIMITED_PER_MINUTE;
    if (perMinute !== undefined && perMinute > accepted) {
      throw wrong(
        'perMinute',
        because('pace-too-high', { count: accepted, receiver: label }),
      );
    }
    return recoveries.create({
      id: uuid(),
      webhookId,
      filter,
      // The other half is for what happens meanwhile.
      perMinute: perMinute ?? Math.max(1, Math.floor(accepted / 2)),
      createdBy,
      now: now(),
    });
  }

  /**
   * The recoveries of a webhook, newest first.
   *
   * @throws NotFoundError when there is no such webhook
   */
  async list(webhookId: string, page: { limit: number; before?: string }) {
    const { store, recoveries } = this.#options;
    const { id } = await store.get(webhookId);
    return recoveries.list(id, page);
  }

  /** @throws NotFoundError when the webhook has no such recovery */
  async get(webhookId: string, id: string): Promise<Recovery> {
    return this.#options.recoveries.get(webhookId, id);
  }

  /**
   * Pauses, resumes or cancels. What was made due before, at most some seconds ahead, is sent.
   *
   * @throws NotFoundError when there is no such webhook or recovery
   * @throws ConflictError when it has ended, or is to go on while the webhook is disabled
   */
  async change(
    webhookId: string,
    id: string,
    { state }: RecoveryChange,
  ): Promise<Recovery> {
    const { store, recoveries, now } = this.#options;
    const webhook = await store.get(webhookId);
    if (state === 'running') refuseDisabled(webhook);
    return recoveries.change(webhookId, id, { state, now: now() });
  }

  /**
   * Goes on with every recovery that is running; to be called every few seconds, by any number of
   * replicas.
   */
  async advance(): Promise<void> {
    const { recoveries, logger, now, onDue } = this.#options;
    for (const recovery of await recoveries.running()) {
      const { id, webhookId } = recovery;
      try {
        const due = await recoveries.advance({
          id,
          webhookId,
          now: now(),
          aheadMs: AHEAD_MS,
        });
        if (due > 0) onDue(webhookId);
      } catch (error) {
        logger.warn(
          `Recovery ${id} of webhook ${webhookId} could not go on; it is tried again: ${error}`,
        );
      }
    }
  }
}

function refuseDisabled({ name, enabled }: { name: string; enabled: boolean }) {
  if (enabled) return;
  throw refusal(ConflictError, because('webhook-off', { name }));
}
