import { inspect } from 'node:util';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { migrateDatabase } from '../../database/migrate';

/** What a backend logs, and what it stores; `features` go into it. */
export function captureOutput() {
  const lines: string[] = [];
  let knex: Knex | undefined;

  const log = (...args: unknown[]) => {
    lines.push(inspect(args, { depth: 10, maxStringLength: null }));
  };
  const logger: RootLoggerService = {
    error: log,
    warn: log,
    info: log,
    debug: log,
    // What belongs to all lines of a child would be written with each of them.
    child: meta => {
      log(meta);
      return logger;
    },
  };
  const database = createBackendModule({
    pluginId: 'webhooks',
    moduleId: 'capture-output',
    register(env) {
      env.registerInit({
        deps: { service: coreServices.database },
        async init({ service }) {
          knex = await migrateDatabase(service);
        },
      });
    },
  });

  return {
    features: [
      database,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
    ],
    /** The database of the webhooks, once the backend has started. */
    knex: () => knex!,
    /** Everything logged so far, of all levels, and so the audit trail too. */
    logs: () => lines.join('\n'),
    /** Every row of every table. SQLite only. */
    async tables(): Promise<string> {
      const names: string[] = await knex!('sqlite_master')
        .where({ type: 'table' })
        .pluck('name');
      const rows = await Promise.all(names.map(name => knex!(name)));
      return JSON.stringify(names.map((name, i) => [name, rows[i]]));
    },
  };
}
