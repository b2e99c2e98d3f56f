import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { RetentionStore } from '../database/RetentionStore';
import { StorageStore } from '../database/StorageStore';
import { Retention, RetentionLimits } from './Retention';
import { StorageReport } from './StorageReport';

/** One replica at a time; what is left when the time is over is deleted in the next run. */
const RETENTION = {
  frequency: { minutes: 5 },
  initialDelay: { minutes: 1 },
  timeout: { minutes: 10 },
};

/** What keeps the database small, and tells how large it is. */
export interface Storage {
  readonly report: StorageReport;
  /** Begins to delete what is kept no longer. */
  start(scheduler: SchedulerService): Promise<void>;
}

export function createStorage(options: {
  sizes: StorageStore;
  old: RetentionStore;
  logger: LoggerService;
  now: () => Date;
  limits: RetentionLimits;
}): Storage {
  const { sizes, old, limits, now, logger } = options;
  const retention = Retention.create({ store: old, limits, now, logger });
  return {
    report: StorageReport.create({ store: sizes, limits, now }),
    async start(scheduler) {
      await scheduler.createScheduledTaskRunner(RETENTION).run({
        id: 'delete-old-rows',
        fn: async signal => {
          await retention.run(signal);
        },
      });
    },
  };
}
