import { rootHealthServiceFactory } from '@backstage/backend-defaults/rootHealth';
import { rootLifecycleServiceFactory } from '@backstage/backend-defaults/rootLifecycle';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  RootHealthService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { webhooksPlugin } from './plugin';

/** A portal, and what Backstage's readiness answers at each step of its life. */
async function startPortal(options: { secret?: string } = {}) {
  const { secret = Buffer.alloc(32).toString('base64') } = options;
  const seen: Record<string, number> = {};
  let health: RootHealthService | undefined;
  const look = async (step: string) => {
    seen[step] = (await health!.getReadiness()).status;
  };

  /** Modules are there before their plugin, so this is before its schema is. */
  const before = createBackendModule({
    pluginId: 'webhooks',
    moduleId: 'look',
    register(env) {
      env.registerInit({
        deps: {
          service: coreServices.rootHealth,
          database: coreServices.database,
          lifecycle: coreServices.lifecycle,
        },
        async init({ service, database, lifecycle }) {
          health = service;
          const knex = await database.getClient();
          expect(await knex.schema.hasTable('webhooks')).toBe(false);
          await look('before the schema');
          lifecycle.addShutdownHook(() => look('while the plugin ends'));
        },
      });
    },
  });
  /** Of another plugin, which is told to stop as the webhooks are. */
  const other = createBackendPlugin({
    pluginId: 'other',
    register(env) {
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      webhooksPlugin,
      before,
      other,
      rootHealthServiceFactory,
      rootLifecycleServiceFactory,
      mockServices.rootConfig.factory({
        data: { webhooks: { secrets: { keys: [{ id: 'test', secret }] } } },
      }),
    ],
  });
  return { backend, look, seen, health: () => health };
}

describe('the readiness of a portal', () => {
  it('is there once the schema is, and gone before the plugin ends', async () => {
    const { backend, look, seen } = await startPortal();
    await look('started');
    await backend.stop();
    await look('stopped');
    expect(seen).toEqual({
      'before the schema': 503,
      started: 200,
      'while the plugin ends': 503,
      stopped: 503,
    });
  });

  it('never comes when the configuration is wrong', async () => {
    await expect(startPortal({ secret: 'too short' })).rejects.toThrow(
      'webhooks.secrets.keys[0].secret',
    );
  });
});
