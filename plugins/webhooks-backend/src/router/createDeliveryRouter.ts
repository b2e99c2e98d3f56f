import {
  deliveryReadPermission,
  deliveryRedeliverPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhooksService } from '../webhooks/WebhooksService';
import { Idempotency } from './Idempotency';
import { WebhookAccess } from './WebhookAccess';
import { parse } from './parse';
import { refuseNul } from './refuseNul';
import { deliveryQuerySchema } from './schemas';
import { answerView, deliveryWithAttemptsView } from './views';

/** The routes of what was sent, one delivery at a time. */
export function createDeliveryRouter(options: {
  readonly access: WebhookAccess;
  readonly deliveries: DeliveryStore;
  readonly idempotency: Idempotency;
  readonly service: Pick<WebhooksService, 'redeliver'>;
}): Router {
  const { access, deliveries, idempotency, service } = options;
  const router = PromiseRouter();
  refuseNul(router, 'id', 'deliveryId');

  router.get('/:id/deliveries', async (req, res) => {
    const { webhook } = await access.require(req, deliveryReadPermission);
    const query = parse(deliveryQuerySchema, req.query);
    const page = await deliveries.list(webhook.id, query);
    const showAnswers = (await access.targetsVisible(req))(webhook);
    res.json({
      ...page,
      items: page.items.map(delivery => answerView(delivery, { showAnswers })),
    });
  });

  router.get('/:id/deliveries/:deliveryId', async (req, res) => {
    const { webhook } = await access.require(req, deliveryReadPermission);
    const delivery = await deliveries.get(webhook.id, req.params.deliveryId);
    const showAnswers = (await access.targetsVisible(req))(webhook);
    res.json(deliveryWithAttemptsView(delivery, { showAnswers }));
  });

  router.post('/:id/deliveries/:deliveryId/redeliver', async (req, res) => {
    const { webhook, credentials } = await access.require(
      req,
      deliveryRedeliverPermission,
    );
    const delivery = await idempotency.once(req, credentials, () =>
      service.redeliver(webhook.id, req.params.deliveryId),
    );
    const showAnswers = (await access.targetsVisible(req))(webhook);
    res.status(202).json(deliveryWithAttemptsView(delivery, { showAnswers }));
  });

  return router;
}
