import {
  WebhookEvent,
  webhookResourcePermissions,
} from '@kubevision/backstage-plugin-webhooks-common';
import { webhookPermissionResourceRef } from '@kubevision/backstage-plugin-webhooks-node';
import { Router } from 'express';
import { v4 as uuid } from 'uuid';
import { createAudit } from './audit/createAudit';
import { EntityDirectory } from './catalog/EntityDirectory';
import { readEntities } from './catalog/readEntities';
import { createProjector } from './changes/projector';
import { readWebhooksOptions } from './config';
import { DatabaseClock } from './database/DatabaseClock';
import { DatabaseWatchStore } from './database/DatabaseWatchStore';
import { DueSignal } from './database/DueSignal';
import { SourceStore } from './database/SourceStore';
import { WebhookMatcher } from './database/WebhookMatcher';
import { createStores } from './database/createStores';
import { migrateDatabase } from './database/migrate';
import { readBacklog } from './database/readBacklog';
import { readInstallationKey } from './database/readInstallationKey';
import { createDelivering } from './delivery/createDelivering';
import { parseAllowedReceivers } from './delivery/allowedReceivers';
import { createEvents } from './events/createEvents';
import { createWatching } from './kubernetes/createWatching';
import { webhookRules } from './permissions/rules';
import { Idempotency } from './router/Idempotency';
import { createWebhooksRouter } from './router/createWebhooksRouter';
import { scheduleCalm } from './scheduleCalm';
import { scheduleUpkeep } from './scheduleUpkeep';
import { PageSignals } from './signals/PageSignals';
import { createStorage } from './storage/createStorage';
import { createMetrics, observeState } from './telemetry/createMetrics';
import { createUseCases } from './webhooks/createUseCases';
import { needsCatalog } from './webhooks/filters';
import { SecretBox } from './webhooks/SecretBox';
import { TargetVault } from './webhooks/TargetVault';
import { WebhooksEnvironment } from './WebhooksEnvironment';
import { warnOfUnread } from './warnOfUnread';

/** The plugin, put together. */
export interface Webhooks {
  readonly router: Router;
  /** Begins to watch and to deliver. */
  start(): Promise<void>;
  /** Ends watching, and delivering once what is in flight is done. */
  stop(): Promise<void>;
}

/**
 * Puts the parts together.
 *
 * @throws InputError when app-config is wrong
 */
export async function createWebhooks(
  environment: WebhooksEnvironment,
): Promise<Webhooks> {
  const { database, logger, platforms, scheduler, sources } = environment;
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

  warnOfUnread(environment);

  const knex = await migrateDatabase(database);
  const clock = await DatabaseClock.create({ knex });
  const now = () => clock.now();
  const stores = await createStores({
    knex,
    disableAfterMs: options.disableAfterMs,
  });
  const { calm, deletions, deliveries, webhooks: store } = stores;
  environment.permissionsRegistry.addResourceType({
    resourceRef: webhookPermissionResourceRef,
    permissions: webhookResourcePermissions,
    rules: webhookRules,
    getResources: ids => store.getAll(ids),
  });
  const box = SecretBox.create({ keys: options.secretKeys });
  const installationKey = await readInstallationKey({ knex, box });
  const vault = TargetVault.create({ box });

  const pages = PageSignals.create(environment);

  const metrics = createMetrics({ metrics: environment.metrics, now });
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
    onRecorded: ({ webhookId }) => pages.tell({ type: 'delivery', webhookId }),
    metrics,
  });
  const { dispatcher } = delivering;

  const stopping = new AbortController();
  const directory = EntityDirectory.create({
    read: () => readEntities(environment),
    logger,
  });
  const replica = uuid();
  const events = createEvents({
    store: stores.events,
    place: stores.publishing,
    logger,
    now,
    replica,
    bus: options.publishesEvents ? environment.events : undefined,
    ownershipOf: ref => directory.ownershipOf(ref),
  });
  const storage = createStorage({
    sizes: stores.storage,
    old: stores.retention,
    logger,
    now,
    limits: options.retention,
  });
  /** What all who write events do it with. */
  const publishing = {
    knex,
    matcher: WebhookMatcher.create({
      ownershipOf: ref => directory.ownershipOf(ref),
    }),
    onDeliveries: (webhookIds: readonly string[]) =>
      dispatcher.wake(webhookIds),
    dueSignal,
    onEvents: (committed: readonly WebhookEvent[]) => {
      events.ring();
      metrics.published(committed);
      pages.tell({ type: 'event' });
    },
    now,
  };
  const outbox = DatabaseWatchStore.create({
    ...publishing,
    audit: {
      clusters: new Set(options.audit.clusters.map(({ name }) => name)),
      graceMs: options.audit.graceMs,
    },
  });
  const watching = createWatching({
    ...environment,
    ...options,
    outbox,
    leases: stores.leases,
    health: stores.health,
    project: createProjector({ hmacKey: installationKey }),
    replica,
    now,
    wanted: async () => {
      const webhooks = await store.enabledFilters();
      // The first changes told are those since the last stop, and have entities too.
      if (webhooks.some(({ filters }) => needsCatalog(filters))) {
        await directory.firstRead(stopping.signal);
      }
      return webhooks;
    },
    wantedRevision: () => store.revision(),
    entitiesOf: id => directory.entitiesOf(id).map(({ ref }) => ref),
  });

  observeState({
    metrics: environment.metrics,
    watches: () => watching.describe(),
    backlog: () => readBacklog(knex, now()),
  });

  const audit = createAudit({
    ...environment,
    ...options.audit,
    store: stores.audit,
    onDeliveries: () => dispatcher.wake(),
    now,
  });
  const useCases = createUseCases({
    knex,
    store,
    calm,
    deletions,
    deliveries,
    dispatcher,
    platforms,
    vault,
    allowedReceivers,
    ownershipOf: ref => directory.ownershipOf(ref),
    sendDraftTest: test => delivering.sendDraftTest(test),
    logger,
    now,
    onChange: id => {
      watching.refresh();
      pages.tell({ type: 'webhook', webhookId: id });
    },
    onDue: id => {
      dispatcher.wake();
      pages.tell({ type: 'delivery', webhookId: id });
    },
  });

  const router = createWebhooksRouter({
    ...environment,
    ...useCases,
    audit,
    events,
    storage: storage.report,
    idempotency: Idempotency.create({
      store: stores.idempotencyKeys,
      box,
      hashKey: installationKey,
      now,
    }),
    store,
    deliveries,
    deletions,
    statistics: stores.statistics,
    health: watching.health,
    now,
  });

  return {
    router,

    async start() {
      await delivering.start();
      await scheduleUpkeep({
        scheduler,
        ...useCases,
        audit: audit.store,
        idempotencyKeys: stores.idempotencyKeys,
        clock,
        directory,
        now,
      });
      await scheduleCalm({
        ...environment,
        deliveries,
        calm,
        notices: stores.notices,
        now,
        onDigest: () => dispatcher.wake(),
      });
      // Not awaited: the catalog may start later, and where there is none it is tried for long.
      void directory.refresh(stopping.signal);
      await events.start(scheduler);
      await storage.start(scheduler);
      watching.start();
      await sources.connect({
        store: SourceStore.create(publishing),
        logger,
        now,
      });
    },

    async stop() {
      stopping.abort();
      await sources.disconnect({ logger });
      await watching.stop();
      await events.stop();
      await delivering.stop();
      pages.stop();
    },
  };
}
