import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { toEvent } from '../changes/toEvent';
import {
  KubernetesObject,
  ResourceType,
  StoredObject,
  specDigestOf,
} from '../changes/types';
import { KnownObjects } from './KnownObjects';
import { isNotAfter } from './resourceVersions';

export interface ChangesetOptions {
  readonly cluster: string;
  readonly type: ResourceType;
  readonly project: Projector;
  /** Brought up to date with each change; to be thrown away if the changeset is not committed. */
  readonly known: KnownObjects;
  /** Asked when something is told: a changeset may wait long for its first change. */
  readonly now: () => Date;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
}

/** How a state of an object became known; a `baseline` is older than the watch and makes no event. */
export type Sighting = WebhookEvent['observed'] | 'baseline';

/** What a piece of a watch, or of a comparison with a list, changes: collected to be committed whole. */
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

  /**
   * An object that is there now.
   *
   * @param options - `isNew` is false for one that was there before: when it is not known, it was
   *   ignored until now (e.g. a ReplicaSet that lost its owner), and starts without an event
   */
  put(
    object: KubernetesObject,
    options: { seenBy: Sighting; isNew: boolean },
  ): void {
    const { known } = this.#options;
    const { seenBy, isNew } = options;
    const before = known.get(object.metadata);
    if (seenBy === 'watch' && isOld(object, before)) return;
    const isSame = before?.uid === object.metadata.uid;
    // Deleted first: what came back under its name is deleted, then created.
    if (before && !isSame) this.#remove(before, seenBy);
    const previous = isSame ? before : undefined;
    const current = this.#project(object, previous);
    if (!current) {
      // It has become nobody's news, e.g. a ReplicaSet that was adopted.
      if (previous) this.#forget(previous);
      return;
    }
    // Most writes change nothing that is kept, and so need not be written down.
    if (previous?.projection.equals(current.projection)) {
      if (previous.specDigest !== current.specDigest) {
        const { projection, specDigest } = current;
        known.set({ ...previous, projection, specDigest });
      }
      return;
    }
    known.set(current);
    this.#upserts.set(current.uid, current);
    this.#deletes.delete(current.uid);
    if (before || isNew) this.#tell(seenBy, { previous, current, object });
  }

  /** An object that is gone. One that is not known, or whose name belongs to another, is none. */
  remove(
    name: Pick<KubernetesObject['metadata'], 'namespace' | 'name' | 'uid'>,
    options: { seenBy: Sighting },
  ): void {
    const previous = this.#options.known.get(name);
    if (previous?.uid === name.uid) this.#remove(previous, options.seenBy);
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

  /** How many rows it writes, about. */
  get size(): number {
    return this.#upserts.size + this.#deletes.size + this.#events.length;
  }

  #remove(previous: StoredObject, seenBy: Sighting) {
    this.#forget(previous);
    this.#tell(seenBy, { previous });
  }

  #forget(object: StoredObject) {
    this.#options.known.delete(object);
    this.#upserts.delete(object.uid);
    this.#deletes.add(object.uid);
  }

  #project(
    object: KubernetesObject,
    previous: StoredObject | undefined,
  ): StoredObject | undefined {
    const { project, type } = this.#options;
    const specDigest = specDigestOf(object);
    const isSame = specDigest && specDigest === previous?.specDigest;
    const projection = project(
      object,
      type,
      isSame ? previous.projection : undefined,
    );
    if (!projection) return undefined;
    const { uid, namespace = '', name, resourceVersion } = object.metadata;
    return { uid, namespace, name, resourceVersion, projection, specDigest };
  }

  #tell(
    seenBy: Sighting,
    change: {
      previous?: StoredObject;
      current?: StoredObject;
      object?: KubernetesObject;
    },
  ) {
    if (seenBy === 'baseline') return;
    const { cluster, type, now, entitiesOf } = this.#options;
    const observation = {
      cluster,
      type,
      observed: seenBy,
      now: now(),
      entitiesOf,
    };
    const event = toEvent({ ...observation, ...change });
    if (event) this.#events.push(event);
  }
}

/** Sent twice, or overtaken by what came later: it would undo what is known already. */
function isOld(
  { metadata }: KubernetesObject,
  known: StoredObject | undefined,
): boolean {
  return (
    known !== undefined &&
    isNotAfter(metadata.resourceVersion, known.resourceVersion)
  );
}
