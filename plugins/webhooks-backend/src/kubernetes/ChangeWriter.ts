import { Changeset } from './Changeset';

export interface ChangeWriterOptions {
  /** An empty changeset. */
  readonly begin: () => Changeset;
  /**
   * Writes a changeset with everything that it means.
   *
   * @param cursor - where the watch resumes after it; undefined leaves the stored place as it is
   */
  readonly commit: (
    changeset: Changeset,
    cursor: string | undefined,
  ) => Promise<void>;
  /** Called when changes worth telling are committed, so long after the first of them was read. */
  readonly onTold?: (lagMs: number) => void;
  /** A changeset that nobody waits for is committed when it has this size. */
  readonly maxSize: number;
  /** So many pieces of the next one are collected while one is committed. */
  readonly maxAhead: number;
}

/**
 * Commits one changeset while the next one is collected. So a quiet watch commits each change at
 * once, and a busy one commits as much together as came in meanwhile; and when the database is
 * slower than the cluster, whoever collects waits.
 */
export class ChangeWriter {
  readonly #options: ChangeWriterOptions;
  #changeset: Changeset;
  /** When the first change in it was read, by the monotonic clock. */
  #readAt: number | undefined;
  #cursor: string | undefined;
  #isDue = false;
  /** Of what the changeset was collected from. */
  #pieces = 0;
  #committing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  static create(options: ChangeWriterOptions) {
    return new ChangeWriter(options);
  }

  private constructor(options: ChangeWriterOptions) {
    this.#options = options;
    this.#changeset = options.begin();
  }

  /** The one that is collected now. */
  get changeset(): Changeset {
    this.#readAt ??= performance.now();
    return this.#changeset;
  }

  /**
   * Tells the place after all that was collected.
   *
   * @param options - `isDue` commits it even when nothing changed
   */
  moveTo(cursor: string, options: { isDue: boolean }): void {
    this.#cursor = cursor;
    this.#isDue ||= options.isDue;
  }

  /**
   * To be called whenever a piece was collected; resolves when there is room for more.
   *
   * @param options - `isUrgent` commits as soon as can be; otherwise a changeset is filled first
   * @throws whatever a commit threw; nothing is committed after that
   */
  async offer({ isUrgent }: { isUrgent: boolean }): Promise<void> {
    // What was read so far has changed nothing.
    if (this.#changeset.size === 0) this.#readAt = undefined;
    const { maxAhead, maxSize } = this.#options;
    this.#pieces += 1;
    if (isUrgent || this.#changeset.size >= maxSize) this.#begin();
    while (this.#committing && this.#pieces >= maxAhead) await this.#committing;
    this.#throwFailure();
  }

  /**
   * Resolves when everything that was collected is committed.
   *
   * @throws whatever a commit threw
   */
  async drain(): Promise<void> {
    this.#begin();
    while (this.#committing) await this.#committing;
    this.#throwFailure();
  }

  #begin() {
    const hasWork = this.#changeset.size > 0 || this.#isDue;
    if (this.#committing || this.#failure || !hasWork) return;
    const changeset = this.#changeset;
    const cursor = this.#cursor;
    const readAt = this.#readAt ?? performance.now();
    this.#readAt = undefined;
    this.#changeset = this.#options.begin();
    this.#isDue = false;
    this.#pieces = 0;
    this.#committing = this.#options
      .commit(changeset, cursor)
      .then(() => {
        if (changeset.events.length === 0) return;
        this.#options.onTold?.(performance.now() - readAt);
      })
      .catch(error => {
        this.#failure = { error };
      })
      .then(() => {
        this.#committing = undefined;
        this.#begin();
      });
  }

  #throwFailure() {
    if (this.#failure) throw this.#failure.error;
  }
}
