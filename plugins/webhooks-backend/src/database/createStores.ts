import { Knex } from 'knex';
import { AuditStore } from './AuditStore';
import { CalmStore } from './CalmStore';
import { DatabaseHealthStore } from './DatabaseHealthStore';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { DeletionStore } from './DeletionStore';
import { DeliveryStore } from './DeliveryStore';
import { EventStore } from './EventStore';
import { IdempotencyStore } from './IdempotencyStore';
import { NoticeStore } from './NoticeStore';
import { PublishingStore } from './PublishingStore';
import { RetentionStore } from './RetentionStore';
import { StatisticsStore } from './StatisticsStore';
import { StorageStore } from './StorageStore';
import { WebhookStore } from './WebhookStore';

/** The tables, each group behind the one that reads and writes it. */
export async function createStores(options: {
  readonly knex: Knex;
  /** A receiver that fails for so long is given up. */
  readonly disableAfterMs?: number;
}) {
  const { knex } = options;
  return {
    audit: AuditStore.create({ knex }),
    calm: CalmStore.create({ knex }),
    deletions: DeletionStore.create({ knex }),
    deliveries: DeliveryStore.create(options),
    events: EventStore.create({ knex }),
    health: DatabaseHealthStore.create({ knex }),
    idempotencyKeys: IdempotencyStore.create({ knex }),
    leases: await DatabaseLeaseStore.create({ knex }),
    notices: NoticeStore.create({ knex }),
    publishing: PublishingStore.create({ knex }),
    retention: RetentionStore.create({ knex }),
    statistics: StatisticsStore.create({ knex }),
    storage: StorageStore.create({ knex }),
    webhooks: WebhookStore.create({ knex }),
  };
}
