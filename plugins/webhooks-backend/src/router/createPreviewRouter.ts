import {
  webhookCreatePermission,
  webhookReadPermission,
  webhookUpdatePermission,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { PreviewService } from '../webhooks/PreviewService';
import { Authorizer, callerName, shortName } from './Authorizer';
import { parse } from './parse';
import { draftTestSchema, previewSchema } from './schemas';
import { answerView } from './views';

/** The routes below `/preview`: what a webhook would do, before it is saved. */
export function createPreviewRouter(options: {
  authorizer: Authorizer;
  service: PreviewService;
}): Router {
  const { authorizer, service } = options;
  const router = PromiseRouter();

  router.post('/', async (req, res) => {
    const caller = await authorizer.require(req, webhookReadPermission);
    const request = parse(previewSchema, req.body);
    res.json(await service.preview(request, shortName(callerName(caller))));
  });

  router.post('/test', async (req, res) => {
    // Whoever may save the webhook may try it: sending to any URL is what saving allows.
    const caller = await authorizer.require(
      req,
      req.body?.id === undefined
        ? webhookCreatePermission
        : webhookUpdatePermission,
    );
    const draft = parse(draftTestSchema, req.body);
    const result = await service.test(draft, shortName(callerName(caller)));
    const showAnswers = await authorizer.may(req, webhookUpdatePermission);
    res.json(answerView(result, { showAnswers }));
  });

  return router;
}
