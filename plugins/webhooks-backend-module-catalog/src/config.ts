import {
  SchedulerServiceTaskScheduleDefinition,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readConfigStrictly } from '@kubevision/backstage-plugin-webhooks-node';

const SECTION = 'webhooks.sources.catalog';
const SCHEDULE = `${SECTION}.schedule`;
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 10 },
};

/**
 * When the catalog is compared with what it was.
 *
 * @throws InputError that names the key that is wrong
 */
export function readSchedule(
  config: Config,
): SchedulerServiceTaskScheduleDefinition {
  return readConfigStrictly({ config, section: SECTION }, asked => {
    const schedule = asked.getOptionalConfig(SCHEDULE);
    return schedule ? toSchedule(schedule) : DEFAULT_SCHEDULE;
  });
}

function toSchedule(config: Config): SchedulerServiceTaskScheduleDefinition {
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(config);
  } catch (error) {
    // Backstage names the key within the schedule only.
    throw new InputError(
      `${SCHEDULE} is no schedule such as { frequency: { minutes: 1 }, timeout: { minutes: 10 } }`,
      error,
    );
  }
}
