import { writeSync } from 'node:fs';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { migrateDatabase } from '../../database/migrate';

/** Statements on the way of an event; not those of migrations and of the scheduler. */
const COUNTED =
  /^(begin|commit)\b|\b(watch_cursors|watched_objects|events|deliveries)\b/i;

/**
 * Kills the process right before one statement to the database of the webhooks, BEGIN and COMMIT
 * counted too, so that every state can be reached that a crash may leave behind. A module of the
 * plugin shares its database and comes before it.
 */
export function dieAtStatement(count: number) {
  return createBackendModule({
    pluginId: 'webhooks',
    moduleId: 'die-at-statement',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          const knex = await migrateDatabase(database);
          let left = count;
          knex.on('query', ({ sql }: { sql: string }) => {
            if (!COUNTED.test(sql)) return;
            left -= 1;
            if (left > 0) return;
            writeSync(2, `dies before: ${sql.slice(0, 80)}\n`);
            // Not `exit`, which would run hooks and let the event loop finish its turn.
            process.kill(process.pid, 'SIGKILL');
          });
        },
      });
    },
  });
}
