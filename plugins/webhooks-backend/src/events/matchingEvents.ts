import {
  MatchingEvents,
  WebhookEvent,
  WebhookFilters,
} from '@kubevision/backstage-plugin-webhooks-common';
import { EventStore } from '../database/EventStore';
import { Ownership } from '../webhooks/compileFilters';
import { normalizeFilters } from '../webhooks/filters';
import { WebhookIndex } from '../webhooks/WebhookIndex';

const BATCH = 500;
/** More would keep people waiting, and others too. */
const MAX_SCANNED = 20_000;

/**
 * The stored events that a webhook with these filters would have got, from the newest back.
 *
 * @param options - `limit`: how many to show; all that were looked at are counted
 * @throws InputError for an owner or a system that is no entity ref
 */
export async function matchingEvents(options: {
  store: EventStore;
  ownershipOf: (entityRef: string) => Ownership;
  filters: WebhookFilters;
  /** See `IndexedWebhook`. */
  tellsPods?: boolean;
  since: Date;
  limit: number;
  /** Leaves events out as if there were none; all are there when absent. */
  isVisible?: (event: WebhookEvent) => boolean;
}): Promise<MatchingEvents> {
  const { store, ownershipOf, since, limit, isVisible } = options;
  const index = WebhookIndex.create({
    webhooks: [
      {
        id: 'preview',
        filters: normalizeFilters(options.filters),
        tellsPods: options.tellsPods ?? false,
      },
    ],
    ownershipOf,
  });
  const items: WebhookEvent[] = [];
  let count = 0;
  let scanned = 0;
  let before: number | undefined;
  while (scanned < MAX_SCANNED) {
    const stored = await store.newest({ since, before, limit: BATCH });
    for (const { event } of stored) {
      const [match] = index.match(event);
      if (!match || isVisible?.(event) === false) continue;
      count += 1;
      if (items.length < limit)
        items.push({ ...event, event: match.eventType });
    }
    scanned += stored.length;
    if (stored.length < BATCH) {
      return { count, truncated: false, scanned, items };
    }
    before = stored[BATCH - 1].seq;
  }
  const older = await store.newest({ since, before, limit: 1 });
  return { count, truncated: older.length > 0, scanned, items };
}
