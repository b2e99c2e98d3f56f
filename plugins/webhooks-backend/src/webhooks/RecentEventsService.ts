import {
  EntityWebhook,
  EntityWebhooks,
  EventExplanation,
  EventExplanations,
  RecentEventsQuery,
  WebhookEvent,
} from '@kubevision/backstage-plugin-webhooks-common';
import { WebhookQuery } from '@kubevision/backstage-plugin-webhooks-node';
import { DeliveryStore } from '../database/DeliveryStore';
import { EventHistory, FoundEvents } from '../database/EventHistory';
import { EVERYWHERE } from '../changes/matchesCluster';
import { isOwnersNews } from '../changes/isOwnersNews';
import { EventQuery } from '../permissions/eventsWithin';
import { tellsPods } from '../noise/settings';
import { StoredWebhook } from '../database/webhookRow';
import { WebhookStore } from '../database/WebhookStore';
import {
  Ownership,
  asksForOwnership,
  compileFilters,
  explainFilters,
  ownershipOfAll,
  toSubject,
} from './compileFilters';
import { normalizeFilters } from './filters';
import { whyDisabled } from './whyDisabled';

const DEFAULT_PAGE = 25;

/** By how many of its newest events the webhooks of an entity are told. */
const EVENTS_OF_ENTITY = 100;

/** How many webhooks are read at once. */
const WEBHOOKS = 500;

/** All kinds, and that of watches that stall, which `*` does not take in. */
const EVERYTHING = ['*', 'Watch'];

/** What looking back at events stands on. */
export interface RecentEventsServiceOptions {
  readonly events: EventHistory;
  readonly store: WebhookStore;
  readonly deliveries: DeliveryStore;
  /** Of an entity of the catalog. */
  readonly ownershipOf: (entityRef: string) => Ownership;
}

/** What whoever asks may see. */
export interface EventViewer {
  readonly isVisible: EventQuery;
  readonly isReadable: WebhookQuery;
  readonly hasReadableHistory: WebhookQuery;
}

/** What changed in the clusters, and what became of it. */
export class RecentEventsService {
  readonly #options: RecentEventsServiceOptions;

  static create(options: RecentEventsServiceOptions) {
    return new RecentEventsService(options);
  }

  private constructor(options: RecentEventsServiceOptions) {
    this.#options = options;
  }

  /**
   * The newest events first; the filters are read as those of webhooks.
   *
   * @param page - `before`: where the page before ended; `isVisible`: leaves out events that
   *   whoever asks may not see
   */
  async recent(
    query: Omit<RecentEventsQuery, 'cursor'>,
    page: { before?: number; isVisible: EventQuery },
  ): Promise<FoundEvents> {
    const { before, isVisible } = page;
    const { event: type, entity, limit = DEFAULT_PAGE } = query;
    const only = <T>(value: T | undefined) => (value ? [value] : []);
    const wants = compileFilters(
      normalizeFilters({
        clusters: query.cluster ? [query.cluster] : [...EVERYWHERE],
        namespaces: only(query.namespace),
        severities: only(query.severity),
        resources: query.resource ? [query.resource] : EVERYTHING,
      }),
    );
    return this.#options.events.search({
      limit,
      before,
      matches: event =>
        (!type || event.event === type) &&
        (!entity || event.entities?.includes(entity)) &&
        isVisible(event) &&
        wants(this.#subjectOf(event)) !== undefined,
    });
  }

  /**
   * Which webhooks want an event and which do not, by which of their filters, and what was made of
   * it. The webhooks that want it come first, by name as the others.
   *
   * @param viewer - what whoever asks may see: of events, of webhooks, and of their deliveries
   * @throws NotFoundError
   */
  async explain(id: string, viewer: EventViewer): Promise<EventExplanations> {
    const { events, deliveries } = this.#options;
    const event = await events.get(id, viewer.isVisible);
    const [webhooks, made] = await Promise.all([
      this.#allWebhooks(),
      deliveries.ofEvent(id),
    ]);
    const subject = this.#subjectOf(event);
    const items = webhooks
      .filter(viewer.isReadable)
      .map((webhook): EventExplanation => {
        const failed = [
          ...explainFilters(webhook.filters)(subject),
          ...(isFolded(event, webhook) ? (['rollouts'] as const) : []),
        ];
        return {
          webhook: {
            id: webhook.id,
            name: webhook.name,
            platform: webhook.platform,
            enabled: webhook.enabled,
          },
          matches: failed.length === 0,
          failed,
          deliveries: made
            .filter(
              ({ webhookId }) =>
                webhookId === webhook.id && viewer.hasReadableHistory(webhook),
            )
            .map(delivery => ({
              id: delivery.id,
              status: delivery.status,
              statusCode: delivery.statusCode,
              reason: delivery.reason,
              reasonParts: delivery.reasonParts,
              createdAt: delivery.createdAt,
            })),
        };
      });
    return {
      event,
      items: [
        ...items.filter(({ matches }) => matches),
        ...items.filter(({ matches }) => !matches),
      ],
    };
  }

  /**
   * The webhooks that concern an entity: those that want some of its newest events, and those that
   * ask for its owner or its system, although nothing happened yet.
   *
   * @param entity - full ref of it
   */
  async webhooksOf(
    entity: string,
    viewer: Omit<EventViewer, 'hasReadableHistory'>,
  ): Promise<EntityWebhooks> {
    const { ownershipOf } = this.#options;
    const { isVisible, isReadable } = viewer;
    const page = { limit: EVENTS_OF_ENTITY, entity };
    const [{ events }, webhooks] = await Promise.all([
      this.recent(page, { isVisible }),
      this.#allWebhooks(),
    ]);
    const subjects = events.map(event => this.#subjectOf(event));
    const items = webhooks.filter(isReadable).map((webhook): EntityWebhook => {
      const { id, name, platform, enabled, health, healthReason } = webhook;
      const wants = compileFilters(webhook.filters);
      return {
        webhook: {
          id,
          name,
          platform,
          enabled,
          ...whyDisabled(webhook),
          health,
          healthReason,
          healthReasonParts: webhook.healthReasonParts,
        },
        matches: subjects.filter(
          subject =>
            wants(subject) !== undefined && !isFolded(subject.event, webhook),
        ).length,
        named: asksForOwnership(webhook.filters)(ownershipOf(entity)),
      };
    });
    return {
      events: events.length,
      items: items
        .filter(({ matches, named }) => matches > 0 || named)
        .sort((a, b) => b.matches - a.matches),
    };
  }

  async #allWebhooks(): Promise<StoredWebhook[]> {
    const { store } = this.#options;
    const all: StoredWebhook[] = [];
    for (let after: string | undefined; ; ) {
      const { webhooks } = await store.list({ limit: WEBHOOKS, after });
      all.push(...webhooks);
      if (webhooks.length < WEBHOOKS) return all;
      after = webhooks[webhooks.length - 1].name;
    }
  }

  #subjectOf(event: WebhookEvent) {
    const { ownershipOf } = this.#options;
    // Events from before there were entities have none.
    return toSubject(event, ownershipOfAll(event.entities ?? [], ownershipOf));
  }
}

/** Whether an event is only the news of its object's owner, for a webhook that folds that. */
function isFolded(event: WebhookEvent, { noise }: StoredWebhook): boolean {
  return isOwnersNews(event) && !tellsPods(noise);
}
