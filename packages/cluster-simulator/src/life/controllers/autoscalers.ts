import { LifeContext } from '../LifeContext';
import {
  CONTROLLER_MANAGER,
  nameOf,
  withConditions,
  writeStatus,
} from '../ownership';

const PERIOD_TICKS = 45;

/** Scales Deployments by a load that comes and goes. */
export function reconcileAutoscalers({
  cluster,
  random,
  tick,
}: LifeContext): void {
  if (tick % PERIOD_TICKS !== 20) return;
  for (const autoscaler of cluster.list('horizontalpodautoscalers')) {
    const { scaleTargetRef, minReplicas, maxReplicas, metrics } =
      autoscaler.spec;
    const target = {
      resource: 'deployments',
      namespace: autoscaler.metadata.namespace,
      name: scaleTargetRef.name,
    };
    const deployment = cluster.find(target);
    if (!deployment) continue;
    const wanted: number =
      metrics?.[0]?.resource?.target.averageUtilization ?? 80;
    const load = random.between(20, 120);
    const current: number = deployment.spec.replicas;
    const needed = Math.ceil((current * load) / wanted);
    const desired = Math.min(maxReplicas, Math.max(minReplicas, needed));
    if (desired !== current) {
      cluster.scale(target, desired, { manager: CONTROLLER_MANAGER });
    }
    writeStatus(cluster, 'horizontalpodautoscalers', autoscaler, {
      status: {
        currentReplicas: current,
        desiredReplicas: desired,
        currentMetrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', current: { averageUtilization: load } },
          },
        ],
        conditions: withConditions(autoscaler, [
          { type: 'AbleToScale', status: true, reason: 'ReadyForNewScale' },
          { type: 'ScalingActive', status: true, reason: 'ValidMetricFound' },
          {
            type: 'ScalingLimited',
            status: needed !== desired,
            reason:
              needed === desired ? 'DesiredWithinRange' : 'TooManyReplicas',
          },
        ]),
      },
    });
  }
}

/** The operator of the custom kind Database. */
export function operateDatabases({ cluster }: LifeContext): void {
  if (!cluster.serves('databases.databases.example.com')) return;
  for (const database of cluster.list('databases.databases.example.com')) {
    const { replicas } = database.spec;
    const { replicas: running = 0 } = database.status ?? {};
    // One at a time.
    const next = running + Math.sign(replicas - running);
    const isReady = next === replicas;
    const conditions = withConditions(database, [
      { type: 'Ready', status: isReady },
    ]);
    const phase = isReady ? 'Ready' : 'Scaling';
    const name = nameOf('databases.databases.example.com', database);
    writeStatus(cluster, name.resource, database, {
      manager: 'database-operator',
      status: { phase, replicas: next, conditions },
    });
  }
}
