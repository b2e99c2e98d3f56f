import {
  coreServices,
  createBackendFeatureLoader,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { readWebhooksOptions } from './config';
import { migrateDatabase } from './database/migrate';
import { readInstallationKey } from './database/readInstallationKey';
import { TargetStore } from './database/TargetStore';
import { resealTargets } from './webhooks/resealTargets';
import { SecretBox } from './webhooks/SecretBox';

/** Stands in for the plugin, whose database it opens. */
const resealPlugin = createBackendPlugin({
  pluginId: 'webhooks',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        logger: coreServices.logger,
      },
      async init({ config, database, logger }) {
        const { secretKeys } = readWebhooksOptions(config);
        const box = SecretBox.create({ keys: secretKeys });
        const knex = await migrateDatabase(database);
        // Seals its key anew by itself.
        await readInstallationKey({ knex, box });
        const store = TargetStore.create({ knex });
        const { resealed, current, unreadable } = await resealTargets({
          store,
          box,
        });
        const key = `'${secretKeys[0].id}'`;
        logger.info(
          `Webhooks sealed anew by the key ${key}: ${resealed}; sealed by it already: ${current}; not readable: ${unreadable.length}`,
        );
        if (unreadable.length > 0) {
          throw new ServiceUnavailableError(
            `Webhooks that could not be opened by any key of webhooks.secrets.keys: ${unreadable.join(
              ', ',
            )}. Put their key back and repeat this, or save them again with their URL and all that is secret.`,
          );
        }
      },
    });
  },
});

/** The portal may run at the same time, and has the port. */
const noHttpRouter = createServiceFactory({
  service: coreServices.rootHttpRouter,
  deps: {},
  factory: () => ({ use: () => {} }),
});

/**
 * For a backend of its own, which seals everything stored by the newest key of app-config and then
 * has nothing more to do. See docs/security.md.
 */
export const webhooksResealFeatureLoader = createBackendFeatureLoader({
  *loader() {
    yield resealPlugin;
    yield noHttpRouter;
  },
});
