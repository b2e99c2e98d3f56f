import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of `webhooks.secrets.keys`: 32 bytes under an id that is stored with what it sealed. */
export interface SecretKey {
  readonly id: string;
  readonly key: Buffer;
}

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 'v1';
/** The size that NIST SP 800-38D recommends for GCM; a fresh random one for each sealing. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals text so that a dump of the database tells nothing, with AES-256-GCM.
 *
 * Sealed text looks like `v1.<key id>.<base64url of nonce, tag and ciphertext>`. The first key
 * seals; every key opens what it sealed, so keys can rotate.
 */
export class SecretBox {
  readonly #keys: readonly SecretKey[];

  static create(options: { keys: readonly [SecretKey, ...SecretKey[]] }) {
    return new SecretBox(options.keys);
  }

  private constructor(keys: readonly SecretKey[]) {
    this.#keys = keys;
  }

  /**
   * @param context - where the text belongs, e.g. a webhook's id. Opening needs the same, so a
   *   sealed text that was moved to another row does not open there.
   */
  seal(text: string, context: string): string {
    const { id, key } = this.#keys[0];
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce);
    cipher.setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([
      cipher.update(text, 'utf8'),
      cipher.final(),
    ]);
    const bytes = Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
    return [FORMAT, id, bytes.toString('base64url')].join('.');
  }

  /** Whether the text was sealed with the key that seals now. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.#keys[0].id;
  }

  /** @throws Error when the key is gone from app-config, or the text was changed or moved. */
  open(sealed: string, context: string): string {
    const [format, keyId, encoded] = sealed.split('.');
    const key = this.#keys.find(k => k.id === keyId)?.key;
    if (format !== FORMAT || !key) {
      throw new Error(
        `A stored secret was sealed with the key '${keyId}', which is not in app-config under webhooks.secrets.keys. Put that key back, or save the webhook again with its URL and secret.`,
      );
    }
    const bytes = Buffer.from(encoded, 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw new Error(
        `A stored secret does not open with the key '${keyId}': the key under webhooks.secrets.keys differs from the one that sealed it, or the row was changed outside of the plugin.`,
      );
    }
  }
}
