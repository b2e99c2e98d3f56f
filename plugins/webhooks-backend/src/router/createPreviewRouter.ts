import {
  webhookCreatePermission,
  webhookUpdatePermission,
  webhooksViewPermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { PreviewService } from '../webhooks/PreviewService';
import { Authorizer, callerName, shortName } from './Authorizer';
import { EventAccess } from './EventAccess';
import { WebhookAccess, toResource } from './WebhookAccess';
import { parse } from './parse';
import { draftTestSchema, previewSchema } from './schemas';
import { answerView } from './views';

/** The routes below `/preview`: what a webhook would do, before it is saved. */
export function createPreviewRouter(options: {
  authorizer: Authorizer;
  access: WebhookAccess;
  eventAccess: EventAccess;
  service: PreviewService;
}): Router {
  const { authorizer, access, eventAccess, service } = options;
  const router = PromiseRouter();

  router.post('/', async (req, res) => {
    const caller = await authorizer.require(req, webhooksViewPermission);
    const request = parse(previewSchema, req.body);
    const actor = shortName(callerName(caller));
    const isVisible = await eventAccess.readable(req);
    res.json(await service.preview(request, { actor, isVisible }));
  });

  router.post('/test', async (req, res) => {
    // Whoever may save the webhook may try it: sending to any URL is what saving allows.
    const { credentials } =
      req.body?.id === undefined
        ? {
            credentials: await authorizer.require(req, webhookCreatePermission),
          }
        : await authorizer.requireSome(req, webhookUpdatePermission);
    const draft = parse(draftTestSchema, req.body);
    const caller = callerName(credentials);
    const stored =
      draft.id === undefined
        ? undefined
        : (await access.require(req, webhookUpdatePermission, draft.id))
            .webhook;
    const resource = {
      ...toResource(draft, stored?.createdBy ?? caller),
      ...(stored && !draft.filters && { filters: stored.filters }),
    };
    await access.requireResult(req, resource);
    const result = await service.test(draft, shortName(caller));
    const showAnswers = (await access.targetsVisible(req))(resource);
    res.json(answerView(result, { showAnswers }));
  });

  return router;
}
