import { isDeepStrictEqual } from 'node:util';
import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { toEvent } from '../changes/toEvent';
import { KubernetesObject, ResourceType, StoredObject } from '../changes/types';

export interface ChangesetOptions {
  readonly cluster: string;
  readonly type: ResourceType;
  readonly project: Projector;
  /** By uid, as the last commit left them; not changed before {@link Changeset.applyTo}. */
  readonly known: ReadonlyMap<string, StoredObject>;
  readonly observed: WebhookEvent['observed'];
  readonly now: Date;
}

/**
 * What a piece of a watch, or a comparison with a list, changes: collected first, so that it can
 * be committed whole, and forgotten whole when the commit fails.
 */
export class Changeset {
  readonly #options: ChangesetOptions;
  readonly #upserts = new Map<string, StoredObject>();
  readonly #deletes = new Set<string>();
  readonly #events: WebhookEvent[] = [];

  static create(options: ChangesetOptions) {
    return new Changeset(options);
  }

  private constructor(options: ChangesetOptions) {
    this.#options = options;
  }

  /** An object that was not there before. */
  add(object: KubernetesObject) {
    this.#put(object, true);
  }

  /**
   * An object that was there before. When it is not known, it was ignored until now (e.g. a
   * ReplicaSet that lost its owner), and starts without an event.
   */
  modify(object: KubernetesObject) {
    this.#put(object, false);
  }

  /** An object that is known without an event, because it is older than the watch. */
  baseline(object: KubernetesObject) {
    const current = this.#store(object);
    if (current) this.#upserts.set(current.uid, current);
  }

  /** An object that is gone. */
  remove(uid: string) {
    const previous = this.#find(uid);
    if (!previous) return;
    this.#drop(uid);
    this.#tell({ previous });
  }

  get upserts(): readonly StoredObject[] {
    return [...this.#upserts.values()];
  }

  /** Uids. */
  get deletes(): readonly string[] {
    return [...this.#deletes];
  }

  get events(): readonly WebhookEvent[] {
    return this.#events;
  }

  get isEmpty(): boolean {
    return this.#upserts.size + this.#deletes.size + this.#events.length === 0;
  }

  /** Brings the known objects up to date, after the commit. */
  applyTo(known: Map<string, StoredObject>) {
    for (const uid of this.#deletes) known.delete(uid);
    for (const [uid, object] of this.#upserts) known.set(uid, object);
  }

  #put(object: KubernetesObject, isNew: boolean) {
    const { uid } = object.metadata;
    const previous = this.#find(uid);
    // A stream that repeats itself tells nothing new, and must not turn back what is known.
    if (previous && isOlder(object.metadata, previous)) return;
    const current = this.#store(object);
    if (!current) {
      // It has become nobody's news, e.g. a ReplicaSet that was adopted.
      if (previous) this.#drop(uid);
      return;
    }
    // Most writes change nothing that is kept, and so need not be written down.
    if (
      previous &&
      isDeepStrictEqual(previous.projection, current.projection)
    ) {
      return;
    }
    this.#upserts.set(uid, current);
    this.#deletes.delete(uid);
    if (previous || isNew) this.#tell({ previous, current, object });
  }

  #find(uid: string): StoredObject | undefined {
    if (this.#deletes.has(uid)) return undefined;
    return this.#upserts.get(uid) ?? this.#options.known.get(uid);
  }

  #drop(uid: string) {
    this.#upserts.delete(uid);
    this.#deletes.add(uid);
  }

  #store(object: KubernetesObject): StoredObject | undefined {
    const { project, type } = this.#options;
    const projection = project(object, type);
    if (!projection) return undefined;
    const { uid, namespace = '', name, resourceVersion } = object.metadata;
    return { uid, namespace, name, resourceVersion, projection };
  }

  #tell(change: {
    previous?: StoredObject;
    current?: StoredObject;
    object?: KubernetesObject;
  }) {
    const { cluster, type, observed, now } = this.#options;
    const event = toEvent({ cluster, type, observed, now, ...change });
    if (event) this.#events.push(event);
  }
}

interface Versioned {
  readonly resourceVersion: string;
}

/**
 * Versions of one object are numbers that grow. Whoever serves them otherwise is taken at its word.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
function isOlder(a: Versioned, b: Versioned): boolean {
  const [one, other] = [a.resourceVersion, b.resourceVersion];
  const areNumbers = [one, other].every(version => /^[1-9]\d*$/.test(version));
  return areNumbers && BigInt(one) < BigInt(other);
}
