import { SchedulerService } from '@backstage/backend-plugin-api';
import { EntityDirectory } from './catalog/EntityDirectory';
import { AuditStore } from './database/AuditStore';
import { DatabaseClock } from './database/DatabaseClock';
import { IdempotencyStore } from './database/IdempotencyStore';
import { RecoveryService } from './webhooks/RecoveryService';
import { WebhooksService } from './webhooks/WebhooksService';

/** How often recoveries go on. */
const RECOVER = { frequency: { seconds: 5 }, timeout: { minutes: 1 } };

/** How often webhooks are deleted that can be restored no longer. */
const DELETE = { frequency: { seconds: 10 }, timeout: { minutes: 1 } };

/** How often audit records are dropped that are too old to tell anything. */
const FORGET = { frequency: { minutes: 5 }, timeout: { minutes: 5 } };

/** How often the keys of requests are dropped that are too old. */
const FORGET_KEYS = { frequency: { hours: 1 }, timeout: { minutes: 5 } };

/** How often secrets are dropped that were rotated and no longer sign. */
const DROP_SECRETS = { frequency: { minutes: 5 }, timeout: { minutes: 5 } };

/** How often the clock is compared with the database's. */
const CLOCK = { frequency: { seconds: 10 }, timeout: { seconds: 10 } };

/** How often the entities of the catalog are read. */
const CATALOG_READS = {
  frequency: { minutes: 1 },
  initialDelay: { minutes: 1 },
  timeout: { minutes: 1 },
};

/** Begins the work that is to be done now and then, and that belongs to no other part. */
export async function scheduleUpkeep(options: {
  readonly scheduler: SchedulerService;
  readonly recoveries: RecoveryService;
  readonly audit: AuditStore;
  readonly idempotencyKeys: IdempotencyStore;
  readonly service: WebhooksService;
  readonly clock: DatabaseClock;
  readonly directory: EntityDirectory;
  readonly now: () => Date;
}): Promise<void> {
  const { scheduler, recoveries, audit, idempotencyKeys } = options;
  const { service, clock, directory, now } = options;
  await scheduler
    // Any replica goes on with any of them: each step is fenced by the recovery's row.
    .createScheduledTaskRunner({ ...RECOVER, scope: 'local' })
    .run({ id: 'advance-recoveries', fn: () => recoveries.advance() });
  await scheduler.createScheduledTaskRunner(FORGET).run({
    id: 'forget-audit-records',
    fn: () => audit.forgetOld(now()),
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
    .createScheduledTaskRunner({ ...DELETE, scope: 'local' })
    .run({ id: 'delete-webhooks', fn: () => service.deleteDue() });
  await scheduler
    .createScheduledTaskRunner({ ...CLOCK, scope: 'local' })
    .run({ id: 'sync-clock', fn: () => clock.sync() });
  await scheduler
    .createScheduledTaskRunner({ ...CATALOG_READS, scope: 'local' })
    .run({ id: 'read-catalog', fn: signal => directory.refresh(signal) });
}
