import { LifeContext } from '../LifeContext';
import { Action, release, releaseBroken, repair, scale } from './deployments';
import {
  changeAutoscaler,
  cordon,
  editConfig,
  preview,
  resizeDatabase,
  rotateSecret,
  runOutOfMemory,
  suspendCronJob,
} from './others';

/** What happens most often: every second action is one of these, in this order. */
const DEPLOYMENT_ACTIONS: Action[] = [
  scale,
  release,
  scale,
  releaseBroken,
  scale,
  release,
  repair,
  scale,
];

/** What happens between them, in this order. */
const OTHER_ACTIONS: Action[] = [
  editConfig,
  preview,
  runOutOfMemory,
  cordon,
  resizeDatabase,
  rotateSecret,
  preview,
  cordon,
  suspendCronJob,
  changeAutoscaler,
];

/** Lets someone do the n-th thing. An action that finds nothing to do leaves it to the next. */
export function act(context: LifeContext, turn: number): void {
  const isOther = turn % 2 === 1;
  const actions = isOther ? OTHER_ACTIONS : DEPLOYMENT_ACTIONS;
  const start = Math.floor(turn / 2);
  actions.some((_, offset) =>
    actions[(start + offset) % actions.length](context),
  );
}
