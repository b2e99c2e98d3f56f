import {
  RotateSecretRequest,
  WebhookInput,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Platform, Target } from '@kubevision/backstage-plugin-webhooks-node';
import { randomBytes } from 'node:crypto';
import { StoredTarget } from '../database/storedTarget';
import { SealedTarget } from '../database/TargetStore';
import { StoredWebhook } from '../database/webhookRow';
import { AllowedReceivers } from '../delivery/allowedReceivers';
import { checkResolvedReceiver, ResolveAll } from '../delivery/checkReceiver';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { wrong } from '../refusal';
import { checkTargetUrl } from './checkTargetUrl';
import { checkClientCertificate } from './clientCertificate';
import { chooseHeaders } from './requestHeaders';
import { dropExpiredSecret, rotateSecret } from './rotateSecret';
import { TargetVault } from './TargetVault';

/** Bytes of a generated secret; Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

interface TargetEditorOptions {
  readonly platforms: PlatformRegistry;
  readonly vault: TargetVault;
  readonly allowedReceivers: AllowedReceivers;
  /** Resolves names; `dns.lookup` when absent. */
  readonly resolve?: ResolveAll;
  readonly now: () => Date;
}

/** What of a webhook's input is about where it points to. */
export type TargetInput = Pick<
  WebhookInput,
  'platform' | 'url' | 'secret' | 'headers' | 'clientCertificate'
>;

/** A target to store, and its secret if it was made up: the only time that anyone sees it. */
export interface EditedTarget {
  readonly target: StoredTarget;
  readonly generatedSecret?: string;
}

/** Makes and changes targets: where a webhook points to, and all that is secret about it. */
export class TargetEditor {
  readonly #options: TargetEditorOptions;

  static create(options: TargetEditorOptions) {
    return new TargetEditor(options);
  }

  private constructor(options: TargetEditorOptions) {
    this.#options = options;
  }

  /** @throws InputError for a part of the input that will not do */
  async make(webhookId: string, input: TargetInput): Promise<EditedTarget> {
    const { target, generatedSecret } = await this.drawUp(input);
    const sealed = this.#options.vault.seal(webhookId, target);
    return { target: sealed, generatedSecret };
  }

  /**
   * What {@link TargetEditor.make} would seal.
   *
   * @throws InputError for a part of the input that will not do
   */
  async drawUp(
    input: TargetInput,
  ): Promise<{ target: Target; generatedSecret?: string }> {
    const { platforms } = this.#options;
    const platform = platforms.get(input.platform);
    const { url } = input;
    await this.#check(platform, input);
    if (!url) throw wrong('url', because('required'));

    const generatedSecret =
      platform.generatesSecret && !input.secret ? generateSecret() : undefined;
    const target = whole({
      url,
      secret: input.secret ?? generatedSecret,
      headers: chooseHeaders({
        given: input.headers,
        kept: undefined,
        mayKeep: false,
      }),
      clientCertificate: input.clientCertificate ?? undefined,
    });
    return { target, generatedSecret };
  }

  /**
   * What is left out of the input stays, unless the webhook moves to another platform.
   *
   * @throws InputError for a part of the input that will not do
   */
  async change(
    stored: StoredWebhook,
    input: TargetInput,
  ): Promise<StoredTarget> {
    return this.#seal(stored, await this.redraw(stored, input));
  }

  /**
   * What {@link TargetEditor.change} would seal.
   *
   * @throws InputError for a part of the input that will not do
   */
  async redraw(stored: StoredWebhook, input: TargetInput): Promise<Target> {
    const platform = this.#options.platforms.get(input.platform);
    const moves = platform.id !== stored.platform;
    if (moves && !input.url) {
      throw wrong(
        'url',
        because('url-of-stored-platform', { receiver: platform.label }),
      );
    }
    await this.#check(platform, input);

    // What is given anew need not be opened: so a lost key can be recovered from.
    const keeps = whatIsKept(stored, input, moves);
    const kept = Object.values(keeps).some(Boolean)
      ? this.#openStored(stored)
      : undefined;
    const url = input.url ?? kept!.url;
    const secret = input.secret ?? (keeps.secret ? kept!.secret : undefined);
    if (platform.generatesSecret && !secret) {
      throw wrong(
        'secret',
        because('secret-for-platform', { receiver: platform.label }),
      );
    }
    return whole({
      url,
      secret,
      previousSecret: keeps.secret ? kept!.previousSecret : undefined,
      headers: chooseHeaders({
        given: input.headers,
        kept: keeps.headers ? kept!.headers : undefined,
        mayKeep: sameOrigin(url, kept?.url),
      }),
      clientCertificate: keeps.clientCertificate
        ? kept!.clientCertificate
        : input.clientCertificate ?? undefined,
    });
  }

