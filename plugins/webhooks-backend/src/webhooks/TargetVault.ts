import { Target } from '@kubevision/backstage-plugin-webhooks-node';
import { StoredTarget } from '../database/storedTarget';
import { SealedTarget } from '../database/TargetStore';
import { describeClientCertificate } from './clientCertificate';
import { maskUrl } from './maskUrl';
import { SecretBox } from './SecretBox';

/** So many targets stay open in memory. */
const MAX_OPEN = 1_000;

/** Seals where a webhook points to, and opens it for sending. */
export class TargetVault {
  readonly #box: SecretBox;
  /** By what they are when sealed, the one opened first at the beginning. */
  readonly #open = new Map<string, Target>();

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

  /**
   * The same object every time, as long as it was not sealed anew: what is made of a target, such as
   * keys, can be kept with it.
   *
   * @throws Error when the key is gone or the row was changed outside of the plugin
   */
  open({ id, sealedTarget }: SealedTarget): Target {
    const name = `${id} ${sealedTarget}`;
    let target = this.#open.get(name);
    if (!target) {
      target = JSON.parse(this.#box.open(sealedTarget, id)) as Target;
      const [oldest] = this.#open.keys();
      if (this.#open.size >= MAX_OPEN) this.#open.delete(oldest);
      this.#open.set(name, target);
    }
    return target;
  }
}
