import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { webhooksEventSourcesExtensionPoint } from '@kubevision/backstage-plugin-webhooks-node';
import { CatalogSource } from './CatalogSource';
import { readSchedule } from './config';

/** Adds changes of the catalog to what webhooks can tell. */
export const webhooksModuleCatalog = createBackendModule({
  pluginId: 'webhooks',
  moduleId: 'catalog',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        sources: webhooksEventSourcesExtensionPoint,
      },
      async init({ auth, catalog, config, logger, scheduler, sources }) {
        sources.addEventSource(
          CatalogSource.create({
            auth,
            catalog,
            logger,
            // One replica at a time reads the catalog.
            runner: scheduler.createScheduledTaskRunner(readSchedule(config)),
          }),
        );
      },
    });
  },
});
