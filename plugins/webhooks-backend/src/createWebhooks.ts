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
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { webhookResourcePermissions } from '@kubevision/backstage-plugin-webhooks-common';
import { webhookPermissionResourceRef } from '@kubevision/backstage-plugin-webhooks-node';
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
import { CalmStore } from './database/CalmStore';
import { DatabaseClock } from './database/DatabaseClock';
import { DatabaseHealthStore } from './database/DatabaseHealthStore';
import { DatabaseLeaseStore } from './database/DatabaseLeaseStore';
import { DatabaseWatchStore } from './database/DatabaseWatchStore';
import { DeliveryStore } from './database/DeliveryStore';
import { DueSignal } from './database/DueSignal';
import { IdempotencyStore } from './database/IdempotencyStore';
import { EventHistory } from './database/EventHistory';
import { NoticeStore } from './database/NoticeStore';
import { RecoveryStore } from './database/RecoveryStore';
import { EventStore } from './database/EventStore';
import { PublishingStore } from './database/PublishingStore';
import { RetentionStore } from './database/RetentionStore';
import { StorageStore } from './database/StorageStore';
import { TargetStore } from './database/TargetStore';
import { WebhookStore } from './database/WebhookStore';
import { migrateDatabase } from './database/migrate';
import { readInstallationKey } from './database/readInstallationKey';
import { createDelivering } from './delivery/createDelivering';
import { parseAllowedReceivers } from './delivery/allowedReceivers';
import { createEvents } from './events/createEvents';
import { HealthKeeper } from './kubernetes/health/HealthKeeper';
import { KubernetesBackend } from './kubernetes/KubernetesBackend';
import { LeaseKeeper } from './kubernetes/LeaseKeeper';
import { ProxyTransport } from './kubernetes/ProxyTransport';
import { WatchSupervisor } from './kubernetes/WatchSupervisor';
import { webhookRules } from './permissions/rules';
import { PlatformRegistry } from './platforms/PlatformRegistry';
import { Authorizer } from './router/Authorizer';
import { EventAccess } from './router/EventAccess';
import { AUDIT_PATH, createAuditRouter } from './router/createAuditRouter';
import { createEventsRouter } from './router/createEventsRouter';
import { Idempotency } from './router/Idempotency';
import { createOpenApiRouter } from './router/createOpenApiRouter';
import { createRouter } from './router/createRouter';
import { scheduleCalm } from './scheduleCalm';
import { createStorageRouter } from './router/createStorageRouter';
import { createStorage } from './storage/createStorage';
import { needsCatalog } from './webhooks/filters';
import { RecoveryService } from './webhooks/RecoveryService';
import { RecentEventsService } from './webhooks/RecentEventsService';
import { PreviewService } from './webhooks/PreviewService';
import { SecretBox } from './webhooks/SecretBox';
import { TargetEditor } from './webhooks/TargetEditor';
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
  readonly events: EventsService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly notifications: NotificationService;
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

/** How often recoveries go on. */
const RECOVER = { frequency: { seconds: 5 }, timeout: { minutes: 1 } };

/** How often audit records are dropped that are too old to tell anything. */
const FORGET = { frequency: { minutes: 5 }, timeout: { minutes: 5 } };

/** How often the keys of requests are dropped that are too old. */
const FORGET_KEYS = { frequency: { hours: 1 }, timeout: { minutes: 5 } };

