import { EventStore, StoredEvent } from '../database/EventStore';
import { EventTail } from './EventTail';
import { EventsGoneError } from './EventsGoneError';

const BATCH = 500;
/** One request looks at so many events at most, however few of them pass its filters. */
const MAX_SCANNED = 50_000;

/** What one request asks for. */
export interface ExportRequest {
  /** A place; `oldest` is before the oldest event that is kept, `latest` behind the newest. */
  readonly after: number | 'oldest' | 'latest';
  readonly limit: number;
  readonly isWanted: (stored: StoredEvent) => boolean;
  /** Aborts when the time to wait for a first event is over, at once when it is none. */
  readonly patience: AbortSignal;
}

/** A part of an answer: some events, and the place up to which everything was looked at. */
export interface ExportBatch {
  readonly events: readonly StoredEvent[];
  readonly place: number;
}

/**
 * Reads events in order and without a gap, from the database batch by batch as they are taken.
 * There is always one batch, which may be empty.
 *
 * @throws EventsGoneError before the first batch
 */
export async function* exportEvents(
  { store, tail }: { store: EventStore; tail: EventTail },
  request: ExportRequest,
): AsyncGenerator<ExportBatch, void, void> {
  const { isWanted, limit, patience } = request;
  let place = await firstPlace(store, request.after);
  let isFirst = true;
  let found = 0;
  let scanned = 0;
  for (;;) {
    const end = await store.end();
    const stored = await store.between({
      after: place,
      upTo: end,
      limit: BATCH,
    });
    // After reading: what was deleted meanwhile is missing in what was read.
    if (place < (await store.deletedUpTo())) {
      if (isFirst) throw tooOld();
      // An answer that has begun ends here; the next request is told.
      return;
    }
    const events = stored.filter(isWanted).slice(0, limit - found);
    found += events.length;
    scanned += stored.length;
    const isFull = found >= limit;
    const isLast = stored.length < BATCH;
    if (isFull) place = events[events.length - 1].seq;
    else place = isLast ? Math.max(place, end) : stored[BATCH - 1].seq;

    const isDone = isFull || scanned >= MAX_SCANNED || (isLast && found > 0);
    if (events.length > 0 || isDone || patience.aborted) {
      yield { events, place };
      isFirst = false;
    }
    if (isDone || (isLast && patience.aborted)) return;
    if (isLast) await tail.beyond(place, patience);
  }
}

async function firstPlace(
  store: EventStore,
  after: ExportRequest['after'],
): Promise<number> {
  if (after === 'latest') return store.end();
  if (after === 'oldest') return store.deletedUpTo();
  // A cursor never lies ahead, unless it is of another database.
  if (after > (await store.end())) {
    throw new EventsGoneError(
      'after: this cursor is ahead of all events, as after a database was restored. Read on without `after`, from the oldest event that is kept',
    );
  }
  return after;
}

function tooOld(): EventsGoneError {
  return new EventsGoneError(
    'after: events behind this cursor were deleted by retention (webhooks.retention.events). Read on without `after`, from the oldest event that is kept, and take what you have missed from the clusters themselves',
  );
}
