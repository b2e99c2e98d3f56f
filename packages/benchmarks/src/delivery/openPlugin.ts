import { migrateDatabase } from '@kubevision/backstage-plugin-webhooks-backend/src/database/migrate';
import { newDeliveryRow } from '@kubevision/backstage-plugin-webhooks-backend/src/database/deliveryRow';
import { DeliveryStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/DeliveryStore';
import { attemptsOf } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/retrySchedules';
import { WebhookStore } from '@kubevision/backstage-plugin-webhooks-backend/src/database/WebhookStore';
import { parseAllowedReceivers } from '@kubevision/backstage-plugin-webhooks-backend/src/delivery/allowedReceivers';
import { Dispatcher } from '@kubevision/backstage-plugin-webhooks-backend/src/delivery/Dispatcher';
import { createSender } from '@kubevision/backstage-plugin-webhooks-backend/src/delivery/send';
import { normalizeNoise } from '@kubevision/backstage-plugin-webhooks-backend/src/noise/settings';
import { PlatformRegistry } from '@kubevision/backstage-plugin-webhooks-backend/src/platforms/PlatformRegistry';
import { builtInPlatforms } from '@kubevision/backstage-plugin-webhooks-backend/src/platforms';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import {
  Filters,
  normalizeFilters,
} from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/filters';
import { SecretBox } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/SecretBox';
import { TargetVault } from '@kubevision/backstage-plugin-webhooks-backend/src/webhooks/TargetVault';
import { WebhookFilters } from '@kubevision/backstage-plugin-webhooks-common';
import { mockServices } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import knexFactory from 'knex';
import { silentLogger } from '../watch/silentLogger';
import { ContenderOptions } from './contenders/serveContender';
import { eventOf, SECRET } from './signedPost';

/** Among so many webhooks the deliveries of a contest are spread. */
const WEBHOOKS = 16;
/** SQLite takes 500 rows in one statement as knex makes it. */
const CHUNK = 500;

const webhookIdOf = (i: number) => `webhook-${i}`;

/** The parts of the plugin that deliver, over a database, as the portal puts them together. */
export async function openPlugin(options: ContenderOptions) {
  const { database, url, concurrency } = options;
  const knex = await migrateDatabase(
    mockServices.database({ knex: knexFactory(database) }),
  );
  let statements = 0;
  knex.on('query', () => {
    statements += 1;
  });
  const now = () => new Date();
  const store = DeliveryStore.create({ knex });
  const webhooks = WebhookStore.create({ knex });
  const vault = TargetVault.create({
    box: SecretBox.create({ keys: [{ id: 'k', key: Buffer.alloc(32) }] }),
  });
  const platforms = PlatformRegistry.create({ platforms: builtInPlatforms });
  const allowedReceivers = parseAllowedReceivers(['127.0.0.1']);
  const sender = createSender({ allowedReceivers });
  const dispatcher = Dispatcher.create({
    store,
    platforms: id => platforms.find(id),
    openTarget: webhook => vault.open(webhook),
    toMessage,
    allowedReceivers,
    sender,
    logger: silentLogger,
    now,
    concurrency,
    // Here all webhooks send to one host, which stands for many.
    perHost: Infinity,
  });

  async function addWebhook(
    id: string,
    filters: WebhookFilters = {},
  ): Promise<void> {
    await webhooks.insert({
      id,
      name: id,
      platform: 'http',
      ...vault.seal(id, { url, secret: SECRET }),
      enabled: true,
      filters: normalizeFilters(filters) as Filters,
      noise: normalizeNoise(),
      retry: 'contract',
      digest: true,
      health: 'unknown',
      createdAt: now(),
      updatedAt: now(),
      createdBy: 'user:default/benchmark',
    });
  }

  return {
    knex,
    store,
    dispatcher,
    addWebhook,
    statements: () => statements,

    /** Adds due deliveries, of one webhook or spread over some. */
    async enqueue(ids: readonly string[], webhookId?: string): Promise<void> {
      const count = webhookId ? 1 : WEBHOOKS;
      for (let i = 0; i < count; i++) {
        const id = webhookId ?? webhookIdOf(i);
        const known = await knex('webhooks').where({ id }).first('id');
        if (!known) await addWebhook(id);
      }
      const rows = ids.map((id, i) => ({
        ...newDeliveryRow({
          id,
          webhookId: webhookId ?? webhookIdOf(i % WEBHOOKS),
          event: eventOf(id),
          test: false,
          attempts: attemptsOf('contract'),
          dueAt: now().getTime(),
          now: now(),
        }),
        object_key: createHash('md5').update(id).digest('hex'),
        first_due_at: now().getTime(),
      }));
      for (let i = 0; i < rows.length; i += CHUNK) {
        await knex('deliveries').insert(rows.slice(i, i + CHUNK));
      }
    },

    async close(): Promise<void> {
      await dispatcher.stop();
      await sender.close();
      await knex.destroy();
    },
  };
}
