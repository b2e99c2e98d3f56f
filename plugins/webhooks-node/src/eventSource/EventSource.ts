import {
  Change,
  EventType,
  Severity,
} from '@kubevision/backstage-plugin-webhooks-common';

/**
 * Something beside Kubernetes that webhooks can tell about, such as the catalog. Its events go through
 * the same filters, noise control, history and deliveries. A webhook gets them only when its filter
 * `clusters` names them, as `source:<id>`; `*` does not.
 */
export interface EventSource {
  /** Lower-case letters, digits and `-`, e.g. `catalog`. Filters name it, so it never changes. */
  readonly id: string;
  /**
   * Called once in each replica, when events can be published. What it throws is logged, and the
   * source stays silent.
   */
  connect(connection: EventSourceConnection): Promise<void>;
  /** Called when the portal stops; resolves when nothing will be published any more. */
  disconnect?(): Promise<void>;
}

/** How a source tells what happened. */
export interface EventSourceConnection {
  /**
   * Commits events, with a delivery for every webhook that wants one, in one transaction. Once it has
   * resolved they survive any crash; when it rejects, nothing of it has happened, unless the database
   * went away in the middle of the commit. Repeating is safe: an event whose `key` was published before
   * is not told again.
   *
   * @param state - what the source remembers changes in the same transaction
   * @throws InputError for an event that will not do, naming what is wrong with it
   * @throws ConflictError when `state` was read before another replica changed it: read it again
   */
  publish(
    events: readonly SourceEvent[],
    state?: SourceStateChange,
  ): Promise<void>;

  /**
   * What the source remembers: a cursor, or what it saw last. Shared by all replicas.
   *
   * @param keys - everything when absent
   */
  readState(keys?: readonly string[]): Promise<SourceState>;
}

/** What a source remembers. */
export interface SourceState {
  /** Grows with every change of it; 0 before the first. */
  readonly revision: number;
  readonly entries: ReadonlyMap<string, string>;
}

/** A change of what a source remembers. */
export interface SourceStateChange {
  /** As it was read; the change is refused when it is another one now. */
  readonly revision: number;
  /** Keys have at most 255 characters. */
  readonly put?: ReadonlyMap<string, string>;
  readonly remove?: readonly string[];
}

/** Something that happened to an object. Texts longer than 256 bytes are cut, secrets are masked. */
export interface SourceEvent {
  /**
   * Tells it from all other events of the source, for ever: the same happening has the same key, and
   * another one has another. Forgotten when retention deletes the event, after a day at the earliest.
   */
  readonly key: string;
  readonly event: EventType;
  /** E.g. `Component`: letters and digits. */
  readonly kind: string;
  /** A group and a version, e.g. `backstage.io/v1alpha1`. */
  readonly apiVersion: string;
  /** Absent for what has none. */
  readonly namespace?: string;
  readonly name: string;
  /** Who did it, where the source knows. */
  readonly actor?: string;
  /** When it happened; now when absent. */
  readonly occurredAt?: Date;
  /** What was created or deleted, in a few words; for `create` and `delete`. */
  readonly summary?: string;
  /** What changed, the most significant first; at least one for `update` and `scale`. */
  readonly changes?: readonly Change[];
  /** `info` when absent. */
  readonly severity?: Severity;
  readonly labels?: Readonly<Record<string, string>>;
  /** The object's own id, the same for as long as it exists; made of kind and name when absent. */
  readonly uid?: string;
  /** Refs of the catalog's entities that it belongs to. */
  readonly entities?: readonly string[];
  /** Refs of its owners, for the filter `owners`, beside those of its `entities`. */
  readonly owners?: readonly string[];
  /** Refs of the systems that it is part of, for the filter `systems`, beside those of its `entities`. */
  readonly systems?: readonly string[];
}
