import {
  createCredentialsBarrier,
  createLifecycleMiddleware,
  createRateLimitMiddleware,
} from '@backstage/backend-defaults/httpRouter';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { webhooksBasicPermissions } from '@kubevision/backstage-plugin-webhooks-common';
import {
  webhooksEventSourcesExtensionPoint,
  webhooksPlatformsExtensionPoint,
  webhooksSectionReadersServiceRef,
  webhooksServiceRef,
} from '@kubevision/backstage-plugin-webhooks-node';
import PromiseRouter from 'express-promise-router';
import { registerActions } from './actions/registerActions';
import { builtInPlatforms } from './platforms';
import { PlatformRegistry } from './platforms/PlatformRegistry';
import { createWebhooks } from './createWebhooks';
import { EventSources } from './sources/EventSources';
import { AUDIT_PATH } from './router/createAuditRouter';
import { warnOfUnreadRoles } from './warnOfUnread';

/** Where the documented contract has its routes; Backstage's own are at `/api/webhooks`. */
const CONTRACT_PATH = '/api/v1/webhooks';

/** Watches Kubernetes clusters and delivers their changes as webhooks. */
export const webhooksPlugin = createBackendPlugin({
  pluginId: 'webhooks',
  register(env) {
    const platforms = PlatformRegistry.create({ platforms: builtInPlatforms });
    env.registerExtensionPoint(webhooksPlatformsExtensionPoint, {
      addPlatform: (...added) => platforms.add(...added),
    });
    const sources = EventSources.create();
    env.registerExtensionPoint(webhooksEventSourcesExtensionPoint, {
      addEventSource: (...added) => sources.add(...added),
    });

    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        readers: webhooksSectionReadersServiceRef,
        rootHttpRouter: coreServices.rootHttpRouter,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        service: webhooksServiceRef,
      },
      async init(services) {
        const { config, httpAuth, httpRouter, lifecycle } = services;
        services.permissionsRegistry.addPermissions(webhooksBasicPermissions);

        registerActions({
          registry: services.actions,
          webhooks: services.service,
        });

        const webhooks = await createWebhooks({
          ...services,
          platforms,
          sources,
        });

        // API servers carry a token of their own, which the route itself checks.
        const auditPolicy = {
          path: `${AUDIT_PATH}/:cluster`,
          allow: 'unauthenticated',
        } as const;
        httpRouter.use(webhooks.router);
        httpRouter.addAuthPolicy(auditPolicy);
        const barrier = createCredentialsBarrier({ httpAuth, config });
        barrier.addAuthPolicy(auditPolicy);
        const contract = PromiseRouter();
        contract.use(
          createRateLimitMiddleware({ pluginId: 'webhooks', config }),
          createLifecycleMiddleware({ config, lifecycle }),
          barrier.middleware,
          webhooks.router,
        );
        services.rootHttpRouter.use(CONTRACT_PATH, contract);

        lifecycle.addStartupHook(() => webhooks.start());
        // The permission plugin may be initialised after this one.
        services.rootLifecycle.addStartupHook(() =>
          warnOfUnreadRoles(services, services.readers),
        );
        lifecycle.addShutdownHook(() => webhooks.stop());
      },
    });
  },
});
