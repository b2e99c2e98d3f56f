import { WebhookEvent } from '@kubevision/backstage-plugin-webhooks-common';

/** Kinds whose objects come and go as their owner wants it, as `apiVersion kind`. */
const FOLDED_KINDS: ReadonlySet<string> = new Set(['v1 Pod']);

/**
 * Whether an event is the owner's news rather than the object's: a Pod that a controller made or took
 * away is a part of a rollout, a scale or a Job, which is told by itself.
 */
export function isOwnersNews(
  event: Pick<WebhookEvent, 'event' | 'apiVersion' | 'resource' | 'controller'>,
): boolean {
  const { event: type, apiVersion, resource, controller } = event;
  if (!controller || (type !== 'create' && type !== 'delete')) return false;
  return FOLDED_KINDS.has(`${apiVersion} ${resource}`);
}
