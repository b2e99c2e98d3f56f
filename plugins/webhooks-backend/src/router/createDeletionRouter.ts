import { webhookDeletePermission } from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { DeletionStore } from '../database/DeletionStore';
import { WebhooksService } from '../webhooks/WebhooksService';
import { WebhookAccess } from './WebhookAccess';
import { parse } from './parse';
import { ifMatchOf } from './preconditions';
import { refuseNul } from './refuseNul';
import { deleteQuerySchema } from './schemas';

/** What the routes call. */
export interface DeletionRouterOptions {
  readonly access: WebhookAccess;
  readonly service: Pick<WebhooksService, 'delete' | 'restore'>;
  readonly deletions: Pick<DeletionStore, 'get'>;
}

/** The routes that delete a webhook, at once or in a while, and take that back. */
export function createDeletionRouter(options: DeletionRouterOptions): Router {
  const { access, service, deletions } = options;
  const router = PromiseRouter();
  refuseNul(router, 'id');

  router.delete('/:id', async (req, res) => {
    const { webhook } = await access.require(req, webhookDeletePermission);
    const { undoSeconds } = parse(deleteQuerySchema, req.query);
    await service.delete(webhook.id, {
      undoSeconds,
      isExpected: ifMatchOf(req),
    });
    res.status(204).end();
  });

  router.post('/:id/restore', async (req, res) => {
    const { webhook } = await access.require(
      req,
      webhookDeletePermission,
      req.params.id,
      deletions,
    );
    await service.restore(webhook.id);
    res.status(204).end();
  });

  return router;
}
