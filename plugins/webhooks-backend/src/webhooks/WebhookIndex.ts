import {
  EventType,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { isOwnersNews } from '../changes/isOwnersNews';
import {
  Ownership,
  Subject,
  compileFilters,
  ownershipOfAll,
  toSubject,
} from './compileFilters';
import { DIMENSIONS, Dimension, keysOf } from './dimensions';
import { Filters } from './filters';

/** A webhook that wants an event, and as what. */
export interface Match {
  readonly webhookId: string;
  readonly eventType: EventType;
}

/** A webhook as far as it decides what it wants. */
export interface IndexedWebhook {
  readonly id: string;
  readonly filters: Filters;
  /** Whether it also wants what is only news of the owner; see `isOwnersNews`. */
  readonly tellsPods: boolean;
}

/** One webhook, its filters compiled once. */
interface Entry {
  readonly webhookId: string;
  /** Among all webhooks, so that matches come in their order. */
  readonly position: number;
  readonly wants: (subject: Subject) => EventType | undefined;
  readonly tellsPods: boolean;
}

/** The webhooks that ask for values in the same dimensions, by those values. */
interface Shape {
  readonly dimensions: readonly Dimension[];
  readonly byKey: Map<string, Entry[]>;
}

/** A webhook that names more combinations of values is looked up by fewer dimensions. */
const MAX_KEYS = 256;

/**
 * Finds the webhooks that want an event without asking all of them. Webhooks are kept by the
 * values that they ask for, such as cluster, kind and namespace; an event looks up its own values, once
 * for each combination of dimensions that is in use, and only who is found there is asked.
 */
export class WebhookIndex {
  readonly #shapes = new Map<string, Shape>();
  readonly #ownershipOf: (entityRef: string) => Ownership;

  /** @param options - `ownershipOf` an entity of the catalog, at the moment of the match */
  static create(options: {
    webhooks: readonly IndexedWebhook[];
    ownershipOf: (entityRef: string) => Ownership;
  }) {
    const index = new WebhookIndex(options.ownershipOf);
    options.webhooks.forEach(({ id, filters, tellsPods }, position) =>
      index.#add(filters, {
        webhookId: id,
        position,
        wants: compileFilters(filters),
        tellsPods,
      }),
    );
    return index;
  }

  private constructor(ownershipOf: (entityRef: string) => Ownership) {
    this.#ownershipOf = ownershipOf;
  }

  /** The webhooks that want an event, in the order in which they were given. */
  match(event: WebhookEvent): Match[] {
    const subject = toSubject(
      event,
      ownershipOfAll(event.entities, this.#ownershipOf),
    );
    const isFolded = isOwnersNews(event);
    const found = new Map<Entry, EventType>();
    for (const { dimensions, byKey } of this.#shapes.values()) {
      const values = dimensions.map(({ valuesOf }) => valuesOf(subject));
      for (const key of keysOf(values)) {
        for (const entry of byKey.get(key) ?? []) {
          if (isFolded && !entry.tellsPods) continue;
          const eventType = entry.wants(subject);
          if (eventType) found.set(entry, eventType);
        }
      }
    }
    return [...found]
      .sort(([a], [b]) => a.position - b.position)
      .map(([{ webhookId }, eventType]) => ({ webhookId, eventType }));
  }

  #add(filters: Filters, entry: Entry) {
    const exact = DIMENSIONS.flatMap(dimension => {
      const values = dimension.wantedValues(filters);
      return values ? [{ dimension, values }] : [];
    });
    // The longest lists tell the least.
    exact.sort((a, b) => b.values.length - a.values.length);
    const count = () => exact.reduce((n, { values }) => n * values.length, 1);
    while (count() > MAX_KEYS) exact.shift();

    const shape = this.#shapeOf(exact.map(({ dimension }) => dimension));
    const values = shape.dimensions.map(
      dimension => exact.find(it => it.dimension === dimension)!.values,
    );
    for (const key of keysOf(values)) {
      const entries = shape.byKey.get(key);
      if (entries) entries.push(entry);
      else shape.byKey.set(key, [entry]);
    }
  }

  #shapeOf(dimensions: readonly Dimension[]): Shape {
    const ordered = DIMENSIONS.filter(it => dimensions.includes(it));
    const id = ordered.map(({ name }) => name).join();
    const shape = this.#shapes.get(id) ?? {
      dimensions: ordered,
      byKey: new Map(),
    };
    this.#shapes.set(id, shape);
    return shape;
  }
}
