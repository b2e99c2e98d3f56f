import {
  webhookCreatePermission,
  webhookReadPermission,
  webhookTestPermission,
  webhookUpdatePermission,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { WebhookQuery } from '@kubevision/backstage-plugin-webhooks-node';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeliveryStore } from '../database/DeliveryStore';
import { DeletionStore } from '../database/DeletionStore';
import { StatisticsStore } from '../database/StatisticsStore';
import { StoredWebhook } from '../database/webhookRow';
import { WebhookStore } from '../database/WebhookStore';
import { HealthKeeper } from '../kubernetes/health/HealthKeeper';
import { PlatformRegistry } from '../platforms/PlatformRegistry';
import { RecoveryService } from '../webhooks/RecoveryService';
import { RecentEventsService } from '../webhooks/RecentEventsService';
import { PreviewService } from '../webhooks/PreviewService';
import { WebhooksService } from '../webhooks/WebhooksService';
import { Authorizer, callerName, shortName } from './Authorizer';
import { EventAccess } from './EventAccess';
import { Idempotency } from './Idempotency';
import { WebhookAccess, toResource } from './WebhookAccess';
import { createActivityRouter } from './createActivityRouter';
import { createRecentEventsRouter } from './createRecentEventsRouter';
import { createPreviewRouter } from './createPreviewRouter';
import { createDeliveryRouter } from './createDeliveryRouter';
import { createDeletionRouter } from './createDeletionRouter';
import { createStatisticsRouter } from './createStatisticsRouter';
import { createRecoveryRouter } from './createRecoveryRouter';
import { decodeCursor, encodeCursor } from './cursor';
import { parse } from './parse';
import { answerWebhook, ifMatchOf } from './preconditions';
import { refuseNul } from './refuseNul';
import { refuseUnreadableBody } from './refuseUnreadableBody';
import {
  muteSchema,
  rotateSecretSchema,
  webhookInputSchema,
  webhookListQuerySchema,
} from './schemas';
import { answerView, webhookView } from './views';

/** What the routes call. */
export interface RouterOptions {
  readonly authorizer: Authorizer;
  readonly idempotency: Idempotency;
  readonly service: WebhooksService;
  readonly recoveries: RecoveryService;
  readonly preview: PreviewService;
  readonly events: RecentEventsService;
  readonly store: WebhookStore;
  readonly deliveries: DeliveryStore;
  readonly deletions: DeletionStore;
  readonly statistics: StatisticsStore;
  readonly platforms: PlatformRegistry;
  readonly health: Pick<HealthKeeper, 'describe'>;
  readonly now: () => Date;
}

/** Of webhooks that the caller has just changed, so that they may see where those send. */
const updatable: WebhookQuery = () => true;

/**
 * The REST API. Every route authorizes, parses, calls and answers, in this order; who is not
 * signed in or not allowed learns nothing of what exists.
 *
 * Errors are typed and thrown; Backstage's error middleware maps them to statuses.
 */
