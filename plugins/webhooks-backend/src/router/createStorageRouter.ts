import { webhookUpdatePermission } from '@kubevision/backstage-plugin-webhooks-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { StorageReport } from '../storage/StorageReport';
import { Authorizer } from './Authorizer';

/** How large the database is, for those who manage webhooks. */
export function createStorageRouter(options: {
  authorizer: Authorizer;
  report: Pick<StorageReport, 'describe'>;
}): Router {
  const { authorizer, report } = options;
  const router = PromiseRouter();
  router.get('/storage', async (req, res) => {
    await authorizer.requireSome(req, webhookUpdatePermission);
    res.json(await report.describe());
  });
  return router;
}
