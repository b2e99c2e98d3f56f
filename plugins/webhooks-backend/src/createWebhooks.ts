import {
  AuthService,
  CacheService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { webhookResourcePermissions } from '@kubevision/backstage-plugin-webhooks-common';
import {
  toMessage,
  webhookPermissionResourceRef,
} from '@kubevision/backstage-plugin-webhooks-node';
import { Router } from 'express';
import { v4 as uuid } from 'uuid';
import PromiseRouter from 'express-promise-router';
import { AuditIngest } from './audit/AuditIngest';
import { AuditTokens } from './audit/AuditTokens';
import { EntityDirectory } from './catalog/EntityDirectory';
import { readEntities } from './catalog/readEntities';
import { UserDirectory } from './catalog/UserDirectory';
import { createProjector } from './changes/projector';
import { readWebhooksOptions } from './config';
import { AuditStore } from './database/AuditStore';
import { DatabaseClock } from './database/DatabaseClock';
import { DatabaseHealthStore } from './database/DatabaseHealthStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseWatchStore } from './database/DatabaseWatchStore';
import { DeliveryStore } from './database/DeliveryStore';
import { WebhookStore } from './database/WebhookStore';
import { migrateDatabase } from './database/migrate';
import { readInstallationKey } from './database/readInstallationKey';
import { Dispatcher } from './delivery/Dispatcher';
import { parseAllowedReceivers } from './delivery/allowedReceivers';
import { createSender } from './delivery/send';
import { HealthKeeper } from './kubernetes/health/HealthKeeper';
import { KubernetesBackend } from './kubernetes/KubernetesBackend';
import { LeaseKeeper } from './kubernetes/LeaseKeeper';
import { ProxyTransport } from './kubernetes/ProxyTransport';
import { WatchSupervisor } from './kubernetes/WatchSupervisor';
import { webhookRules } from './permissions/rules';
import { PlatformRegistry } from './platforms/PlatformRegistry';
import { Authorizer } from './router/Authorizer';
import { AUDIT_PATH, createAuditRouter } from './router/createAuditRouter';
import { createRouter } from './router/createRouter';
import { needsCatalog } from './webhooks/filters';
import { SecretBox } from './webhooks/SecretBox';
import { TargetVault } from './webhooks/TargetVault';
import { WebhooksService } from './webhooks/WebhooksService';

/** The services of Backstage that the plugin stands on, and the platforms. */
export interface WebhooksEnvironment {
  readonly auth: AuthService;
  readonly cache: CacheService;
  readonly catalog: CatalogService;
  readonly config: RootConfigService;
  readonly database: DatabaseService;
  readonly discovery: DiscoveryService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly permissions: PermissionsService;
  readonly permissionsRegistry: PermissionsRegistryService;
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

/** A cluster whose replica crashed is taken over after so long, and a little. */
const LEASE_MS = 9_000;

/** How often the clock is compared with the database's. */
const CLOCK = { frequency: { seconds: 10 }, timeout: { seconds: 10 } };

/** How often due deliveries are looked for, whether or not anything woke the dispatcher. */
const SWEEP = { frequency: { seconds: 10 }, timeout: { minutes: 5 } };
/** How often audit records are dropped that are too old to tell anything. */
const FORGET = { frequency: { minutes: 5 }, timeout: { minutes: 5 } };

/** How often the entities of the catalog are read. */
const CATALOG_READS = {
  frequency: { minutes: 1 },
  initialDelay: { minutes: 1 },
  timeout: { minutes: 1 },
};

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

  if (!options.permissionsEnabled) {
    logger.warn(
      'permission.enabled is not true in app-config, so everybody who is signed in may manage webhooks',
    );
  }

  const knex = await migrateDatabase(database);
  const clock = await DatabaseClock.create({ knex });
  const now = () => clock.now();
  const store = WebhookStore.create({ knex });
  environment.permissionsRegistry.addResourceType({
    resourceRef: webhookPermissionResourceRef,
    permissions: webhookResourcePermissions,
    rules: webhookRules,
    getResources: ids => store.getAll(ids),
  });
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

  const stopping = new AbortController();
  const directory = EntityDirectory.create({
    read: () => readEntities(environment),
    logger,
  });
  const kubernetes = KubernetesBackend.create({
    ...environment,
    serverSideAuthProviders: options.serverSideAuthProviders,
  });
  const replica = uuid();
  const outbox = DatabaseWatchStore.create({
    knex,
    onDeliveries: () => dispatcher.wake(),
    audit: {
      clusters: new Set(options.audit.clusters.map(({ name }) => name)),
      graceMs: options.audit.graceMs,
    },
    now,
    ownershipOf: ref => directory.ownershipOf(ref),
  });
  const watches = WatchSupervisor.create({
    clusters: signal => kubernetes.clusters(signal),
    transport: ProxyTransport.create({
      target: cluster => kubernetes.target(cluster),
      ...(options.watchSilenceMs && { silenceMs: options.watchSilenceMs }),
    }),
    store: outbox,
    project: createProjector({
      hmacKey: await readInstallationKey({ knex, box }),
    }),
    logger,
    leases: LeaseKeeper.create({
      store: await DatabaseLeaseStore.create({ knex }),
      replica,
      now,
      ttlMs: LEASE_MS,
    }),
    wanted: async () => {
      const webhooks = await store.enabledFilters();
      // The first changes told are those since the last stop, and have entities too.
      if (webhooks.some(({ filters }) => needsCatalog(filters))) {
        await directory.firstRead(stopping.signal);
      }
      return webhooks;
    },
    wantedRevision: () => store.revision(),
    now,
    extraResources: options.extraResources,
    excludedCustomResources: options.excludedCustomResources,
    entitiesOf: id => directory.entitiesOf(id).map(({ ref }) => ref),
  });
  const health = HealthKeeper.create({
    watches,
    store: DatabaseHealthStore.create({ knex }),
    outbox,
    replica,
    logger,
    now,
    stalledAfterMs: options.stalledAfterMs,
  });

  const auditStore = AuditStore.create({ knex });
  const users = UserDirectory.create({
    ...environment,
    usernamePrefix: options.audit.usernamePrefix,
    now,
  });
  const auditIngest = AuditIngest.create({
    sink: auditStore,
    findUser: username => users.find(username),
    onDeliveries: () => dispatcher.wake(),
    logger,
    now,
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

  const router = PromiseRouter();
  // Before the API, whose parser takes no such large bodies.
  router.use(
    AUDIT_PATH,
    createAuditRouter({
      tokens: AuditTokens.create({ clusters: options.audit.clusters }),
      ingest: auditIngest,
    }),
  );
  router.use(
    createRouter({
      authorizer: Authorizer.create(environment),
      service,
      store,
      deliveries,
      platforms,
      health,
    }),
  );

  return {
    router,

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
      await scheduler.createScheduledTaskRunner(FORGET).run({
        id: 'forget-audit-records',
        fn: () => auditStore.forgetOld(now()),
      });
      await scheduler
        .createScheduledTaskRunner({ ...CLOCK, scope: 'local' })
        .run({ id: 'sync-clock', fn: () => clock.sync() });
      // Not awaited: the catalog may start later, and where there is none it is tried for long.
      void directory.refresh(stopping.signal);
      await scheduler
        .createScheduledTaskRunner({ ...CATALOG_READS, scope: 'local' })
        .run({
          id: 'read-catalog',
          fn: signal => directory.refresh(signal),
        });
      watches.start();
      health.start();
    },

    async stop() {
      stopping.abort();
      await health.stop();
      await watches.stop();
      await dispatcher.stop();
      await sender.close();
    },
  };
}
