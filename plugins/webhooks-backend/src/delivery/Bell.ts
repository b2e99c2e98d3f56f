/** Wakes one waiter. Rings are coalesced, and a ring that nobody was waiting for is not lost. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  static create() {
    return new Bell();
  }

  private constructor() {}

  /** Whether it was rung since {@link Bell.hush}. */
  get rung(): boolean {
    return this.#rung;
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Forgets the rings so far. */
  hush(): void {
    this.#rung = false;
  }

  /** Resolves when it was rung since {@link Bell.hush}; at once if it was already. */
  async wait(): Promise<void> {
    if (this.#rung) return;
    await new Promise<void>(resolve => {
      this.#wake = resolve;
    });
  }
}