export function createRouter(options: RouterOptions): Router {
  const { authorizer, idempotency, service, store, deliveries, platforms } =
    options;
  const router = PromiseRouter();
  router.use(express.json({ limit: '256kb' }), refuseUnreadableBody);

  refuseNul(router, 'id');

  const access = WebhookAccess.create({ authorizer, store });
  const eventAccess = EventAccess.create({ authorizer, platforms });

  /** Webhooks as they are answered, with what is counted of them. */
  const describe = async (
    webhooks: readonly StoredWebhook[],
    showTarget: WebhookQuery,
  ) => {
    const ids = webhooks.map(({ id }) => id);
    const [heldBack, parked] = await Promise.all([
      service.heldBack(ids),
      deliveries.parked(ids),
    ]);
    return webhooks.map(webhook =>
      webhookView(webhook, {
        showTarget: showTarget(webhook),
        heldBack: heldBack.get(webhook.id),
        parked: parked.get(webhook.id),
        now: options.now(),
      }),
    );
  };

  router.get('/', async (req, res) => {
    const { scope } = await authorizer.requireSome(req, webhookReadPermission);
    const { limit, cursor, unwell } = parse(webhookListQuerySchema, req.query);
    const [{ webhooks, total }, targetsVisible] = await Promise.all([
      store.list({
        // One more than asked for tells whether there is a next page.
        limit: limit + 1,
        after: cursor && decodeCursor(cursor),
        unwell,
        where: scope.extent === 'some' ? scope.covers : undefined,
      }),
      access.targetsVisible(req),
    ]);
    const page = webhooks.slice(0, limit);
    res.json({
      items: await describe(page, targetsVisible),
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
    const created = await idempotency.once(req, caller, async () => {
      const made = await service.create(input, createdBy);
      return {
        ...webhookView(made.webhook, { showTarget: true, now: options.now() }),
        secret: made.generatedSecret,
      };
    });
    res.status(201).location(`${req.baseUrl}/${created.id}`);
    answerWebhook(res, created);
  });

  router.get('/platforms', async (req, res) => {
    await authorizer.require(req, webhooksViewPermission);
    res.json({ items: platforms.describe() });
  });

  router.get('/clusters', async (req, res) => {
    await authorizer.require(req, webhooksViewPermission);
    res.json({ items: await options.health.describe() });
  });

  router.use(
    '/activity',
    createActivityRouter({ authorizer, store, deliveries, now: options.now }),
  );
  router.use(
    '/preview',
    createPreviewRouter({
      authorizer,
      access,
      eventAccess,
      service: options.preview,
    }),
  );
  router.use(
    '/events',
    createRecentEventsRouter({
      authorizer,
      access,
      eventAccess,
      service: options.events,
    }),
  );

  router.get('/:id', async (req, res) => {
    const { webhook } = await access.require(req, webhookReadPermission);
    const [answer] = await describe(
      [webhook],
      await access.targetsVisible(req),
    );
    answerWebhook(res, answer);
  });

  router.put('/:id', async (req, res) => {
    const stored = await access.require(req, webhookUpdatePermission);
    const input = parse(webhookInputSchema, req.body);
    const { id, createdBy } = stored.webhook;
    await access.requireResult(req, toResource(input, createdBy));
    const webhook = await service.update(id, input, ifMatchOf(req));
    const [answer] = await describe([webhook], updatable);
    answerWebhook(res, answer);
  });

  router.use(createDeletionRouter({ ...options, access }));

  router.post('/:id/mute', async (req, res) => {
    const stored = await access.require(req, webhookUpdatePermission);
    const { until } = parse(muteSchema, req.body);
    const webhook = await service.mute(stored.webhook.id, until);
    const [answer] = await describe([webhook], updatable);
    answerWebhook(res, answer);
  });

  router.delete('/:id/mute', async (req, res) => {
    const stored = await access.require(req, webhookUpdatePermission);
    const webhook = await service.mute(stored.webhook.id);
    const [answer] = await describe([webhook], updatable);
    answerWebhook(res, answer);
  });

  router.post('/:id/rotate-secret', async (req, res) => {
    const stored = await access.require(req, webhookUpdatePermission);
    const rotation = parse(rotateSecretSchema, req.body ?? {});
    const rotated = await idempotency.once(
      req,
      stored.credentials,
      async () => {
        const { webhook, generatedSecret } = await service.rotateSecret(
          stored.webhook.id,
          rotation,
        );
        const [answer] = await describe([webhook], updatable);
        return { ...answer, secret: generatedSecret };
      },
    );
    answerWebhook(res, rotated);
  });

  router.post('/:id/test', async (req, res) => {
    const { webhook, credentials } = await access.require(
      req,
      webhookTestPermission,
    );
    const actor = shortName(callerName(credentials));
    const result = await idempotency.once(req, credentials, () =>
      service.test(webhook.id, actor),
    );
    const showAnswers = (await access.targetsVisible(req))(webhook);
    res.json(answerView(result, { showAnswers }));
  });

  router.use(
    createDeliveryRouter({ access, deliveries, idempotency, service }),
  );
  router.use(createStatisticsRouter({ ...options, access }));
  router.use(
    createRecoveryRouter({
      access,
      idempotency,
      recoveries: options.recoveries,
    }),
  );
  return router;
}
