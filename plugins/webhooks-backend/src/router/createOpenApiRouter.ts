import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * The OpenAPI document of these routes, at the path where Backstage's plugins have theirs.
 *
 * @throws Error when the package lacks it
 */
export function createOpenApiRouter(): Router {
  const file = resolvePackagePath(
    '@kubevision/backstage-plugin-webhooks-backend',
    'openapi.yaml',
  );
  const document = parse(readFileSync(file, 'utf8'));
  const router = PromiseRouter();
  router.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  return router;
}
