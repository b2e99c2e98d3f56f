import { ConflictError, InputError } from '@backstage/errors';
import {
  EventType,
  PreviewRequest,
  PreviewResult,
  TestResult,
  WebhookInput,
} from '@kubevision/backstage-plugin-webhooks-common';
import {
  Platform,
  Target,
  exampleHost,
  toMessage,
} from '@kubevision/backstage-plugin-webhooks-node';
import { randomBytes } from 'node:crypto';
import { v4 as uuid } from 'uuid';
import { DeliveryStore } from '../database/DeliveryStore';
import { StoredWebhook, WebhookStore } from '../database/WebhookStore';
import { Dispatcher } from '../delivery/Dispatcher';
import { AllowedReceivers } from '../delivery/allowedReceivers';
import { normalizeNoise } from '../noise/settings';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { TargetVault } from './TargetVault';
import { checkTargetUrl } from './checkTargetUrl';
import { normalizeFilters } from './filters';
import { maskUrl } from './maskUrl';
import { sampleEvent } from './sampleEvent';

/** Bytes of a generated secret; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

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
    const { store, vault, now } = this.#options;
    const platform = this.#options.platforms.get(input.platform);
    if (!input.url) throw new InputError('url: is required');
    this.#checkTarget(platform, input);

    const generatedSecret =
      platform.generatesSecret && !input.secret ? generateSecret() : undefined;
    const target: Target = {
      url: input.url,
      secret: input.secret ?? generatedSecret,
    };
    const id = uuid();
    const webhook: StoredWebhook = {
      id,
      name: input.name,
      platform: platform.id,
      ...sealTarget(vault, id, target),
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
   * Replaces everything but what is left out of `url`, `secret`, `enabled` and `noise`, which
   * stay.
   *
   * @throws NotFoundError
   * @throws InputError for a platform, URL or secret that will not do
   * @throws ConflictError when the name is taken
   */
  async update(id: string, input: WebhookInput): Promise<StoredWebhook> {
    const { store, vault, now } = this.#options;
    const stored = await store.get(id);
    const platform = this.#options.platforms.get(input.platform);
    const moves = platform.id !== stored.platform;
    if (moves && !input.url) {
      throw new InputError(
        `url: is required, because the stored one belongs to another platform than ${platform.label}`,
      );
    }
    this.#checkTarget(platform, input);

    // What is given anew need not be opened: so a lost key can be recovered from.
    const keepsSecret = stored.hasSecret && !input.secret && !moves;
    const kept =
      !input.url || keepsSecret ? this.#openStored(stored) : undefined;
    const target: Target = {
      url: input.url ?? kept!.url,
      secret: input.secret ?? (keepsSecret ? kept!.secret : undefined),
    };
    if (platform.generatesSecret && !target.secret) {
      throw new InputError(
        `secret: is required when a webhook becomes one of ${platform.label}`,
      );
    }
    const webhook: StoredWebhook = {
      ...stored,
      name: input.name,
      platform: platform.id,
      ...sealTarget(vault, id, target),
      enabled: input.enabled ?? stored.enabled,
      filters: normalizeFilters(input.filters),
      noise: input.noise ? normalizeNoise(input.noise) : stored.noise,
      updatedAt: now(),
    };
    await store.update(webhook);
    this.#options.onChange(id);
    return webhook;
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
      { url: `https://${exampleHost(platform)}/` },
      now(),
    );
    return { method, headers: { ...headers }, body };
  }

  #openStored(stored: StoredWebhook): Target {
    try {
      return this.#options.vault.open(stored);
    } catch {
      throw new InputError(
        'url: what is stored can no longer be read, because its key is not in app-config; give the URL and the secret again',
      );
    }
  }

  #checkTarget(platform: Platform, input: WebhookInput): void {
    const { platforms, allowedReceivers } = this.#options;
    if (input.url) {
      checkTargetUrl({
        url: input.url,
        platform,
        platforms: platforms.all(),
        allowedReceivers,
      });
    }
    const takesSecret = platform.fields.some(field => field.name === 'secret');
    if (input.secret && !takesSecret) {
      throw new InputError(`secret: ${platform.label} has none; leave it out`);
    }
  }
}

/** What the use cases stand on. */
export interface WebhooksServiceOptions {
  readonly store: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly dispatcher: Dispatcher;
  readonly platforms: PlatformRegistry;
  readonly vault: TargetVault;
  readonly allowedReceivers: AllowedReceivers;
  /** Called after a webhook was created, changed or deleted. */
  readonly onChange: (webhookId: string) => void;
  readonly now: () => Date;
}

function generateSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

function sealTarget(vault: TargetVault, id: string, target: Target) {
  return {
    maskedUrl: maskUrl(target.url),
    sealedTarget: vault.seal(id, target),
    hasSecret: Boolean(target.secret),
  };
}