/** How often secrets are dropped that were rotated and no longer sign. */
const DROP_SECRETS = { frequency: { minutes: 5 }, timeout: { minutes: 5 } };

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
  const allowedReceivers = parseAllowedReceivers(
    options.allowedReceivers,
    options.allowedPorts,
  );

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
  const deliveries = DeliveryStore.create({
    knex,
    disableAfterMs: options.disableAfterMs,
  });
  const calm = CalmStore.create({ knex });
  const box = SecretBox.create({ keys: options.secretKeys });
  const installationKey = await readInstallationKey({ knex, box });
  const idempotencyKeys = IdempotencyStore.create({ knex });
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

  const dueSignal = DueSignal.create({ knex, logger });
  const delivering = createDelivering({
    ...environment,
    store: deliveries,
    dueSignal,
    platforms: id => platforms.find(id),
    openTarget: webhook => vault.open(webhook),
    allowedReceivers,
    timeoutMs: options.timeoutMs,
    now,
    onRecorded: ({ webhookId }) => tellPages('delivery', webhookId),
  });
  const { dispatcher } = delivering;

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
  const events = createEvents({
    store: EventStore.create({ knex }),
    place: PublishingStore.create({ knex }),
    logger,
    now,
    replica,
    bus: options.publishesEvents ? environment.events : undefined,
    ownershipOf: ref => directory.ownershipOf(ref),
  });
  const storage = createStorage({
    sizes: StorageStore.create({ knex }),
    old: RetentionStore.create({ knex }),
    logger,
    now,
    limits: options.retention,
  });
  const outbox = DatabaseWatchStore.create({
    knex,
    onDeliveries: webhookIds => dispatcher.wake(webhookIds),
    dueSignal,
    onEvents: () => events.ring(),
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
      hmacKey: installationKey,
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

  const targets = TargetEditor.create({
    platforms,
    vault,
    allowedReceivers,
    now,
  });
  const service = WebhooksService.create({
    store,
    calm,
    deliveries,
    dispatcher,
    platforms,
    targets,
    targetStore: TargetStore.create({ knex }),
    now,
    onChange: id => {
      watches.refresh();
      tellPages('webhook', id);
    },
  });

  const recoveries = RecoveryService.create({
    store,
    recoveries: RecoveryStore.create({ knex }),
    platforms,
    logger,
    now,
    onDue: id => {
      dispatcher.wake();
      tellPages('delivery', id);
    },
  });
  const eventHistory = EventHistory.create({ knex });

  const router = PromiseRouter();
  // Before the API, whose parser takes no such large bodies.
  router.use(
    AUDIT_PATH,
    createAuditRouter({
      tokens: AuditTokens.create({ clusters: options.audit.clusters }),
      ingest: auditIngest,
    }),
  );
  const authorizer = Authorizer.create(environment);
  // Before the rest, which takes any other path for the id of a webhook.
  router.use(
    createEventsRouter({
      authorizer,
      eventAccess: EventAccess.create({ authorizer, platforms }),
      events,
      now,
    }),
  );
  router.use(createOpenApiRouter());
  router.use(createStorageRouter({ authorizer, report: storage.report }));
  router.use(
    createRouter({
      authorizer,
      idempotency: Idempotency.create({
        store: idempotencyKeys,
        box,
        hashKey: installationKey,
        now,
      }),
      service,
      recoveries,
      preview: PreviewService.create({
        platforms,
        events: eventHistory,
        store,
        targets,
        sendDraftTest: test => delivering.sendDraftTest(test),
        now,
      }),
      events: RecentEventsService.create({
        events: eventHistory,
        store,
        deliveries,
        ownershipOf: ref => directory.ownershipOf(ref),
      }),
      store,
      deliveries,
      platforms,
      health,
      now,
    }),
  );

  return {
    router,

    async start() {
      await delivering.start();
      await scheduler
        // Any replica goes on with any of them: each step is fenced by the recovery's row.
        .createScheduledTaskRunner({ ...RECOVER, scope: 'local' })
        .run({ id: 'advance-recoveries', fn: () => recoveries.advance() });
      await scheduleCalm({
        ...environment,
        deliveries,
        calm,
        notices: NoticeStore.create({ knex }),
        now,
        onDigest: () => dispatcher.wake(),
      });
      await scheduler.createScheduledTaskRunner(FORGET).run({
        id: 'forget-audit-records',
        fn: () => auditStore.forgetOld(now()),
      });
      await scheduler.createScheduledTaskRunner(FORGET_KEYS).run({
        id: 'forget-idempotency-keys',
        fn: () => idempotencyKeys.forgetOld(now()),
      });
      await scheduler.createScheduledTaskRunner(DROP_SECRETS).run({
        id: 'drop-expired-secrets',
        fn: () => service.dropExpiredSecrets(),
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
      await events.start(scheduler);
      await storage.start(scheduler);
      watches.start();
      health.start();
    },

    async stop() {
      stopping.abort();
      await health.stop();
      await watches.stop();
      await events.stop();
      await delivering.stop();
    },
  };
}
