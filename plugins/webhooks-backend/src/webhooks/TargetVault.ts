import { Target } from '@kubevision/backstage-plugin-webhooks-node';
import { StoredWebhook } from '../database/WebhookStore';
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

  seal(webhookId: string, target: Target): string {
    return this.#box.seal(JSON.stringify(target), webhookId);
  }

  /** @throws Error when the key is gone or the row was changed outside of the plugin */
  open(webhook: Pick<StoredWebhook, 'id' | 'sealedTarget'>): Target {
    return JSON.parse(this.#box.open(webhook.sealedTarget, webhook.id));
  }
}
