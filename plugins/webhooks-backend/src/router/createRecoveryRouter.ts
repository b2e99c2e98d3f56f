import {
  deliveryReadPermission,
  deliveryRedeliverPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { RecoveryService } from '../webhooks/RecoveryService';
import { callerName } from './Authorizer';
import { Idempotency } from './Idempotency';
import { WebhookAccess } from './WebhookAccess';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import { refuseNul } from './refuseNul';
import {
  listQuerySchema,
  recoveryChangeSchema,
  recoveryFilterSchema,
  recoveryInputSchema,
} from './schemas';

/** What the routes call. */
export interface RecoveryRouterOptions {
  readonly access: WebhookAccess;
  readonly idempotency: Idempotency;
  readonly recoveries: RecoveryService;
}

/** The routes that send failed deliveries again, many at a time. */
export function createRecoveryRouter(options: RecoveryRouterOptions): Router {
  const { access, idempotency, recoveries } = options;
  const router = PromiseRouter();
  refuseNul(router, 'id', 'recoveryId');

  router.post('/:id/recoveries/preview', async (req, res) => {
    const { webhook } = await access.require(req, deliveryReadPermission);
    const filter = parse(recoveryFilterSchema, req.body ?? {});
    res.json(await recoveries.preview(webhook.id, filter));
  });

  router.post('/:id/recoveries', async (req, res) => {
    const { webhook, credentials } = await access.require(
      req,
      deliveryRedeliverPermission,
    );
    const input = parse(recoveryInputSchema, req.body ?? {});
    const recovery = await idempotency.once(req, credentials, () =>
      recoveries.create(webhook.id, input, callerName(credentials)),
    );
    res
      .status(201)
      .location(`${req.baseUrl}${req.path}/${recovery.id}`)
      .json(recovery);
  });

  router.get('/:id/recoveries', async (req, res) => {
    const { webhook } = await access.require(req, deliveryReadPermission);
    const { limit, cursor } = parse(listQuerySchema, req.query);
    const { recoveries: found, total } = await recoveries.list(webhook.id, {
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
      before: cursor && decodeCursor(cursor),
    });
    const items = found.slice(0, limit);
    res.json({
      items,
      totalItems: total,
      pageInfo:
        found.length > limit
          ? { nextCursor: encodeCursor(items[items.length - 1].id) }
          : {},
    });
  });

  router.get('/:id/recoveries/:recoveryId', async (req, res) => {
    const { webhook } = await access.require(req, deliveryReadPermission);
    res.json(await recoveries.get(webhook.id, req.params.recoveryId));
  });

  router.patch('/:id/recoveries/:recoveryId', async (req, res) => {
    const { webhook } = await access.require(req, deliveryRedeliverPermission);
    const change = parse(recoveryChangeSchema, req.body);
    const { recoveryId } = req.params;
    res.json(await recoveries.change(webhook.id, recoveryId, change));
  });

  return router;
}
