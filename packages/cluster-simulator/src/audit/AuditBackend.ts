import { setTimeout as delay } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import { JsonObject } from '../objects';
import { AuditOptions } from './AuditOptions';
import { AnsweredRequest, toAuditEvent } from './toAuditEvent';

/** As a real server's: at most 400 in a batch, each sent up to 5 times, whatever the answer was. */
const MAX_BATCH = 400;
const ATTEMPTS = 5;
const BACKOFF_FACTOR = 1.5;

/** Reports requests to a webhook, as `--audit-webhook-config-file` makes an API server do. */
export class AuditBackend {
  readonly #options: AuditOptions;
  readonly #stopped = new AbortController();
  #waiting: JsonObject[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  static create(options: AuditOptions): AuditBackend {
    return new AuditBackend(options);
  }

  private constructor(options: AuditOptions) {
    this.#options = options;
  }

  /** Adds a request to the next batch. */
  report(request: Omit<AnsweredRequest, 'auditId' | 'answeredAt'>): void {
    const answered = { ...request, auditId: uuid(), answeredAt: new Date() };
    this.#waiting.push(toAuditEvent(answered, this.#options.level));
    if (this.#waiting.length >= MAX_BATCH) {
      this.flush();
    } else {
      this.#timer ??= setTimeout(
        () => this.flush(),
        this.#options.batchMs ?? 1_000,
      ).unref();
    }
  }

  /** Sends what waits, now, and waits until it and all before it was taken or given up. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const items = this.#waiting;
    this.#waiting = [];
    if (items.length > 0) {
      this.#sending = this.#sending.then(() => this.#send(items));
    }
    return this.#sending;
  }

  /** Drops what was not sent yet. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
  }

  async #send(items: JsonObject[]): Promise<void> {
    const { url, token, retryMs = 10_000 } = this.#options;
    const { signal } = this.#stopped;
    const body = JSON.stringify({
      kind: 'EventList',
      apiVersion: 'audit.k8s.io/v1',
      metadata: {},
      items,
    });
    let pause = retryMs;
    for (let attempt = 1; attempt <= ATTEMPTS && !signal.aborted; attempt++) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
          },
          body,
          signal,
        });
        await response.arrayBuffer();
        if (response.ok) return;
      } catch {
        // Whoever listens may be away; a real server tries again too.
      }
      await delay(pause, undefined, { signal, ref: false }).catch(() => {});
      pause *= BACKOFF_FACTOR;
    }
  }
}
