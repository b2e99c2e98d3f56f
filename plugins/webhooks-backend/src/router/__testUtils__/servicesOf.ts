import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DeletionStore } from '../../database/DeletionStore';
import { DeliveryStore } from '../../database/DeliveryStore';
import { EventHistory } from '../../database/EventHistory';
import { RecoveryStore } from '../../database/RecoveryStore';
import { StatisticsStore } from '../../database/StatisticsStore';
import { WebhookStore } from '../../database/WebhookStore';
import { parseAllowedReceivers } from '../../delivery/allowedReceivers';
import { Dispatcher } from '../../delivery/Dispatcher';
import { Sender } from '../../delivery/send';
import { sendDraftTest } from '../../delivery/sendDraftTest';
import { PlatformRegistry } from '../../platforms/PlatformRegistry';
import { toMessage } from '@kubevision/backstage-plugin-webhooks-node';
import { PreviewService } from '../../webhooks/PreviewService';
import { RecentEventsService } from '../../webhooks/RecentEventsService';
import { RecoveryService } from '../../webhooks/RecoveryService';
import { TargetEditor } from '../../webhooks/TargetEditor';
import { idempotencyOf } from './idempotencyOf';

/** The services beside that of webhooks which the API asks, on a test's database. */
export function servicesOf(options: {
  knex: Knex;
  store: WebhookStore;
  deliveries: DeliveryStore;
  dispatcher: Dispatcher;
  platforms: PlatformRegistry;
  targets: TargetEditor;
  sender: Sender;
  now: () => Date;
}) {
  const { knex, dispatcher, platforms, sender, now } = options;
  const logger = mockServices.logger.mock();
  const events = EventHistory.create({ knex });
  const attempts = {
    platforms: (id: string) => platforms.find(id),
    toMessage,
    allowedReceivers: parseAllowedReceivers(['127.0.0.1']),
    sender,
    logger,
    now,
  };
  return {
    idempotency: idempotencyOf(options),
    deletions: DeletionStore.create({ knex }),
    statistics: StatisticsStore.create({ knex }),
    recoveries: RecoveryService.create({
      ...options,
      recoveries: RecoveryStore.create({ knex }),
      logger,
      onDue: id => dispatcher.wake([id]),
    }),
    preview: PreviewService.create({
      ...options,
      events,
      sendDraftTest: test => sendDraftTest(test, attempts),
    }),
    events: RecentEventsService.create({
      ...options,
      events,
      ownershipOf: () => ({ owners: [], systems: [] }),
    }),
  };
}
