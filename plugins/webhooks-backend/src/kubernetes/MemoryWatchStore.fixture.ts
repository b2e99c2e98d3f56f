import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { StoredObject } from '../changes/types';
import { StoredType, WatchBatch, WatchKey, WatchStore } from './WatchStore';

const textOf = ({ cluster, resource }: WatchKey) => `${cluster}/${resource}`;

/** A store that a test can look into; it outlives the reflector that writes to it. */
export class MemoryWatchStore implements WatchStore {
  static create() {
    return new MemoryWatchStore();
  }

  /** In the order of the commits. */
  readonly events: WebhookEvent[] = [];
  /** Fails so many commits, as a database that is away. */
  failures = 0;
  readonly #keys = new Map<string, WatchKey>();
  readonly #cursors = new Map<string, string>();
  readonly #types = new Map<string, StoredType>();
  readonly #objects = new Map<string, Map<string, StoredObject>>();

  private constructor() {}

  async load(key: WatchKey) {
    return {
      resourceVersion: this.#cursors.get(textOf(key)),
      objects: [...(this.#objects.get(textOf(key))?.values() ?? [])],
    };
  }

  async typeOf(key: WatchKey) {
    return this.#types.get(textOf(key));
  }

  async commit(batch: WatchBatch) {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('insert into `events` values (1, 2) - SQLITE_BUSY');
    }
    const text = textOf(batch.key);
    const objects = this.#objects.get(text) ?? new Map();
    for (const object of batch.upserts) objects.set(object.uid, object);
    for (const uid of batch.deletes) objects.delete(uid);
    this.#keys.set(text, batch.key);
    this.#objects.set(text, objects);
    if (batch.resourceVersion !== undefined) {
      this.#cursors.set(text, batch.resourceVersion);
    }
    if (batch.type) this.#types.set(text, batch.type);
    this.events.push(...batch.events);
  }

  async forget(key: WatchKey) {
    this.#keys.delete(textOf(key));
    this.#objects.delete(textOf(key));
    this.#cursors.delete(textOf(key));
    this.#types.delete(textOf(key));
  }

  async keys() {
    return [...this.#keys.values()];
  }
}
