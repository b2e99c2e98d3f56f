import { deliveryReadPermission } from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { queryOf } from '../permissions/Scope';
import { Authorizer } from './Authorizer';
import { parse } from './parse';
import { activitySchema } from './schemas';

/** The route by which a list shows what its webhooks did lately. */
export function createActivityRouter(options: {
  authorizer: Authorizer;
  store: Pick<WebhookStore, 'getAll'>;
  deliveries: Pick<DeliveryStore, 'activity'>;
  now: () => Date;
}): Router {
  const { authorizer, store, deliveries, now } = options;
  const router = PromiseRouter();

  router.get('/', async (req, res) => {
    const { scope } = await authorizer.requireSome(req, deliveryReadPermission);
    const { ids } = parse(activitySchema, req.query);
    const isReadable = queryOf(scope);
    // What is not there, or not for the caller, is as if nothing happened in it.
    const webhookIds = (await store.getAll(ids)).flatMap(webhook =>
      webhook && isReadable(webhook) ? [webhook.id] : [],
    );
    res.json(await deliveries.activity({ webhookIds, now: now() }));
  });

  return router;
}
