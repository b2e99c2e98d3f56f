import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  webhooks?: {
    sources?: {
      catalog?: {
        /**
         * When the catalog is compared with what it was. What changes twice in between is told once.
         * Default: every minute.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
