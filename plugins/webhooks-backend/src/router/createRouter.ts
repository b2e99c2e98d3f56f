import { InputError } from '@backstage/errors';
import {
  deliveryReadPermission,
  deliveryRedeliverPermission,
  webhookCreatePermission,
  webhookDeletePermission,
  webhookReadPermission,
  webhookTestPermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import express, { ErrorRequestHandler, Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryStore } from '../database/DeliveryStore';
import { StoredWebhook, WebhookStore } from '../database/WebhookStore';
import { HealthKeeper } from '../kubernetes/health/HealthKeeper';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { RecoveryService } from '../webhooks/RecoveryService';
import { RecentEventsService } from '../webhooks/RecentEventsService';
import { PreviewService } from '../webhooks/PreviewService';
import { WebhooksService } from '../webhooks/WebhooksService';
import { Authorizer, callerName, shortName } from './Authorizer';
import { createRecentEventsRouter } from './createRecentEventsRouter';
import { createPreviewRouter } from './createPreviewRouter';
import { createRecoveryRouter } from './createRecoveryRouter';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import { refuseNul } from './refuseNul';
import {
  deliveryQuerySchema,
  listQuerySchema,
  muteSchema,
  rotateSecretSchema,
  webhookInputSchema,
} from './schemas';
import { answerView, deliveryWithAttemptsView, webhookView } from './views';

/** What the routes call. */
export interface RouterOptions {
  readonly authorizer: Authorizer;
  readonly service: WebhooksService;
  readonly recoveries: RecoveryService;
  readonly preview: PreviewService;
  readonly events: RecentEventsService;
  readonly store: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly platforms: PlatformRegistry;
  readonly health: Pick<HealthKeeper, 'describe'>;
  readonly now: () => Date;
}

/**
 * A body that cannot be read is the caller's mistake. The parser's own error carries the body,
 * which may hold a URL or a secret, so it must not travel on.
 */
const refuseUnreadableBody: ErrorRequestHandler = (error, _req, _res, next) => {
  const reasons: Record<string, string> = {
    'entity.parse.failed': 'body: is no valid JSON',
    'entity.too.large': 'body: is larger than 256 kB',
  };
  const reason = reasons[error?.type];
  next(reason ? new InputError(reason) : error);
};

/**
 * The REST API. Every route parses, authorizes, calls and answers, in this order; who is not
 * signed in or not allowed learns nothing of what exists, so authorizing comes before looking up.
 *
 * Errors are typed and thrown; Backstage's error middleware maps them to statuses.
 */
export function createRouter(options: RouterOptions): Router {
  const { authorizer, service, store, deliveries, platforms } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: '256kb' }), refuseUnreadableBody);

  refuseNul(router, 'id', 'deliveryId');

  const showTarget = (req: Request) =>
    authorizer.may(req, webhookUpdatePermission);

  /** Webhooks as they are answered, with what is counted of them. */
  const describe = async (
    webhooks: readonly StoredWebhook[],
    visible: { showTarget: boolean },
  ) => {
    const ids = webhooks.map(({ id }) => id);
    const heldBack = await service.heldBack(ids);
    const parked = await deliveries.parked(ids);
    return webhooks.map(webhook =>
      webhookView(webhook, {
        ...visible,
        heldBack: heldBack.get(webhook.id),
        parked: parked.get(webhook.id),
        now: options.now(),
      }),
    );
  };

  router.get('/', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    const { limit, cursor } = parse(listQuerySchema, req.query);
    const { webhooks, total } = await store.list({
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
      after: cursor && decodeCursor(cursor),
    });
    const page = webhooks.slice(0, limit);
    res.json({
      items: await describe(page, { showTarget: await showTarget(req) }),
      totalItems: total,
      pageInfo:
        webhooks.length > limit
          ? { nextCursor: encodeCursor(page[page.length - 1].name) }
          : {},
    });
  });

  router.post('/', async (req, res) => {
    const caller = await authorizer.require(req, webhookCreatePermission);
    const input = parse(webhookInputSchema, req.body);
    const { webhook, generatedSecret } = await service.create(
      input,
      callerName(caller),
    );
    res
      .status(201)
      .location(`${req.baseUrl}/${webhook.id}`)
      .json({
        ...webhookView(webhook, { showTarget: true, now: options.now() }),
        secret: generatedSecret,
      });
  });

  router.get('/platforms', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    res.json({ items: platforms.describe() });
  });

  router.get('/clusters', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    res.json({ items: await options.health.describe() });
  });

  router.use(
    '/preview',
    createPreviewRouter({ authorizer, service: options.preview }),
  );
  router.use(
    '/events',
    createRecentEventsRouter({ authorizer, service: options.events }),
  );

  router.get('/:id', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    const webhook = await store.get(req.params.id);
    const visible = { showTarget: await showTarget(req) };
    const [answer] = await describe([webhook], visible);
    res.json(answer);
  });

  router.put('/:id', async (req, res) => {
    await authorizer.require(req, webhookUpdatePermission);
    const input = parse(webhookInputSchema, req.body);
    const webhook = await service.update(req.params.id, input);
    const [answer] = await describe([webhook], { showTarget: true });
    res.json(answer);
  });

  router.delete('/:id', async (req, res) => {
    await authorizer.require(req, webhookDeletePermission);
    await service.delete(req.params.id);
    res.status(204).end();
  });

  router.post('/:id/mute', async (req, res) => {
    await authorizer.require(req, webhookUpdatePermission);
    const { until } = parse(muteSchema, req.body);
    const webhook = await service.mute(req.params.id, until);
    const [answer] = await describe([webhook], { showTarget: true });
    res.json(answer);
  });

  router.delete('/:id/mute', async (req, res) => {
    await authorizer.require(req, webhookUpdatePermission);
    const webhook = await service.mute(req.params.id);
    const [answer] = await describe([webhook], { showTarget: true });
    res.json(answer);
  });

  router.post('/:id/rotate-secret', async (req, res) => {
    await authorizer.require(req, webhookUpdatePermission);
    const rotation = parse(rotateSecretSchema, req.body ?? {});
    const { webhook, generatedSecret } = await service.rotateSecret(
      req.params.id,
      rotation,
    );
    const [answer] = await describe([webhook], { showTarget: true });
    res.json({ ...answer, secret: generatedSecret });
  });

  router.post('/:id/test', async (req, res) => {
    const caller = await authorizer.require(req, webhookTestPermission);
    const result = await service.test(
      req.params.id,
      shortName(callerName(caller)),
    );
    res.json(answerView(result, { showAnswers: await showTarget(req) }));
  });

  router.get('/:id/deliveries', async (req, res) => {
    await authorizer.require(req, deliveryReadPermission);
    const query = parse(deliveryQuerySchema, req.query);
    const { id } = await store.get(req.params.id);
    const page = await deliveries.list(id, query);
    const visible = { showAnswers: await showTarget(req) };
    res.json({
      ...page,
      items: page.items.map(delivery => answerView(delivery, visible)),
    });
  });

  router.get('/:id/deliveries/:deliveryId', async (req, res) => {
    await authorizer.require(req, deliveryReadPermission);
    const { id, deliveryId } = req.params;
    const delivery = await deliveries.get(id, deliveryId);
    const visible = { showAnswers: await showTarget(req) };
    res.json(deliveryWithAttemptsView(delivery, visible));
  });

  router.post('/:id/deliveries/:deliveryId/redeliver', async (req, res) => {
    await authorizer.require(req, deliveryRedeliverPermission);
    const { id, deliveryId } = req.params;
    const delivery = await service.redeliver(id, deliveryId);
    const visible = { showAnswers: await showTarget(req) };
    res.status(202).json(answerView(delivery, visible));
  });

  router.use(createRecoveryRouter(options));
  return router;
}
