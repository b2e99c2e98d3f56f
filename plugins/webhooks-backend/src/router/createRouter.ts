import { InputError, NotFoundError } from '@backstage/errors';
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
import { WebhookStore } from '../database/WebhookStore';
import { HealthKeeper } from '../kubernetes/health/HealthKeeper';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { WebhooksService } from '../webhooks/WebhooksService';
import { Authorizer, callerName } from './Authorizer';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import {
  deliveryQuerySchema,
  listQuerySchema,
  previewSchema,
  rotateSecretSchema,
  webhookInputSchema,
} from './schemas';
import { answerView, deliveryWithAttemptsView, webhookView } from './views';

/** What the routes call. */
export interface RouterOptions {
  readonly authorizer: Authorizer;
  readonly service: WebhooksService;
  readonly store: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly platforms: PlatformRegistry;
  readonly health: Pick<HealthKeeper, 'describe'>;
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

  // No id holds NUL, and PostgreSQL cannot even be asked for it.
  for (const name of ['id', 'deliveryId']) {
    router.param(name, (_req, _res, next, id: string) =>
      next(
        id.includes('\0') ? new NotFoundError(`${name}: is none`) : undefined,
      ),
    );
  }

  const showTarget = (req: Request) =>
    authorizer.may(req, webhookUpdatePermission);

  router.get('/', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    const { limit, cursor } = parse(listQuerySchema, req.query);
    const { webhooks, total } = await store.list({
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
      after: cursor && decodeCursor(cursor),
    });
    const page = webhooks.slice(0, limit);
    const visible = { showTarget: await showTarget(req) };
    const heldBack = await service.heldBack(page.map(({ id }) => id));
    res.json({
      items: page.map(webhook =>
        webhookView(webhook, {
          ...visible,
          heldBack: heldBack.get(webhook.id),
        }),
      ),
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
        ...webhookView(webhook, { showTarget: true }),
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

  router.post('/preview', async (req, res) => {
    const caller = await authorizer.require(req, webhookReadPermission);
    const request = parse(previewSchema, req.body);
    res.json(service.preview(request, shortName(callerName(caller))));
  });

  router.get('/:id', async (req, res) => {
    await authorizer.require(req, webhookReadPermission);
    const webhook = await store.get(req.params.id);
    const heldBack = await service.heldBack([webhook.id]);
    res.json(
      webhookView(webhook, {
        showTarget: await showTarget(req),
        heldBack: heldBack.get(webhook.id),
      }),
    );
  });

  router.put('/:id', async (req, res) => {
    await authorizer.require(req, webhookUpdatePermission);
    const input = parse(webhookInputSchema, req.body);
    const webhook = await service.update(req.params.id, input);
    const heldBack = await service.heldBack([webhook.id]);
    res.json(
      webhookView(webhook, {
        showTarget: true,
        heldBack: heldBack.get(webhook.id),
      }),
    );
  });

  router.delete('/:id', async (req, res) => {
    await authorizer.require(req, webhookDeletePermission);
    await service.delete(req.params.id);
    res.status(204).end();
  });

  router.post('/:id/rotate-secret', async (req, res) => {
    await authorizer.require(req, webhookUpdatePermission);
    const rotation = parse(rotateSecretSchema, req.body ?? {});
    const { webhook, generatedSecret } = await service.rotateSecret(
      req.params.id,
      rotation,
    );
    const heldBack = await service.heldBack([webhook.id]);
    res.json({
      ...webhookView(webhook, {
        showTarget: true,
        heldBack: heldBack.get(webhook.id),
      }),
      secret: generatedSecret,
    });
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

  return router;
}

/** `user:default/olga` is `olga` in a message. */
function shortName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
