import { WatchInfo } from '@kubevision/backstage-plugin-webhooks-common';
import { ResourceType, apiVersionOf, resourceName } from '../../changes/types';
import { Trouble, WatchFacts } from '../WatchStatus';

/** How a watch is doing now, as the replica sees it that has it. */
export interface ObservedWatch {
  readonly info: WatchInfo;
  /** Absent when it is well, or not wanted so much that it would matter. */
  readonly trouble?: Trouble;
}

/** @param objects - how many are known */
export function describeWatch(
  facts: WatchFacts,
  watch: { type: ResourceType; objects: number },
): ObservedWatch {
  const { type, objects } = watch;
  const { failure, gaps, lagMs, lastRelist, since, state, trouble } = facts;
  return {
    info: {
      kind: type.kind,
      apiVersion: apiVersionOf(type),
      resource: resourceName(type),
      state,
      ...failure,
      ...timeOf('lastSeenAt', facts),
      ...timeOf('lastEventAt', facts),
      ...(lagMs !== undefined && { lagMs }),
      ...(lastRelist && {
        lastRelist: {
          at: lastRelist.at.toISOString(),
          cause: lastRelist.cause,
        },
      }),
      gaps: { count: gaps, since: since.toISOString() },
      objects,
    },
    ...(trouble && { trouble }),
  };
}

function timeOf(name: 'lastSeenAt' | 'lastEventAt', facts: WatchFacts) {
  const time = facts[name];
  return time && { [name]: time.toISOString() };
}
