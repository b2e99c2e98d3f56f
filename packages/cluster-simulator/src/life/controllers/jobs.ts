import { JsonObject, KubernetesObject, toTime } from '../../objects';
import { LifeContext } from '../LifeContext';
import {
  CONTROLLER_MANAGER,
  nameOf,
  ownedBy,
  ownerReference,
  withConditions,
  writeStatus,
} from '../ownership';
import { createPod, nameSuffix } from './replicas';

/** A minute of the calm pace; schedules are not read. */
const CRON_TICKS = 60;
const KEPT_JOBS = 2;

function isComplete({ status }: KubernetesObject): boolean {
  return status?.conditions?.some(
    ({ type }: JsonObject) => type === 'Complete',
  );
}

/** Starts the Jobs of CronJobs, and forgets the oldest of them. */
export function reconcileCronJobs({ cluster, tick }: LifeContext): void {
  for (const cronJob of cluster.list('cronjobs')) {
    const jobs = ownedBy(cluster, 'jobs', cronJob);
    if (tick % CRON_TICKS === 10 && !cronJob.spec.suspend) {
      const { name, namespace } = cronJob.metadata;
      cluster.create(
        {
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: {
            // As a real one: the minutes since 1970, so that names sort by time.
            name: `${name}-${Math.floor(Date.now() / 1000)}${tick}`,
            namespace,
            ownerReferences: [ownerReference(cronJob)],
          },
          spec: cronJob.spec.jobTemplate.spec,
        },
        { manager: CONTROLLER_MANAGER },
      );
      const lastScheduleTime = toTime(new Date());
      const status = { ...cronJob.status, lastScheduleTime };
      writeStatus(cluster, 'cronjobs', cronJob, { status });
    }
    jobs
      .filter(isComplete)
      .slice(0, -KEPT_JOBS)
      .forEach(job => cluster.delete(nameOf('jobs', job)));
  }
}

/** Runs one Pod for each Job. */
export function reconcileJobs(context: LifeContext): void {
  const { cluster } = context;
  for (const job of cluster.list('jobs')) {
    if (isComplete(job) || job.spec.suspend) continue;
    const [pod] = ownedBy(cluster, 'pods', job);
    if (!pod) {
      const { template } = job.spec;
      const name = `${job.metadata.name}-${nameSuffix(context)}`;
      createPod(context, job, { name, template });
      const status = { active: 1, ready: 0, startTime: toTime(new Date()) };
      writeStatus(cluster, 'jobs', job, { status });
    } else if (pod.status?.phase === 'Succeeded') {
      const { startTime } = job.status ?? {};
      const completionTime = toTime(new Date());
      const conditions = withConditions(job, [
        { type: 'Complete', status: true, reason: 'CompletionsReached' },
      ]);
      const status = { startTime, completionTime, succeeded: 1, conditions };
      writeStatus(cluster, 'jobs', job, { status });
    }
  }
}
