import { RelistCause } from '@kubevision/backstage-plugin-webhooks-common';
import { Projector } from '../changes/projector';
import { RULES_VERSION } from '../changes/rules';
import { ResourceType } from '../changes/types';
import { Changeset } from './Changeset';
import { ChangeWriter } from './ChangeWriter';
import { KnownObjects } from './KnownObjects';
import { MirrorUpdate } from './MirrorUpdate';
import { WatchKey, WatchStore } from './WatchStore';

export interface MirrorOptions {
  readonly key: WatchKey;
  readonly type: ResourceType;
  readonly store: WatchStore;
  /** Of the lease on the cluster; the store refuses commits under one that was taken over. */
  readonly leaseToken?: number;
  readonly project: Projector;
  /** Refs of the catalog's entities that have a `backstage.io/kubernetes-id`. */
  readonly entitiesOf?: (kubernetesId: string) => readonly string[];
  readonly now: () => Date;
  /** Called when a list is complete. */
  readonly onListed?: (cause: RelistCause) => void;
  /** See `ChangeWriter`. */
  readonly onTold?: (lagMs: number) => void;
}

/** Rows of one commit of a list, about; larger ones are no faster. */
const MAX_CHANGES = 1000;
/**
 * What arrived together is at most 64 KiB, or one object; the cluster is not read from beyond so
 * many of these while the database is busy.
 */
const MAX_AHEAD = 16;

/**
 * What is known of one resource of one cluster: the objects as they were last told, and the place
 * in the cluster's history up to which that is so. It runs a little ahead of the store; when a
 * commit fails, it is read from there again.
 */
export class Mirror {
  readonly #options: MirrorOptions;
  #known = KnownObjects.of([]);
  #isLoaded = false;
  #cursor: string | undefined;
  #hasBaseline = false;
  #listCause: RelistCause = 'first';

  static create(options: MirrorOptions) {
    return new Mirror(options);
  }

  private constructor(options: MirrorOptions) {
    this.#options = options;
  }

  /** Where a watch resumes; undefined when there has to be a list first. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** How many objects are known. */
  get size(): number {
    return this.#known.size;
  }

  /** The namespaces that its objects are in, or are, sorted. */
  get namespaces(): string[] {
    const isNamespace = this.#options.key.resource === 'namespaces';
    const namespaces = isNamespace
      ? [...this.#known].map(({ name }) => name)
      : this.#known.namespaces.filter(Boolean);
    return namespaces.sort();
  }

  /** Reads what the store knows, unless that is known already. */
  async load(): Promise<void> {
    if (this.#isLoaded) return;
    const { key, store } = this.#options;
    const { resourceVersion, objects } = await store.load(key);
    this.#known = KnownObjects.of(objects);
    this.#cursor = resourceVersion;
    this.#hasBaseline = resourceVersion !== undefined;
    this.#isLoaded = true;
  }

  /** The next step is a list, because the place where the watch was is of no use any more. */
  loseCursor(cause: RelistCause): void {
    this.#cursor = undefined;
    this.#listCause = cause;
  }

  /**
   * Begins a list, when there is no {@link cursor}, or goes on from it. Ends with
   * {@link MirrorUpdate.drain}.
   */
  begin(): MirrorUpdate {
    const cause = this.#hasBaseline ? this.#listCause : 'first';
    return MirrorUpdate.begin({
      known: this.#known,
      writer: this.#writer(),
      isList: this.#cursor === undefined,
      hasBaseline: this.#hasBaseline,
      onMove: cursor => {
        this.#cursor = cursor;
        this.#hasBaseline = true;
      },
      onListed: () => this.#options.onListed?.(cause),
    });
  }

  #writer(): ChangeWriter {
    const { entitiesOf, key, leaseToken, now, onTold, project, store, type } =
      this.#options;
    const { cluster } = key;
    return ChangeWriter.create({
      maxSize: MAX_CHANGES,
      maxAhead: MAX_AHEAD,
      onTold,
      begin: () =>
        Changeset.create({
          cluster,
          type,
          project,
          known: this.#known,
          now,
          entitiesOf,
        }),
      commit: async ({ upserts, deletes, events }, resourceVersion) => {
        try {
          const changes = { upserts, deletes, events };
          await store.commit({
            key,
            type: { ...type, rulesVersion: RULES_VERSION },
            leaseToken,
            resourceVersion,
            ...changes,
          });
        } catch (error) {
          this.#isLoaded = false;
          throw error;
        }
      },
    });
  }
}
