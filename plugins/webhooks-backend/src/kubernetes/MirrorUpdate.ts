import { KubernetesObject } from '../changes/types';
import { Sighting } from './Changeset';
import { ChangeWriter } from './ChangeWriter';
import { KnownObjects } from './KnownObjects';

export interface MirrorUpdateOptions {
  readonly known: KnownObjects;
  readonly writer: ChangeWriter;
  /** Whether it begins with a list. */
  readonly isList: boolean;
  /** Whether there is anything to compare a list with; without, it tells nothing. */
  readonly hasBaseline: boolean;
  /** Called when everything up to a place has been told. */
  readonly onMove: (resourceVersion: string) => void;
  /** Called when the list that it begins with is complete. */
  readonly onListed: () => void;
}

/**
 * One list, or one watch, or a watch that begins with a list, on its way into a {@link Mirror}.
 *
 * What a list tells is committed piece by piece, but only when it is complete is it evidence that
 * what was not in it is gone, and only then does the watch have a place to go on from.
 */
export class MirrorUpdate {
  readonly #options: MirrorUpdateOptions;
  /** The uids that are known and were not in the list yet; absent when there is no list. */
  #unseen: Set<string> | undefined;

  static begin(options: MirrorUpdateOptions) {
    return new MirrorUpdate(options);
  }

  private constructor(options: MirrorUpdateOptions) {
    this.#options = options;
    if (options.isList) {
      this.#unseen = new Set([...options.known].map(({ uid }) => uid));
    }
  }

  /** Whether the list that it began with has not ended yet. */
  get isListing(): boolean {
    return this.#unseen !== undefined;
  }

  /** An object as it is. In a list it is taken for the truth, whatever was known of it. */
  put(object: KubernetesObject, options: { isNew: boolean }): void {
    const { metadata } = object;
    this.#unseen?.delete(metadata.uid);
    const { changeset } = this.#options.writer;
    changeset.put(object, { seenBy: this.#seenBy, isNew: options.isNew });
    if (!this.isListing) this.#moveTo(metadata.resourceVersion, false);
  }

  /** An object that was deleted; its version is that of the deletion. */
  remove({ metadata }: KubernetesObject): void {
    this.#unseen?.delete(metadata.uid);
    const { changeset } = this.#options.writer;
    changeset.remove(metadata, { seenBy: this.#seenBy });
    if (!this.isListing) this.#moveTo(metadata.resourceVersion, false);
  }

  /** All objects of the list have been put, so those that were not are gone. */
  endList(resourceVersion: string): void {
    const { known, writer } = this.#options;
    const gone = [...known].filter(({ uid }) => this.#unseen?.has(uid));
    for (const object of gone) {
      writer.changeset.remove(object, { seenBy: this.#seenBy });
    }
    this.#unseen = undefined;
    this.#moveTo(resourceVersion, true);
    this.#options.onListed();
  }

  /** Everything up to this place has been told. Soon enough to write the place down. */
  bookmark(resourceVersion: string): void {
    this.#moveTo(resourceVersion, true);
  }

  /**
   * To be called whenever something was put or removed; resolves when there is room for more.
   *
   * @throws whatever a commit threw
   */
  async offer(): Promise<void> {
    // Nobody waits for a piece of a list, and a commit takes the disk.
    await this.#options.writer.offer({ isUrgent: !this.isListing });
  }

  /**
   * Resolves when everything is committed.
   *
   * @throws whatever a commit threw
   */
  async drain(): Promise<void> {
    await this.#options.writer.drain();
  }

  get #seenBy(): Sighting {
    if (!this.isListing) return 'watch';
    return this.#options.hasBaseline ? 'catch-up' : 'baseline';
  }

  #moveTo(resourceVersion: string, isDue: boolean) {
    this.#options.onMove(resourceVersion);
    this.#options.writer.moveTo(resourceVersion, { isDue });
  }
}
