import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { v4 as uuid } from 'uuid';
import { messagesPerMinute } from './calm/messagesPerMinute';
import { CalmStore } from './database/CalmStore';
import { DeliveryStore } from './database/DeliveryStore';
import { NoticeStore } from './database/NoticeStore';
import { CreatorNotifier } from './notifications/CreatorNotifier';
import { PlatformRegistry } from './platforms/PlatformRegistry';

/** Any replica may do these at any time: their transactions keep them out of each other's way. */
const FOLD = { frequency: { seconds: 10 }, timeout: { minutes: 1 } };
const QUIET_HOURS = { frequency: { seconds: 30 }, timeout: { minutes: 1 } };
/** One replica at a time, so that nobody is told twice. */
const TELL = { frequency: { seconds: 10 }, timeout: { minutes: 1 } };

/** Begins the work that keeps webhooks from telling too much, too often, or at the wrong time. */
export async function scheduleCalm(options: {
  readonly scheduler: SchedulerService;
  readonly notifications: NotificationService;
  readonly logger: LoggerService;
  readonly platforms: PlatformRegistry;
  readonly deliveries: DeliveryStore;
  readonly calm: CalmStore;
  readonly notices: NoticeStore;
  readonly now: () => Date;
  /** Called after a digest was made. */
  readonly onDigest: () => void;
}): Promise<void> {
  const { scheduler, platforms, deliveries, calm, now, onDigest } = options;
  const perMinute = (platformId: string) =>
    messagesPerMinute(platforms.find(platformId)?.budget ?? []);
  const notifier = CreatorNotifier.create({
    ...options,
    store: options.notices,
  });
  await scheduler.createScheduledTaskRunner({ ...FOLD, scope: 'local' }).run({
    id: 'fold-surplus',
    fn: async () => {
      const folding = { perMinute, now: now(), newId: uuid };
      if (await deliveries.foldSurplus(folding)) onDigest();
    },
  });
  await scheduler
    .createScheduledTaskRunner({ ...QUIET_HOURS, scope: 'local' })
    .run({
      id: 'advance-quiet-hours',
      fn: () => calm.advanceQuietHours(now()),
    });
  await scheduler
    .createScheduledTaskRunner(TELL)
    .run({ id: 'tell-creators', fn: () => notifier.tell() });
}
