import {
  AuthService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Router } from 'express';
import { createProjector } from './changes/projector';
import { readWebhooksOptions } from './config';
import { DatabaseWatchStore } from './database/DatabaseWatchStore';
import { DeliveryStore } from './database/DeliveryStore';
import { WebhookStore } from './database/WebhookStore';
import { migrateDatabase } from './database/migrate';
import { readInstallationKey } from './database/readInstallationKey';
import { Dispatcher } from './delivery/Dispatcher';
import { parseAllowedReceivers } from './delivery/allowedReceivers';
import { createSender } from './delivery/send';
import { KubernetesBackend } from './kubernetes/KubernetesBackend';
import { ProxyTransport } from './kubernetes/ProxyTransport';
import { WatchSupervisor } from './kubernetes/WatchSupervisor';
import { PlatformRegistry } from './platforms/PlatformRegistry';
import { toMessage } from './platforms/toMessage';
import { Authorizer } from './router/Authorizer';
import { createRouter } from './router/createRouter';
import { SecretBox } from './webhooks/SecretBox';
import { TargetVault } from './webhooks/TargetVault';
import { WebhooksService } from './webhooks/WebhooksService';

/** The services of Backstage that the plugin stands on, and the platforms. */
export interface WebhooksEnvironment {
  readonly auth: AuthService;
  readonly config: RootConfigService;
  readonly database: DatabaseService;
  readonly discovery: DiscoveryService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly permissions: PermissionsService;
  readonly scheduler: SchedulerService;
  readonly signals: SignalsService;
  readonly platforms: PlatformRegistry;
}

/** The plugin, put together. */
export interface Webhooks {
  readonly router: Router;
  /** Begins to watch and to deliver. */
  start(): Promise<void>;
  /** Ends watching, and delivering once what is in flight is done. */
  stop(): Promise<void>;
}

/** The channel of the signals that tell pages what changed. */
const SIGNALS_CHANNEL = 'webhooks';

/** How often due deliveries are looked for, whether or not anything woke the dispatcher. */
const SWEEP = { frequency: { seconds: 10 }, timeout: { minutes: 5 } };

/**
 * Puts the parts together.
 *
 * @throws InputError when app-config is wrong
 */
export async function createWebhooks(
  environment: WebhooksEnvironment,
): Promise<Webhooks> {
  const { database, logger, platforms, scheduler, signals } = environment;
  const options = readWebhooksOptions(environment.config);
  const allowedReceivers = parseAllowedReceivers(options.allowedReceivers);
  const now = () => new Date();

  if (!options.permissionsEnabled) {
    logger.warn(
      'permission.enabled is not true in app-config, so everybody who is signed in may manage webhooks',
    );
  }

  const knex = await migrateDatabase(database);
  const store = WebhookStore.create({ knex });
  const deliveries = DeliveryStore.create({ knex });
  const box = SecretBox.create({ keys: options.secretKeys });
  const vault = TargetVault.create({ box });

  const tellPages = (type: 'delivery' | 'webhook', webhookId: string) => {
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SIGNALS_CHANNEL,
        message: { type, webhookId },
      })
      // Pages poll too, so a signal that is lost costs seconds.
      .catch(error => logger.debug(`A signal was not published: ${error}`));
  };

  const sender = createSender({
    allowedReceivers,
    timeoutMs: options.timeoutMs,
  });
  const dispatcher = Dispatcher.create({
    store: deliveries,
    platforms: id => platforms.find(id),
    openTarget: async id => {
      const webhook = await store.get(id);
      return {
        platformId: webhook.platform,
        target: vault.open(webhook),
        enabled: webhook.enabled,
      };
    },
    toMessage,
    sender,
    logger,
    now,
    onRecorded: ({ webhookId }) => tellPages('delivery', webhookId),
  });

  const kubernetes = KubernetesBackend.create({
    ...environment,
    serverSideAuthProviders: options.serverSideAuthProviders,
  });
  const watches = WatchSupervisor.create({
    clusters: signal => kubernetes.clusters(signal),
    transport: ProxyTransport.create({
      target: cluster => kubernetes.target(cluster),
      ...(options.watchSilenceMs && { silenceMs: options.watchSilenceMs }),
    }),
    store: DatabaseWatchStore.create({
      knex,
      onDeliveries: () => dispatcher.wake(),
      now,
    }),
    project: createProjector({
      hmacKey: await readInstallationKey({ knex, box }),
    }),
    logger,
    wanted: () => store.enabledFilters(),
    extraResources: options.extraResources,
  });

  const service = WebhooksService.create({
    store,
    deliveries,
    dispatcher,
    platforms,
    vault,
    allowedReceivers,
    now,
    onChange: id => {
      watches.refresh();
      tellPages('webhook', id);
    },
  });

  return {
    router: createRouter({
      authorizer: Authorizer.create(environment),
      service,
      store,
      deliveries,
      platforms,
      watches,
    }),

    async start() {
      await scheduler
        // Every replica sweeps for itself: claims keep them out of each other's way.
        .createScheduledTaskRunner({ ...SWEEP, scope: 'local' })
        .run({
          id: 'deliver-due',
          fn: async signal => {
            await dispatcher.deliverDue(signal);
          },
        });
      watches.start();
    },

    async stop() {
      await watches.stop();
      await dispatcher.stop();
      await sender.close();
    },
  };
}
