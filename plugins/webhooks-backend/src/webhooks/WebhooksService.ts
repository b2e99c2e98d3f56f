import { ConflictError } from '@backstage/errors';
import {
  RotateSecretRequest,
  TestResult,
  WebhookInput,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { v4 as uuid } from 'uuid';
import { CalmStore } from '../database/CalmStore';
import { DeletionStore } from '../database/DeletionStore';
import { DeliveryStore } from '../database/DeliveryStore';
import { TargetStore } from '../database/TargetStore';
import { StoredWebhook } from '../database/webhookRow';
import { WebhookStore } from '../database/WebhookStore';
import { Dispatcher } from '../delivery/Dispatcher';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { refusal, wrong } from '../refusal';
import { TargetEditor } from './TargetEditor';
import { PreconditionFailedError } from './etag';
import { calmOf, changedWebhook, newWebhook } from './fromInput';
import { sampleEvent } from './sampleEvent';

/** Whether a webhook is what somebody who changes it takes it for. */
type Expectation = (webhook: StoredWebhook) => boolean;

const anyVersion: Expectation = () => true;

/** How often a change is made anew when others change the same webhook at the same time. */
const CHANGE_ATTEMPTS = 5;

/** What a person or a system can do with webhooks. Knows nothing of HTTP or permissions. */
export class WebhooksService {
  readonly #options: WebhooksServiceOptions;

  static create(options: WebhooksServiceOptions) {
    return new WebhooksService(options);
  }

  private constructor(options: WebhooksServiceOptions) {
    this.#options = options;
  }

  /**
   * @returns the stored webhook, and its secret if the service generated one: the only time that
   *   anyone sees it
   * @throws InputError for a platform, URL or secret that will not do
   * @throws ConflictError when the name is taken
   */
  async create(
    input: WebhookInput,
    createdBy: string,
  ): Promise<{ webhook: StoredWebhook; generatedSecret?: string }> {
    const { store, targets, now } = this.#options;
    const id = uuid();
    const { target, generatedSecret } = await targets.make(id, input);
    const webhook = newWebhook(input, { id, target, createdBy, now: now() });
    await store.insert(webhook, calmOf(input, webhook, now()));
    this.#options.onChange(id);
    return { webhook: await store.get(id), generatedSecret };
  }

  /**
   * Replaces everything but what is left out of `url`, `secret`, `headers`, `clientCertificate`,
   * `enabled`, `noise`, `retry`, `digest`, `quietHours` and `mutedUntil`, which stay. Whoever enables
   * it, or sends it elsewhere, has put right what was wrong with its receiver.
   *
   * @param isExpected - what the webhook must be to be replaced
   * @throws NotFoundError
   * @throws InputError for a platform, URL, secret or request setting that will not do
   * @throws ConflictError when the name is taken
   * @throws PreconditionFailedError when it is not what was expected
   */
  async update(
    id: string,
    input: WebhookInput,
    isExpected: Expectation = anyVersion,
  ): Promise<StoredWebhook> {
    const { store, targets, now } = this.#options;
    const updated = await this.#change(id, async stored => {
      requireExpected(stored, isExpected);
      const target = await targets.change(stored, input);
      const webhook = changedWebhook(stored, input, { target, now: now() });
      const written = await store.update(
        webhook,
        calmOf(input, webhook, now()),
        {
          replacing: stored.sealedTarget,
          resetsHealth:
            webhook.enabled !== stored.enabled ||
            Boolean(input.url ?? input.secret),
        },
      );
      return written ? store.get(id) : undefined;
    });
    this.#options.dispatcher.wake();
    return updated;
  }

  /**
   * Sends nothing before a time; undefined to send again what waits.
   *
   * @throws NotFoundError
   * @throws InputError when the time is no time to come
   */
  async mute(id: string, until?: string): Promise<StoredWebhook> {
    const { store, calm, dispatcher, onChange } = this.#options;
    await calm.mute(id, until === undefined ? null : this.#toMuteEnd(until));
    dispatcher.wake();
    onChange(id);
    return store.get(id);
  }

  /**
   * Gives a webhook another secret; the one before goes on signing for a while.
   *
   * @returns the webhook, and its secret if the service generated one
   * @throws NotFoundError
   * @throws InputError when the platform has no secret, or the request will not do
   */
  async rotateSecret(
    id: string,
    request: RotateSecretRequest,
  ): Promise<{ webhook: StoredWebhook; generatedSecret?: string }> {
    const { targetStore, targets, now } = this.#options;
    return this.#change(id, async stored => {
      const { target, generatedSecret } = targets.rotate(stored, request);
      const updatedAt = now();
      const written = await targetStore.replace(id, target, {
        replacing: stored.sealedTarget,
        updatedAt,
      });
      const webhook = { ...stored, ...target, updatedAt };
      return written ? { webhook, generatedSecret } : undefined;
    });
  }

  /** Drops the previous secrets that no longer sign out of what is stored. */
  async dropExpiredSecrets(): Promise<void> {
    const { targetStore, targets, now } = this.#options;
    for (const sealed of await targetStore.withExpiredSecret(now())) {
      const target = targets.withoutExpired(sealed);
      const replacing = sealed.sealedTarget;
      // What another writer sealed meanwhile has none that is expired.
      if (target) await targetStore.replace(sealed.id, target, { replacing });
    }
  }

  /** What webhooks held back within the last 24 hours; those that held nothing are not in it. */
  async heldBack(webhookIds: readonly string[]) {
    const { deliveries, now } = this.#options;
    return deliveries.heldBack({ webhookIds, now: now() });
  }

  /**
   * Deletes a webhook with its history; nothing is sent there any more from now on.
   *
   * @param options - `undoSeconds`: for how long it can be restored, at once for good when absent;
   *   `isExpected`: what the webhook must be to be deleted
   * @throws NotFoundError
   * @throws PreconditionFailedError when it is not what was expected
   */
  async delete(
    id: string,
    options: { undoSeconds?: number; isExpected?: Expectation } = {},
  ): Promise<void> {
    const { store, deletions, now } = this.#options;
    const { undoSeconds = 0, isExpected } = options;
    await this.#change(id, async stored => {
      if (isExpected) requireExpected(stored, isExpected);
      if (undoSeconds > 0) {
        const at = new Date(now().getTime() + undoSeconds * 1000);
        await deletions.hide(id, at);
        return true;
      }
      const replacing = isExpected && stored.sealedTarget;
      return (await store.delete(id, { replacing })) || undefined;
    });
  }

  /**
   * Takes the deletion of a webhook back. What came for it meanwhile is sent.
   *
   * @throws NotFoundError when it is not deleted, or cannot be restored any more
   */
  async restore(id: string): Promise<void> {
    const { deletions, dispatcher, onChange } = this.#options;
    await deletions.restore(id);
    dispatcher.wake([id]);
    onChange(id);
  }

  /** Deletes what can be restored no longer. */
  async deleteDue(): Promise<void> {
    const { deletions, now, onChange } = this.#options;
    for (const id of await deletions.deleteDue(now())) onChange(id);
  }

  /**
   * Sends a sample message and waits for the answer. It is in the history too, marked as a test.
   *
   * @param actor - who asked, named in the message
   * @throws NotFoundError
   */
  async test(id: string, actor: string): Promise<TestResult> {
    const { store, deliveries, dispatcher, now } = this.#options;
    const webhook = await store.get(id);
    const event = sampleEvent({ filters: webhook.filters, actor, now: now() });
    const deliveryId = uuid();
    try {
      await deliveries.createTest({
        id: deliveryId,
        webhookId: id,
        event: { ...event, id: `test-${deliveryId}` },
        now: now(),
      });
      return await dispatcher.deliverNow(deliveryId);
    } catch (error) {
      // Says so when the webhook was deleted meanwhile, whatever failed because of that.
      await store.get(id);
      throw error;
    }
  }

  /**
   * Makes a delivery that has ended due once more.
   *
   * @throws NotFoundError
   * @throws ConflictError when it has not ended, or the webhook is disabled
   */
  async redeliver(id: string, deliveryId: string) {
    const { store, deliveries, dispatcher, now } = this.#options;
    const { enabled, name } = await store.get(id);
    if (!enabled) {
      throw refusal(ConflictError, because('webhook-off', { name }));
    }
    const delivery = await deliveries.redeliver(id, deliveryId, now());
    dispatcher.wake([id]);
    return delivery;
  }

  #toMuteEnd(until: string): Date {
    const end = new Date(until);
    if (end > this.#options.now()) return end;
    throw wrong('until', because('until-not-ahead'));
  }

  /** @param write - answers undefined when the webhook has changed since it was read */
  async #change<T>(
    id: string,
    write: (stored: StoredWebhook) => Promise<T | undefined>,
  ): Promise<T> {
    for (let attempt = 1; attempt <= CHANGE_ATTEMPTS; attempt++) {
      const written = await write(await this.#options.store.get(id));
      if (written) {
        this.#options.onChange(id);
        return written;
      }
    }
    throw refusal(ConflictError, because('changed-by-others', { id }));
  }
}

function requireExpected(webhook: StoredWebhook, isExpected: Expectation) {
  if (isExpected(webhook)) return;
  throw refusal(
    PreconditionFailedError,
    because('changed-since-read', { name: webhook.name }),
  );
}

/** What the use cases stand on. */
export interface WebhooksServiceOptions {
  readonly store: WebhookStore;
  readonly calm: CalmStore;
  readonly deletions: DeletionStore;
  readonly deliveries: DeliveryStore;
  readonly dispatcher: Dispatcher;
  readonly platforms: PlatformRegistry;
  readonly targets: TargetEditor;
  readonly targetStore: TargetStore;
  /** Called after a webhook was created, changed or deleted. */
  readonly onChange: (webhookId: string) => void;
  readonly now: () => Date;
}