  /** @throws InputError when the platform has no secret, or the request will not do */
  rotate(stored: StoredWebhook, request: RotateSecretRequest): EditedTarget {
    const { platforms, now } = this.#options;
    const platform = platforms.get(stored.platform);
    this.#checkSecret(platform, 'any');
    if (!platform.generatesSecret && !request.secret) {
      throw wrong(
        'secret',
        because('secret-from-platform', { receiver: platform.label }),
      );
    }
    const generatedSecret = request.secret ? undefined : generateSecret();
    const target = rotateSecret({
      target: this.#openStored(stored),
      platform,
      secret: request.secret ?? generatedSecret!,
      overlapHours: request.overlapHours,
      now: now(),
    });
    return { target: this.#seal(stored, target), generatedSecret };
  }

  /** The target without what no longer signs; undefined when it can no longer be read. */
  withoutExpired(stored: SealedTarget): StoredTarget | undefined {
    try {
      return this.#seal(stored, this.#options.vault.open(stored));
    } catch {
      return undefined;
    }
  }

  #seal({ id }: SealedTarget, target: Target): StoredTarget {
    const { vault, now } = this.#options;
    return vault.seal(id, dropExpiredSecret(target, now()));
  }

  #openStored(stored: StoredWebhook): Target {
    try {
      return this.#options.vault.open(stored);
    } catch {
      throw wrong('url', because('target-lost'));
    }
  }

  async #check(platform: Platform, input: TargetInput): Promise<void> {
    const { platforms, allowedReceivers, resolve, now } = this.#options;
    this.#checkSecret(platform, input.secret);
    for (const setting of ['headers', 'clientCertificate'] as const) {
      if (input[setting] && !platform.requestSettings?.includes(setting)) {
        throw wrong(
          setting,
          because('platform-has-none', { receiver: platform.label }),
        );
      }
    }
    if (input.clientCertificate) {
      checkClientCertificate(input.clientCertificate, now());
    }
    if (input.url) {
      checkTargetUrl({
        url: input.url,
        platform,
        platforms: platforms.all(),
        allowedReceivers,
      });
      const refused = await checkResolvedReceiver(
        new URL(input.url),
        allowedReceivers,
        resolve,
      );
      if (refused) throw wrong('url', refused);
    }
  }

  #checkSecret(platform: Platform, secret: string | undefined): void {
    const takesSecret = platform.fields.some(field => field.name === 'secret');
    if (secret && !takesSecret) {
      throw wrong(
        'secret',
        because('platform-has-none', { receiver: platform.label }),
      );
    }
  }
}

/** What of the stored target is still needed. */
function whatIsKept(
  { hasSecret, requestSettings }: StoredWebhook,
  input: TargetInput,
  moves: boolean,
) {
  return {
    url: !input.url,
    secret: !moves && hasSecret && !input.secret,
    headers:
      !moves &&
      Boolean(requestSettings?.headers.length) &&
      (input.headers?.some(({ value }) => value === undefined) ?? true),
    clientCertificate:
      !moves &&
      Boolean(requestSettings?.clientCertificate) &&
      input.clientCertificate === undefined,
  };
}

/** @throws InputError for parts that do not go together */
function whole(target: Target): Target {
  if (target.clientCertificate && !target.url.startsWith('https:')) {
    throw wrong('clientCertificate', because('certificate-needs-tls'));
  }
  return target;
}

function sameOrigin(url: string, other: string | undefined): boolean {
  return other !== undefined && new URL(url).origin === new URL(other).origin;
}

function generateSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}
