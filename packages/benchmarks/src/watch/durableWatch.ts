import { DatabaseWatchStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/DatabaseWatchStore';
import { migrateDatabase } from '@kubevision/backstage-plugin-webhooks-backend/src/database/migrate';
import { WatchStore } from '@kubevision/backstage-plugin-webhooks-backend/src/kubernetes/WatchStore';
import knexFactory, { Knex } from 'knex';
import { answerParent } from '../ChildProgram';
import { resourceAt, startReflector } from './startReflector';

/** A program: our own watch with its real store, which a next start goes on from. */

answerParent({
  /**
   * @returns how many seconds it took from loading what is stored until the store had the
   *   resourceVersion
   */
  async start(options: {
    url: string;
    path: string;
    database: Knex.Config;
    resourceVersion: string;
  }) {
    const knex = await migrateDatabase({
      getClient: async () => knexFactory(options.database),
    });
    const store = DatabaseWatchStore.create({ knex, onDeliveries: () => {} });
    const startedAt = performance.now();
    await new Promise<void>(resolve => {
      const observed: WatchStore = {
        load: key => store.load(key),
        typeOf: key => store.typeOf(key),
        keys: () => store.keys(),
        forget: key => store.forget(key),
        async commit(batch) {
          await store.commit(batch);
          if (batch.resourceVersion === options.resourceVersion) resolve();
        },
      };
      startReflector({
        url: options.url,
        cluster: 'synthetic',
        type: resourceAt(options.path),
        store: observed,
      });
    });
    return (performance.now() - startedAt) / 1000;
  },
});
