import { ConflictError, CustomErrorBase } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { because } from '@kubevision/backstage-plugin-webhooks-common';
import { Request } from 'express';
import { createHmac } from 'node:crypto';
import { IdempotencyStore } from '../database/IdempotencyStore';
import { refusal, wrong } from '../refusal';
import { SecretBox } from '../webhooks/SecretBox';
import { CallerCredentials, callerName } from './Authorizer';

const HEADER = 'Idempotency-Key';
const KEY = /^[\x21-\x7e]{1,255}$/;

/** A key came with one request, and now comes with another. */
export class KeyReusedError extends CustomErrorBase {
  name = 'KeyReusedError' as const;
  /** As Backstage's error middleware answers it. */
  readonly statusCode = 422;
}

/**
 * Does what a request with an `Idempotency-Key` asks for once, however often it comes.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 *
 * Keys belong to their caller. What is stored of callers, keys and requests are hashes, and of
 * results, which may hold a secret that was made up, what only `webhooks.secrets.keys` opens.
 */
export class Idempotency {
  readonly #options: IdempotencyOptions;

  static create(options: IdempotencyOptions) {
    return new Idempotency(options);
  }

  private constructor(options: IdempotencyOptions) {
    this.#options = options;
  }

  /**
   * Answers what the work came to, when the key came with this request before; does the work
   * otherwise, and whenever there is no key. Work that failed may be repeated with its key.
   *
   * To be called once the caller is known to be allowed what they ask for.
   *
   * @param work - its result must be JSON
   * @throws InputError for a key that is none
   * @throws KeyReusedError when the key came with another request
   * @throws ConflictError when the same request is still being answered
   */
  async once<T extends object>(
    req: Request,
    caller: CallerCredentials,
    work: () => Promise<T>,
  ): Promise<T> {
    const key = readKey(req);
    if (key === undefined) return work();
    const { store, now } = this.#options;
    const id = this.#hash(callerName(caller), key);
    const { method, route, params, body } = req;
    const fingerprint = this.#hash(method, route.path, params, body ?? null);
    const state = await store.claim({ id, fingerprint, now: now() });
    switch (state.is) {
      case 'claimed':
        return this.#work(id, state.claimId, work);
      case 'answered':
        return this.#open(state.sealedAnswer, id) as T;
      case 'underway':
        throw refusal(ConflictError, {
          field: HEADER,
          ...because('key-underway'),
        });
      default:
        throw refusal(KeyReusedError, {
          field: HEADER,
          ...because('key-reused'),
        });
    }
  }

  async #work<T extends object>(
    id: string,
    claimId: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const { store, box } = this.#options;
    try {
      const result = await work();
      const sealedAnswer = box.seal(JSON.stringify(result), id);
      await store.complete(id, { claimId, sealedAnswer });
      return result;
    } catch (error) {
      await store.release(id, claimId);
      throw error;
    }
  }

  #open(sealedAnswer: string, id: string): unknown {
    try {
      return JSON.parse(this.#options.box.open(sealedAnswer, id));
    } catch {
      throw refusal(ConflictError, {
        field: HEADER,
        ...because('key-answer-lost'),
      });
    }
  }

  #hash(...parts: JsonValue[]): string {
    return createHmac('sha256', this.#options.hashKey)
      .update(JSON.stringify(parts))
      .digest('hex');
  }
}

/** What it stands on. */
export interface IdempotencyOptions {
  readonly store: IdempotencyStore;
  readonly box: SecretBox;
  /** Of the installation, so that nobody can try which request a hash is of. */
  readonly hashKey: Buffer;
  readonly now: () => Date;
}

/** The draft has keys in quotes, as a string of RFC 8941; most clients send them without. */
function readKey(req: Request): string | undefined {
  const header = req.get(HEADER);
  if (header === undefined) return undefined;
  const key = header.replace(/^"(.*)"$/, '$1');
  if (KEY.test(key)) return key;
  throw wrong(HEADER, because('key-malformed'));
}
