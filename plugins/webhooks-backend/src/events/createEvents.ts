import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  EVENTS_TOPIC,
  MatchingEvents,
  WebhookEvent,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { EventStore } from '../database/EventStore';
import { PublishingStore } from '../database/PublishingStore';
import { Ownership } from '../webhooks/compileFilters';
import { EventPublisher } from './EventPublisher';
import { EventTail } from './EventTail';
import { ExportBatch, ExportRequest, exportEvents } from './exportEvents';
import { matchingEvents } from './matchingEvents';

/** How often it is looked for what a crash has left unpublished. */
const PUBLISHING = { frequency: { seconds: 10 }, timeout: { minutes: 1 } };

/** The stored events for those who read them other than by webhooks. */
export interface Events {
  /** Says that this process committed events. */
  ring(): void;
  /** See {@link exportEvents}. */
  export(request: ExportRequest): AsyncGenerator<ExportBatch, void, void>;
  /** See {@link matchingEvents}. */
  matching(options: {
    filters: WebhookFilters;
    since: Date;
    limit: number;
    isVisible?: (event: WebhookEvent) => boolean;
  }): Promise<MatchingEvents>;
  /** Begins to publish; to be called before anything is watched. */
  start(scheduler: SchedulerService): Promise<void>;
  /** Ends all waiting too. */
  stop(): Promise<void>;
}

/**
 * @param options - `replica` is the id of this one; `bus` is left out where events are not
 *   published
 */
export function createEvents(options: {
  store: EventStore;
  place: PublishingStore;
  logger: LoggerService;
  now: () => Date;
  replica: string;
  bus?: EventsService;
  ownershipOf: (entityRef: string) => Ownership;
}): Events {
  const { store, place, logger, now, replica, bus, ownershipOf } = options;
  const tail = EventTail.create({ end: () => store.end(), logger });
  const stopping = new AbortController();
  const publisher =
    bus &&
    EventPublisher.create({
      store,
      place,
      publish: event =>
        bus.publish({ topic: EVENTS_TOPIC, eventPayload: event }),
      holder: replica,
      now,
      logger,
    });

  return {
    ring() {
      tail.ring();
      publisher?.ring();
    },
    export(request) {
      const patience = AbortSignal.any([request.patience, stopping.signal]);
      return exportEvents({ store, tail }, { ...request, patience });
    },
    matching(request) {
      return matchingEvents({ store, ownershipOf, ...request });
    },
    async start(scheduler) {
      if (!publisher) return;
      await publisher.begin();
      await scheduler
        // Every replica looks for itself: only one holds the place.
        .createScheduledTaskRunner({ ...PUBLISHING, scope: 'local' })
        .run({ id: 'publish-events', fn: async () => publisher.ring() });
    },
    async stop() {
      stopping.abort();
      await publisher?.stop();
    },
  };
}
