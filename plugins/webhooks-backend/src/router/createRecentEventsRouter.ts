import {
  RecentEvents,
  deliveryReadPermission,
  webhookReadPermission,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { wrong } from '../refusal';
import { RecentEventsService } from '../webhooks/RecentEventsService';
import { Authorizer } from './Authorizer';
import { EventAccess } from './EventAccess';
import { WebhookAccess } from './WebhookAccess';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import { refuseNul } from './refuseNul';
import { entityWebhooksSchema, recentEventsSchema } from './schemas';

/** The routes below `/events` that pages look back with. */
export function createRecentEventsRouter(options: {
  authorizer: Authorizer;
  access: WebhookAccess;
  eventAccess: EventAccess;
  service: RecentEventsService;
}): Router {
  const { authorizer, access, eventAccess, service } = options;
  const router = PromiseRouter();
  refuseNul(router, 'eventId');

  router.get('/recent', async (req, res) => {
    await authorizer.requireSome(req, webhookReadPermission);
    const { cursor, ...query } = parse(recentEventsSchema, req.query);
    const before = cursor === undefined ? undefined : toPlace(cursor);
    const { events, next } = await service.recent(query, {
      before,
      isVisible: await eventAccess.readable(req),
    });
    const answer: RecentEvents = {
      items: events,
      pageInfo:
        next === undefined ? {} : { nextCursor: encodeCursor(String(next)) },
    };
    res.json(answer);
  });

  router.get('/recent/webhooks', async (req, res) => {
    await authorizer.requireSome(req, webhookReadPermission);
    const { entity } = parse(entityWebhooksSchema, req.query);
    res.json(
      await service.webhooksOf(entity, {
        isVisible: await eventAccess.readable(req),
        isReadable: await access.allowed(req, webhookReadPermission),
      }),
    );
  });

  router.get('/:eventId/explain', async (req, res) => {
    await authorizer.requireSome(req, webhookReadPermission);
    res.json(
      await service.explain(req.params.eventId, {
        isVisible: await eventAccess.readable(req),
        isReadable: await access.allowed(req, webhookReadPermission),
        hasReadableHistory: await access.allowed(req, deliveryReadPermission),
      }),
    );
  });

  return router;
}

/** @throws InputError for a cursor that no answer has given */
function toPlace(cursor: string): number {
  const place = Number(decodeCursor(cursor));
  if (!Number.isSafeInteger(place)) {
    throw wrong('cursor', because('no-cursor'));
  }
  return place;
}
