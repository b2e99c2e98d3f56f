import {
  AuditorService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Events } from '../events/createEvents';
import { StorageReport } from '../storage/StorageReport';
import { Authorizer } from './Authorizer';
import {
  AUDIT_PATH,
  AuditRouterOptions,
  createAuditRouter,
} from './createAuditRouter';
import { createAuditTrail } from './createAuditTrail';
import { createEventsRouter } from './createEventsRouter';
import { createOpenApiRouter } from './createOpenApiRouter';
import { createRouter, RouterOptions } from './createRouter';
import { createStorageRouter } from './createStorageRouter';
import { EventAccess } from './EventAccess';

/** What all routes together call. */
export interface WebhooksRouterOptions
  extends Omit<RouterOptions, 'authorizer' | 'events'> {
  readonly permissions: PermissionsService;
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
  readonly audit: AuditRouterOptions;
  readonly events: Pick<Events, 'export' | 'matching'>;
  readonly recentEvents: RouterOptions['events'];
  readonly storage: Pick<StorageReport, 'describe'>;
}

/** Everything that the plugin answers over HTTP. */
export function createWebhooksRouter(options: WebhooksRouterOptions): Router {
  const { audit, events, recentEvents, storage, platforms } = options;
  const authorizer = Authorizer.create(options);
  const eventAccess = EventAccess.create({ authorizer, platforms });
  const router = PromiseRouter();
  // Before the API, whose parser takes no such large bodies.
  const trail = createAuditTrail(options);
  router.use(AUDIT_PATH, trail.denials, createAuditRouter(audit));
  router.use(trail.begin);
  // Before the rest, which takes any other path for the id of a webhook.
  router.use(
    createEventsRouter({ ...options, authorizer, eventAccess, events }),
  );
  router.use(createOpenApiRouter());
  router.use(createStorageRouter({ authorizer, report: storage }));
  router.use(createRouter({ ...options, authorizer, events: recentEvents }));
  router.use(trail.end);
  return router;
}
