import { Knex } from 'knex';
import { EventHistory } from '../database/EventHistory';
import { RecoveryStore } from '../database/RecoveryStore';
import { TargetStore } from '../database/TargetStore';
import { AllowedReceivers } from '../delivery/allowedReceivers';
import { PreviewService, PreviewServiceOptions } from './PreviewService';
import {
  RecentEventsService,
  RecentEventsServiceOptions,
} from './RecentEventsService';
import { RecoveryService, RecoveryServiceOptions } from './RecoveryService';
import { TargetEditor } from './TargetEditor';
import { TargetVault } from './TargetVault';
import { WebhooksService, WebhooksServiceOptions } from './WebhooksService';

/** What is made here of the rest. */
type Made = 'targets' | 'targetStore' | 'recoveries' | 'events';

type UseCasesOptions = Omit<
  WebhooksServiceOptions &
    RecoveryServiceOptions &
    RecentEventsServiceOptions &
    PreviewServiceOptions,
  Made
> & {
  readonly knex: Knex;
  readonly vault: TargetVault;
  readonly allowedReceivers: AllowedReceivers;
};

/** All that people and systems can do with webhooks, beside reading the event export. */
export function createUseCases(options: UseCasesOptions) {
  const { knex } = options;
  const targets = TargetEditor.create(options);
  const events = EventHistory.create({ knex });
  return {
    service: WebhooksService.create({
      ...options,
      targets,
      targetStore: TargetStore.create({ knex }),
    }),
    recoveries: RecoveryService.create({
      ...options,
      recoveries: RecoveryStore.create({ knex }),
    }),
    recentEvents: RecentEventsService.create({ ...options, events }),
    preview: PreviewService.create({ ...options, targets, events }),
  };
}
