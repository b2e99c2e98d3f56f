import { InputError } from '@backstage/errors';
import {
  RecentEvents,
  webhookReadPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { RecentEventsService } from '../webhooks/RecentEventsService';
import { Authorizer } from './Authorizer';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import { refuseNul } from './refuseNul';
import { recentEventsSchema } from './schemas';

/** The routes below `/events` that pages look back with. */
export function createRecentEventsRouter(options: {
  authorizer: Authorizer;
  service: RecentEventsService;
}): Router {
  const { authorizer, service } = options;
  const router = PromiseRouter();
  refuseNul(router, 'eventId');

  router.get('/recent', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    const { cursor, ...query } = parse(recentEventsSchema, req.query);
    const before = cursor === undefined ? undefined : toPlace(cursor);
    const { events, next } = await service.recent(query, before);
    const answer: RecentEvents = {
      items: events,
      pageInfo:
        next === undefined ? {} : { nextCursor: encodeCursor(String(next)) },
    };
    res.json(answer);
  });

  router.get('/:eventId/explain', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    res.json(await service.explain(req.params.eventId));
  });

  return router;
}

/** @throws InputError for a cursor that no answer has given */
function toPlace(cursor: string): number {
  const place = Number(decodeCursor(cursor));
  if (!Number.isSafeInteger(place)) {
    throw new InputError(
      'cursor: is none; take it from pageInfo.nextCursor of the page before',
    );
  }
  return place;
}
