import { LifeContext } from '../LifeContext';
import { operateDatabases, reconcileAutoscalers } from './autoscalers';
import { reconcileDeployments } from './deployments';
import { collectGarbage } from './garbage';
import { reconcileCronJobs, reconcileJobs } from './jobs';
import { runPods } from './kubelet';
import { beatHearts, taintCordonedNodes } from './nodes';
import {
  reconcileDaemonSets,
  reconcileReplicaSets,
  reconcileStatefulSets,
} from './podOwners';

/** What brings a cluster nearer to what its objects say, in each round. */
export const controllers: readonly ((context: LifeContext) => void)[] = [
  collectGarbage,
  runPods,
  reconcileAutoscalers,
  reconcileDeployments,
  reconcileReplicaSets,
  reconcileStatefulSets,
  reconcileDaemonSets,
  reconcileCronJobs,
  reconcileJobs,
  operateDatabases,
  beatHearts,
  taintCordonedNodes,
];
