import { NotFoundError } from '@backstage/errors';
import {
  deliveryReadPermission,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { messagesPerMinute } from '../calm/messagesPerMinute';
import { DeliveryStore } from '../database/DeliveryStore';
import { StatisticsStore } from '../database/StatisticsStore';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { refusal } from '../refusal';
import { attemptRequest } from '../webhooks/attemptRequest';
import { WebhookAccess } from './WebhookAccess';
import { parse } from './parse';
import { refuseNul } from './refuseNul';
import { statisticsQuerySchema } from './schemas';

/** What the routes call. */
export interface StatisticsRouterOptions {
  readonly access: WebhookAccess;
  readonly statistics: StatisticsStore;
  readonly deliveries: Pick<DeliveryStore, 'get'>;
  readonly platforms: Pick<PlatformRegistry, 'find'>;
  readonly now: () => Date;
}

/** The routes that tell how a webhook does: its numbers by the hour, and what it sent. */
export function createStatisticsRouter(
  options: StatisticsRouterOptions,
): Router {
  const { access, statistics, deliveries, platforms, now } = options;
  const router = PromiseRouter();
  refuseNul(router, 'id', 'deliveryId', 'number');

  router.get('/:id/statistics', async (req, res) => {
    const { webhook } = await access.require(req, deliveryReadPermission);
    const { hours } = parse(statisticsQuerySchema, req.query);
    const read = await statistics.read({
      webhookId: webhook.id,
      hours,
      now: now(),
    });
    const platform = platforms.find(webhook.platform);
    res.json({
      ...read,
      perMinute: platform && messagesPerMinute(platform.budget),
    });
  });

  router.get(
    '/:id/deliveries/:deliveryId/attempts/:number/request',
    async (req, res) => {
      const { webhook } = await access.require(req, deliveryReadPermission);
      const { deliveryId, number } = req.params;
      const delivery = await deliveries.get(webhook.id, deliveryId);
      const attempt = delivery.attemptLog.find(
        made => String(made.number) === number,
      );
      const platform = platforms.find(webhook.platform);
      // What came to nothing before it was sent has no length.
      if (!attempt || !platform || attempt.requestBytes === undefined) {
        throw refusal(
          NotFoundError,
          because('request-unknown', { number, id: deliveryId }),
        );
      }
      const showTarget = (await access.targetsVisible(req))(webhook);
      res.json(
        attemptRequest({
          webhook: showTarget
            ? webhook
            : { ...webhook, requestSettings: undefined },
          platform,
          delivery,
          attempt,
        }),
      );
    },
  );

  return router;
}
