import {
  EventPage,
  ExportBookmark,
  ExportedEvent,
  eventsReadPermission,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StoredEvent } from '../database/EventStore';
import { Events } from '../events/createEvents';
import { ExportBatch, ExportRequest } from '../events/exportEvents';
import { wrong } from '../refusal';
import { compileFilters, toSubject } from '../webhooks/compileFilters';
import { normalizeFilters } from '../webhooks/filters';
import { Authorizer } from './Authorizer';
import { EventAccess } from './EventAccess';
import { decodeCursor, encodeCursor } from './cursor';
import { eventQuerySchema, matchesSchema } from './eventSchemas';
import { parse } from './parse';
import { refuseUnreadableBody } from './refuseUnreadableBody';

const NDJSON = 'application/x-ndjson';
const HOUR_MS = 3_600_000;
/** How many matching events are shown. */
const SHOWN_MATCHES = 20;
/** Of a JSON answer, which is put together in memory. */
const LARGEST_PAGE = 1_000;

/** The filters of the export name no owners and systems, so the catalog need not be asked. */
const NO_OWNERSHIP = { owners: [], systems: [] };

/** The event export, and what filters would have matched. */
export function createEventsRouter(options: {
  authorizer: Authorizer;
  eventAccess: EventAccess;
  events: Pick<Events, 'export' | 'matching'>;
  now: () => Date;
}): Router {
  const { authorizer, eventAccess, events, now } = options;
  const router = PromiseRouter();

  router.get('/events', async (req, res) => {
    await authorizer.require(req, eventsReadPermission);
    const query = parse(eventQuerySchema, req.query);
    const isPage = req.accepts([NDJSON, 'application/json']) !== NDJSON;
    const left = new AbortController();
    res.once('close', () => left.abort());
    const timer = setTimeout(() => left.abort(), query.wait * 1000);
    if (query.wait === 0) left.abort();

    const wants = compileFilters(normalizeFilters(query.filters));
    const batches = events.export({
      after: toPlace(query.after),
      limit: isPage ? Math.min(query.limit, LARGEST_PAGE) : query.limit,
      isWanted: ({ event }) =>
        wants(toSubject(event, NO_OWNERSHIP)) !== undefined,
      patience: left.signal,
    });
    try {
      // What is wrong with the cursor shows before the answer begins.
      const { value: first } = await batches.next();
      if (res.destroyed || !first) return;
      res.set('Cache-Control', 'no-store, no-transform');
      if (isPage) {
        res.json(await toPage(first, batches));
        return;
      }
      res.type(NDJSON);
      await pipeline(Readable.from(toLines(first, batches)), res).catch(
        error => {
          // Whoever asked has left.
          if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
        },
      );
    } finally {
      clearTimeout(timer);
      await batches.return();
    }
  });

  router.post('/preview/matches', express.json(), refuseUnreadableBody);
  router.post('/preview/matches', async (req, res) => {
    const isVisible = await eventAccess.receivable(req);
    const { filters, sinceHours } = parse(matchesSchema, req.body);
    const since = new Date(now().getTime() - sinceHours * HOUR_MS);
    res.json(
      await events.matching({
        filters,
        since,
        limit: SHOWN_MATCHES,
        isVisible,
      }),
    );
  });

  return router;
}

function toPlace(after: string | undefined): ExportRequest['after'] {
  if (after === undefined) return 'oldest';
  if (after === 'latest') return after;
  const place = Number(decodeCursor(after));
  if (!Number.isSafeInteger(place) || place < 0) {
    throw wrong('after', because('no-cursor-of-export'));
  }
  return place;
}

function toCursor(place: number): string {
  return encodeCursor(String(place));
}

function toExported({ seq, event }: StoredEvent): ExportedEvent {
  return { ...event, cursor: toCursor(seq) };
}

async function toPage(
  first: ExportBatch,
  rest: AsyncIterable<ExportBatch>,
): Promise<EventPage> {
  const items = first.events.map(toExported);
  let { place } = first;
  for await (const batch of rest) {
    for (const stored of batch.events) items.push(toExported(stored));
    place = batch.place;
  }
  return { items, pageInfo: { nextCursor: toCursor(place) } };
}

async function* toLines(
  first: ExportBatch,
  rest: AsyncIterable<ExportBatch>,
): AsyncGenerator<string> {
  let { place } = first;
  yield linesOf(first);
  for await (const batch of rest) {
    place = batch.place;
    yield linesOf(batch);
  }
  const bookmark: ExportBookmark = { cursor: toCursor(place) };
  yield `${JSON.stringify(bookmark)}\n`;
}

function linesOf({ events }: ExportBatch): string {
  return events.map(it => `${JSON.stringify(toExported(it))}\n`).join('');
}
