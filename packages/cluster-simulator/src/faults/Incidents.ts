import { Listener } from '../server/Listener';
import { Store } from '../store/Store';
import { WatchStream } from '../server/WatchStream';

/** What happens once, to the connections and the history that are there at that moment. */
export class Incidents {
  static create(options: {
    listener: Listener;
    store: Store;
    watches: Set<WatchStream>;
  }): Incidents {
    return new Incidents(options.listener, options.store, options.watches);
  }

  readonly #listener: Listener;
  readonly #store: Store;
  readonly #watches: Set<WatchStream>;

  private constructor(
    listener: Listener,
    store: Store,
    watches: Set<WatchStream>,
  ) {
    this.#listener = listener;
    this.#store = store;
    this.#watches = watches;
  }

  /** Resets every connection (RST). */
  reset(): void {
    for (const socket of this.#listener.sockets) socket.resetAndDestroy();
  }

  /** Closes every connection (FIN) in the middle of what it sends, without a last chunk. */
  closeAbruptly(): void {
    for (const socket of this.#listener.sockets) socket.destroy();
  }

  /** Ends every watch as a server does that has had enough of it. */
  endWatches(): void {
    for (const watch of this.#watches) watch.end();
  }

  /** Makes every open watch half-open: it stays connected and never hears anything again. */
  freeze(): void {
    for (const watch of this.#watches) watch.freeze();
  }

  /** Sends a line that is no JSON to every open watch. */
  malformedLine(): void {
    for (const watch of this.#watches) {
      watch.sendRaw('{"type":"MODIFIED","object":{"kind":"Pod","metadata":{\n');
    }
  }

  /** Forgets the history: whoever asks for an older version than the latest gets 410. */
  compact(): void {
    this.#store.compact();
  }

  /** Refuses new connections and resets those there are. */
  async refuseConnections(): Promise<void> {
    await this.#listener.close();
  }

  /** Listens again, on the same port. */
  async acceptConnections(): Promise<void> {
    await this.#listener.open();
  }
}
