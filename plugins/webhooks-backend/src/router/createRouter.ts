import { InputError, NotFoundError } from '@backstage/errors';
import {
  WebhookInput,
  deliveryReadPermission,
  deliveryRedeliverPermission,
  webhookCreatePermission,
  webhookDeletePermission,
  webhookReadPermission,
  webhookTestPermission,
  webhookUpdatePermission,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { WebhookResource } from '@kubevision/backstage-plugin-webhooks-node';
import express, { ErrorRequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryStore } from '../database/DeliveryStore';
import { WebhookStore } from '../database/WebhookStore';
import { HealthKeeper } from '../kubernetes/health/HealthKeeper';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { WebhooksService } from '../webhooks/WebhooksService';
import { normalizeFilters } from '../webhooks/filters';
import { Authorizer, callerName } from './Authorizer';
import { WebhookAccess } from './WebhookAccess';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import {
  deliveryQuerySchema,
  listQuerySchema,
  previewSchema,
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
 * The REST API. Every route authorizes, parses, calls and answers, in this order; who is not
 * signed in or not allowed learns nothing of what exists.
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

  const access = WebhookAccess.create({ authorizer, store });

  router.get('/', async (req, res) => {
    const { scope } = await authorizer.requireSome(req, webhookReadPermission);
    const { limit, cursor } = parse(listQuerySchema, req.query);
    const { webhooks, total } = await store.list({
      // One more than asked for tells whether there is a next page.
      limit: limit + 1,
      after: cursor && decodeCursor(cursor),
      where: scope.extent === 'some' ? scope.covers : undefined,
    });
    const page = webhooks.slice(0, limit);
    const showTarget = await access.targetsVisible(req);
    const heldBack = await service.heldBack(page.map(({ id }) => id));
    res.json({
      items: page.map(webhook =>
        webhookView(webhook, {
          showTarget: showTarget(webhook),
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
    const createdBy = callerName(caller);
    await access.requireResult(req, toResource(input, createdBy));
    const { webhook, generatedSecret } = await service.create(input, createdBy);
    res
      .status(201)
      .location(`${req.baseUrl}/${webhook.id}`)
      .json({
        ...webhookView(webhook, { showTarget: true }),
        secret: generatedSecret,
      });
  });

  router.get('/platforms', async (req, res) => {
    await authorizer.require(req, webhooksViewPermission);
    res.json({ items: platforms.describe() });
  });

  router.get('/clusters', async (req, res) => {
    await authorizer.require(req, webhooksViewPermission);
    res.json({ items: await options.health.describe() });
  });

  router.post('/preview', async (req, res) => {
    const caller = await authorizer.require(req, webhooksViewPermission);
    const request = parse(previewSchema, req.body);
    res.json(service.preview(request, shortName(callerName(caller))));
  });

  router.get('/:id', async (req, res) => {
    const { webhook } = await access.require(req, webhookReadPermission);
    const heldBack = await service.heldBack([webhook.id]);
    const showTarget = await access.targetsVisible(req);
    res.json(
      webhookView(webhook, {
        showTarget: showTarget(webhook),
        heldBack: heldBack.get(webhook.id),
      }),
    );
  });

  router.put('/:id', async (req, res) => {
    const stored = await access.require(req, webhookUpdatePermission);
    const input = parse(webhookInputSchema, req.body);
    const { createdBy } = stored.webhook;
    await access.requireResult(req, toResource(input, createdBy));
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
    await access.require(req, webhookDeletePermission);
    await service.delete(req.params.id);
    res.status(204).end();
  });

  router.post('/:id/test', async (req, res) => {
    const { webhook, credentials } = await access.require(
      req,
      webhookTestPermission,
    );
    const actor = shortName(callerName(credentials));
    const result = await service.test(webhook.id, actor);
    const showAnswers = (await access.targetsVisible(req))(webhook);
    res.json(answerView(result, { showAnswers }));
  });

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
    const { webhook } = await access.require(req, deliveryRedeliverPermission);
    const delivery = await service.redeliver(webhook.id, req.params.deliveryId);
    const showAnswers = (await access.targetsVisible(req))(webhook);
    res.status(202).json(answerView(delivery, { showAnswers }));
  });

  return router;
}

/** What a webhook will be to the rules of policies. */
function toResource(input: WebhookInput, createdBy: string): WebhookResource {
  const { platform, filters } = input;
  return { platform, createdBy, filters: normalizeFilters(filters) };
}

/** `user:default/olga` is `olga` in a message. */
function shortName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
