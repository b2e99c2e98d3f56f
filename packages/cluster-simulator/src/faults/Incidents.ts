import { Registry } from '../Registry';
import { findBuiltIn } from '../resources/builtInResources';
import { resourceName } from '../resources/Resource';
import { Listener } from '../server/Listener';
import { Store } from '../store/Store';
import { WatchStream } from '../server/WatchStream';

/** What happens once, to the connections and the history that are there at that moment. */
export class Incidents {
  static create(options: {
    listener: Listener;
    store: Store;
    registry: Registry;
    watches: Set<WatchStream>;
  }): Incidents {
    return new Incidents(options);
  }

  readonly #listener: Listener;
  readonly #store: Store;
  readonly #registry: Registry;
  readonly #watches: Set<WatchStream>;

  private constructor(options: {
    listener: Listener;
    store: Store;
    registry: Registry;
    watches: Set<WatchStream>;
  }) {
    this.#listener = options.listener;
    this.#store = options.store;
    this.#registry = options.registry;
    this.#watches = options.watches;
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

  /**
   * Writes a ConfigMap `default/large-object`, another one each time, as large as the largest
   * object of a real cluster (there it would have to be of a custom kind).
   *
   * @param bytes - 1,500,000 by default; etcd takes 1.5 MiB
   */
  largeObject(bytes = 1_500_000): void {
    const resource = findBuiltIn('ConfigMap');
    const place = { namespace: 'default', name: 'large-object' };
    const input = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: place,
      data: {
        filling: 'x'.repeat(bytes),
        written: String(this.#store.revision),
      },
    };
    const { namespace, name } = place;
    const exists = this.#store.get(resourceName(resource), namespace, name);
    const options = { manager: 'cluster-simulator', namespace };
    if (exists) this.#registry.update(resource, place, input, options);
    else this.#registry.create(resource, input, options);
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
