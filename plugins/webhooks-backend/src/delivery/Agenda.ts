/** When the lane of each webhook is to be looked at. Times are milliseconds since the epoch. */
export class Agenda {
  readonly #dueAt = new Map<string, number>();

  static create() {
    return new Agenda();
  }

  private constructor() {}

  /** A lane is to be looked at at this time, or before if it was noted for before. */
  note(webhookId: string, at: number): void {
    const known = this.#dueAt.get(webhookId);
    if (known === undefined || at < known) this.#dueAt.set(webhookId, at);
  }

  /** Somebody looks at a lane now: whatever is noted from now on is new. */
  take(webhookId: string): void {
    this.#dueAt.delete(webhookId);
  }

  /** The lanes to look at now, the longest due first. */
  due(now: number): string[] {
    return [...this.#dueAt]
      .filter(([, at]) => at <= now)
      .sort(([, a], [, b]) => a - b)
      .map(([webhookId]) => webhookId);
  }

  /** When the first lane is to be looked at of those after a time; undefined when none is. */
  nextAt(after: number): number | undefined {
    let first: number | undefined;
    for (const at of this.#dueAt.values()) {
      if (at > after && (first === undefined || at < first)) first = at;
    }
    return first;
  }
}
