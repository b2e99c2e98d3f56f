import { ConflictError } from '@backstage/errors';
import {
  EventType,
  PreviewRequest,
  PreviewResult,
  RotateSecretRequest,
  TestResult,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import { v4 as uuid } from 'uuid';
import { DeliveryStore } from '../database/DeliveryStore';
import { TargetStore } from '../database/TargetStore';
import { StoredWebhook, WebhookStore } from '../database/WebhookStore';
import { Dispatcher } from '../delivery/Dispatcher';
import { normalizeNoise } from '../noise/settings';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { toMessage } from '../platforms/toMessage';
import { TargetEditor } from './TargetEditor';
import { normalizeFilters } from './filters';
import { sampleEvent } from './sampleEvent';

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
    const webhook: StoredWebhook = {
      id,
      name: input.name,
      platform: input.platform,
      ...target,
      enabled: input.enabled ?? true,
      filters: normalizeFilters(input.filters),
      noise: normalizeNoise(input.noise),
      health: 'unknown',
      createdAt: now(),
      updatedAt: now(),
      createdBy,
    };
    await store.insert(webhook);
    this.#options.onChange(id);
    return { webhook, generatedSecret };
  }

  /**
   * Replaces everything but what is left out of `url`, `secret`, `headers`, `clientCertificate`,
   * `enabled` and `noise`, which stay.
   *
   * @throws NotFoundError
   * @throws InputError for a platform, URL, secret or request setting that will not do
   * @throws ConflictError when the name is taken
   */
  async update(id: string, input: WebhookInput): Promise<StoredWebhook> {
    const { store, targets, now } = this.#options;
    return this.#change(id, async stored => {
      const webhook: StoredWebhook = {
        ...stored,
        name: input.name,
        platform: input.platform,
        ...(await targets.change(stored, input)),
        enabled: input.enabled ?? stored.enabled,
        filters: normalizeFilters(input.filters),
        noise: input.noise ? normalizeNoise(input.noise) : stored.noise,
        updatedAt: now(),
      };
      const replacing = stored.sealedTarget;
      return (await store.update(webhook, { replacing })) ? webhook : undefined;
    });
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

  /** @throws NotFoundError */
  async delete(id: string): Promise<void> {
    await this.#options.store.delete(id);
    this.#options.onChange(id);
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
      throw new ConflictError(
        `The webhook '${name}' is disabled; enable it before anything is sent again`,
      );
    }
    const delivery = await deliveries.redeliver(id, deliveryId, now());
    dispatcher.wake();
    return delivery;
  }

  /**
   * The request that a platform would get, without anything secret in it.
   *
   * @throws InputError for an unknown platform
   */
  preview(request: PreviewRequest, actor: string): PreviewResult {
    const { platforms, now } = this.#options;
    const platform = platforms.get(request.platform);
    const eventType: EventType = request.event ?? 'scale';
    const event = sampleEvent({ eventType, actor, now: now() });
    const { method, headers, body } = platform.toRequest(
      toMessage({ event, eventType, deliveryId: 'preview' }),
      { url: `https://${platform.hosts?.[0] ?? 'receiver.example'}/` },
      now(),
    );
    return { method, headers: { ...headers }, body };
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
    throw new ConflictError(
      `The webhook '${id}' is being changed by others at the same time; load it again and repeat the change`,
    );
  }
}

/** What the use cases stand on. */
export interface WebhooksServiceOptions {
  readonly store: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly dispatcher: Dispatcher;
  readonly platforms: PlatformRegistry;
  readonly targets: TargetEditor;
  readonly targetStore: TargetStore;
  /** Called after a webhook was created, changed or deleted. */
  readonly onChange: (webhookId: string) => void;
  readonly now: () => Date;
}
