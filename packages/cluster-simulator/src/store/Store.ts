import { apiErrors } from '../ApiError';
import { KubernetesObject } from '../objects';

/** How one write changed the stored objects. */
export type CommitType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One persisted write. */
export interface Commit {
  /** The resourceVersion that the write got; grows by one with each write to the cluster. */
  readonly revision: number;
  readonly type: CommitType;
  /** E.g. `deployments.apps`. */
  readonly resource: string;
  /** As stored; for a deletion the last state, with the deletion's own resourceVersion. */
  readonly object: KubernetesObject;
  /** What the write replaced; absent for the first write of an object. */
  readonly previous?: KubernetesObject;
  /** When it was persisted, in milliseconds since 1970. */
  readonly at: number;
}

type Objects = Map<string, KubernetesObject>;

/** The order of lists, and what a `continue` token counts from. */
export function storageKey(namespace: string | undefined, name: string) {
  return namespace ? `${namespace}/${name}` : name;
}

function keyOf(object: KubernetesObject): string {
  return storageKey(object.metadata.namespace, object.metadata.name);
}

function withRevision(
  object: KubernetesObject,
  revision: number,
): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(revision) },
  };
}

/**
 * What etcd is to a real cluster: the objects, one counter of revisions over all of them, and a
 * window of past writes. Knows nothing of HTTP or of kinds.
 */
export class Store {
  static create(options: {
    /** Everything that happens gets higher revisions than this. */
    firstRevision: number;
    /** How many past writes can be watched or listed again. */
    history: number;
    /** How many writes the journal remembers. */
    journal: number;
  }): Store {
    return new Store(options.firstRevision, options.history, options.journal);
  }

  readonly #objects = new Map<string, Objects>();
  readonly #listeners = new Set<(commit: Commit) => void>();
  readonly #historyLimit: number;
  readonly #journalLimit: number;
  #history: Commit[] = [];
  #journal: Commit[] = [];
  #revision: number;
  #compactedRevision: number;

  private constructor(
    firstRevision: number,
    historyLimit: number,
    journalLimit: number,
  ) {
    this.#revision = firstRevision;
    this.#compactedRevision = firstRevision;
    this.#historyLimit = historyLimit;
    this.#journalLimit = journalLimit;
  }

  /** The revision of the last write. */
  get revision(): number {
    return this.#revision;
  }

  /** The oldest revision that can still be watched from or listed at. */
  get compactedRevision(): number {
    return this.#compactedRevision;
  }

  /** The latest writes, oldest first. */
  get journal(): readonly Commit[] {
    return this.#journal;
  }

  get(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.#objects.get(resource)?.get(storageKey(namespace, name));
  }

  /** All objects of a resource in the order of their keys. */
  list(resource: string): KubernetesObject[] {
    return sorted(this.#objects.get(resource) ?? new Map());
  }

  /** Every object there is. */
  all(): { resource: string; object: KubernetesObject }[] {
    return [...this.#objects].flatMap(([resource, objects]) =>
      [...objects.values()].map(object => ({ resource, object })),
    );
  }

  /** Persists a new or changed object. */
  put(resource: string, object: KubernetesObject): KubernetesObject {
    const objects = this.#objectsOf(resource);
    const previous = objects.get(keyOf(object));
    const type = previous ? 'MODIFIED' : 'ADDED';
    const stored = withRevision(object, this.#revision + 1);
    objects.set(keyOf(stored), stored);
    this.#commit({ type, resource, object: stored, previous });
    return stored;
  }

  /** Removes an object. */
  remove(resource: string, object: KubernetesObject): KubernetesObject {
    const previous = this.#objectsOf(resource).get(keyOf(object)) ?? object;
    const removed = withRevision(object, this.#revision + 1);
    this.#objectsOf(resource).delete(keyOf(object));
    this.#commit({ type: 'DELETED', resource, object: removed, previous });
    return removed;
  }

  /** Puts back what an earlier process had stored; nobody is told. */
  restore(resource: string, object: KubernetesObject): void {
    this.#objectsOf(resource).set(keyOf(object), object);
  }

  /**
   * The objects as they were at a revision.
   *
   * @throws ApiError 410 when the history does not reach back so far
   */
  listAt(resource: string, revision: number): KubernetesObject[] {
    this.#assertKept(revision);
    const objects = new Map(this.#objects.get(resource));
    for (const commit of this.commitsAfter(resource, revision).reverse()) {
      if (commit.type === 'ADDED') objects.delete(keyOf(commit.object));
      else objects.set(keyOf(commit.object), commit.previous!);
    }
    return sorted(objects);
  }

  /**
   * The writes to a resource after a revision, oldest first.
   *
   * @throws ApiError 410 when the history does not reach back so far
   */
  commitsAfter(resource: string, revision: number): Commit[] {
    this.#assertKept(revision);
    // Revisions in the history have no gaps, so the place of one is known.
    const from = Math.max(0, revision - this.#compactedRevision);
    return this.#history
      .slice(from)
      .filter(commit => commit.resource === resource);
  }

  /** Forgets all of the history now. */
  compact(): void {
    this.#history = [];
    this.#compactedRevision = this.#revision;
  }

  /** Calls the listener right after each write. Returns the function that ends it. */
  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #objectsOf(resource: string): Objects {
    const objects = this.#objects.get(resource) ?? new Map();
    this.#objects.set(resource, objects);
    return objects;
  }

  #assertKept(revision: number) {
    if (revision < this.#compactedRevision) {
      throw apiErrors.expired(
        `too old resource version: ${revision} (${this.#compactedRevision})`,
      );
    }
  }

  #commit(write: Omit<Commit, 'revision' | 'at'>) {
    this.#revision += 1;
    const commit = { ...write, revision: this.#revision, at: Date.now() };
    this.#history.push(commit);
    this.#journal.push(commit);
    // Trimming a tenth at a time keeps a write cheap however long the history is.
    if (this.#history.length > this.#historyLimit * 1.1) {
      this.#history = this.#history.slice(-this.#historyLimit);
      this.#compactedRevision = this.#history[0].revision - 1;
    }
    if (this.#journal.length > this.#journalLimit * 1.1) {
      this.#journal = this.#journal.slice(-this.#journalLimit);
    }
    for (const listener of this.#listeners) listener(commit);
  }
}

function sorted(objects: Objects): KubernetesObject[] {
  return [...objects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object);
}
