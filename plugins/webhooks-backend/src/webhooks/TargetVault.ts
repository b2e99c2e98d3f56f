import { Target } from '@kubevision/backstage-plugin-webhooks-node';
import { StoredTarget } from '../database/storedTarget';
import { SealedTarget } from '../database/TargetStore';
import { describeClientCertificate } from './clientCertificate';
import { maskUrl } from './maskUrl';
import { SecretBox } from './SecretBox';

/** Seals where a webhook points to, and opens it for sending. */
export class TargetVault {
  readonly #box: SecretBox;

  static create(options: { box: SecretBox }) {
    return new TargetVault(options.box);
  }

  private constructor(box: SecretBox) {
    this.#box = box;
  }

  /** @returns the sealed target, and what may be shown of it */
  seal(webhookId: string, target: Target): StoredTarget {
    const { url, secret, previousSecret, headers, clientCertificate } = target;
    return {
      maskedUrl: maskUrl(url),
      sealedTarget: this.#box.seal(JSON.stringify(target), webhookId),
      hasSecret: Boolean(secret),
      requestSettings: {
        headers: Object.keys(headers ?? {}),
        clientCertificate:
          clientCertificate && describeClientCertificate(clientCertificate),
      },
      previousSecretExpiresAt:
        previousSecret && new Date(previousSecret.expiresAt),
    };
  }

  /** @throws Error when the key is gone or the row was changed outside of the plugin */
  open(webhook: SealedTarget): Target {
    return JSON.parse(this.#box.open(webhook.sealedTarget, webhook.id));
  }
}
