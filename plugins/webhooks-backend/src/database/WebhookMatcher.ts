import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';
import { Knex } from 'knex';
import { Ownership } from '../webhooks/compileFilters';
import { Match, WebhookIndex } from '../webhooks/WebhookIndex';
import { readRevision } from './revisions';
import { readEnabledFilters } from './enabledFilters';

/** An event, and a webhook that wants it. */
export interface EventMatch extends Match {
  readonly event: WebhookEvent;
}

/**
 * Matches events with the webhooks of the same moment. The index of webhooks is kept in memory and
 * built anew only after some webhook changed, so a commit reads one number.
 */
export class WebhookMatcher {
  readonly #ownershipOf: (entityRef: string) => Ownership;
  #built: { revision: number; index: WebhookIndex } | undefined;

  /** @param options - `ownershipOf` an entity of the catalog, at the moment of the match */
  static create(options: { ownershipOf: (entityRef: string) => Ownership }) {
    return new WebhookMatcher(options.ownershipOf);
  }

  private constructor(ownershipOf: (entityRef: string) => Ownership) {
    this.#ownershipOf = ownershipOf;
  }

  /** @param tx - the transaction that commits the events */
  async match(
    tx: Knex.Transaction,
    events: readonly WebhookEvent[],
  ): Promise<EventMatch[]> {
    if (events.length === 0) return [];
    const index = await this.#index(tx);
    return events.flatMap(event =>
      index.match(event).map(match => ({ ...match, event })),
    );
  }

  async #index(tx: Knex.Transaction): Promise<WebhookIndex> {
    // Before the filters: those may be newer than the number, and then are read once more.
    const revision = await readRevision(tx, 'webhooks');
    if (this.#built?.revision === revision) return this.#built.index;
    const index = WebhookIndex.create({
      webhooks: await readEnabledFilters(tx),
      ownershipOf: this.#ownershipOf,
    });
    this.#built = { revision, index };
    return index;
  }
}
