import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { constants, createGzip, Gzip } from 'node:zlib';
import { Faults } from '../faults/Faults';
import { interleave } from '../faults/interleave';
import { JsonObject } from '../objects';
import { acceptsGzip } from './exchange';

/** One line of a watch. */
export interface WatchLine {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: JsonObject;
}

/** How long events are collected before they are sent in another order. */
const REORDER_WINDOW_MS = 50;

/** A client that falls further behind is cut off, as a real server does. */
const MAX_WAITING_LINES = 20_000;

/** Sends the lines of one watch in order, and lets faults get in their way. */
export class WatchStream {
  static open(options: {
    request: IncomingMessage;
    response: ServerResponse;
    faults: Faults;
    /** E.g. `pods`. */
    resource: string;
  }): WatchStream {
    return new WatchStream(options);
  }

  readonly resource: string;
  readonly #response: ServerResponse;
  readonly #faults: Faults;
  readonly #gzip?: Gzip;
  readonly #closeListeners: (() => void)[] = [];
  #waiting: WatchLine[] = [];
  #sending = false;
  #ending = false;
  #frozen = false;

  private constructor(options: {
    request: IncomingMessage;
    response: ServerResponse;
    faults: Faults;
    resource: string;
  }) {
    const { request, response, faults } = options;
    this.resource = options.resource;
    this.#response = response;
    this.#faults = faults;
    response.setHeader('content-type', 'application/json');
    response.setHeader('cache-control', 'no-cache, private');
    if (faults.settings.gzip && acceptsGzip(request)) {
      response.setHeader('content-encoding', 'gzip');
      this.#gzip = createGzip({ level: 1 });
      this.#gzip.pipe(response);
    }
    response.writeHead(200);
    response.flushHeaders();
    // Events are small and must not wait for each other.
    request.socket.setNoDelay(true);
    response.once('close', () => {
      this.#ending = true;
      for (const listener of this.#closeListeners) listener();
    });
  }

  /** Whether the client hears nothing more, ever: the stream is half-open. */
  get frozen(): boolean {
    return this.#frozen;
  }

  send(line: WatchLine): void {
    if (this.#ending || this.#frozen) return;
    this.#waiting.push(line);
    if (this.#waiting.length > MAX_WAITING_LINES) {
      this.#response.destroy();
      return;
    }
    this.#drain();
  }

  /** Sends bytes as they are, past every line that waits. */
  sendRaw(text: string): void {
    if (!this.#ending && !this.#frozen) this.#write(text);
  }

  /** Ends the answer as a server does, after all lines were sent. */
  end(): void {
    if (this.#ending || this.#frozen) return;
    this.#ending = true;
    this.#drain();
  }

  /** Stops sending for good and leaves the connection open. */
  freeze(): void {
    this.#frozen = true;
    this.#waiting = [];
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  /** Runs without a pause, and so at once, unless a fault or a slow client makes it wait. */
  async #drain(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#waiting.length > 0 && this.#isOpen()) {
      const { silence, slowMs, reorder, duplicate } = this.#faults.settings;
      if (silence) {
        await this.#faults.nextChange();
        continue;
      }
      if (slowMs) await delay(slowMs);
      if (reorder) {
        await delay(REORDER_WINDOW_MS);
        this.#waiting = interleave(this.#waiting);
      }
      // What waits together is sent together, unless each line has its own delay.
      const lines = this.#waiting.splice(0, slowMs ? 1 : this.#waiting.length);
      const said = lines.map(line => `${JSON.stringify(line)}\n`).join('');
      const text = duplicate ? said + said : said;
      if (this.#isOpen() && !this.#write(text)) await this.#writable();
    }
    this.#sending = false;
    if (this.#ending && this.#isOpen()) {
      if (this.#gzip) this.#gzip.end();
      else this.#response.end();
    }
  }

  #isOpen(): boolean {
    return (
      !this.#frozen &&
      !this.#response.destroyed &&
      !this.#response.writableEnded
    );
  }

  #write(text: string): boolean {
    if (!this.#gzip) return this.#response.write(text);
    this.#gzip.write(text);
    this.#gzip.flush(constants.Z_SYNC_FLUSH);
    return true;
  }

  async #writable(): Promise<void> {
    const stop = new AbortController();
    const { signal } = stop;
    await Promise.race([
      once(this.#response, 'drain', { signal }),
      once(this.#response, 'close', { signal }),
    ]).catch(() => {});
    stop.abort();
  }
}
