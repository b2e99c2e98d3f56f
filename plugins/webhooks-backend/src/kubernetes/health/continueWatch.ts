import {
  WatchInfo,
  reasonOf,
} from '@kubevision/backstage-plugin-webhooks-common';
import { remedyOf } from '../ClusterError';
import { Stall, WatchRecord } from './HealthStore';
import { ObservedWatch } from './describeWatch';

/** A stall that ended, or that there is now. */
export interface Continuation {
  readonly record: WatchRecord;
  /** The stall that is over. */
  readonly ended?: Stall;
}

/**
 * Puts what a replica sees of a watch on top of what was known before it began to: after a restart,
 * or when another replica takes over, a watch goes on with its count and its stall.
 *
 * @param options - `before`: what the replica before knew; `stall`: the one that there was until
 *   now; `stalledAfterMs`: how long a watch has not to be well to be called stalled
 */
export function continueWatch(
  observed: ObservedWatch,
  options: {
    before?: WatchInfo;
    stall?: Stall;
    now: number;
    stalledAfterMs: number;
  },
): Continuation {
  const { before, stall: known, now, stalledAfterMs } = options;
  const info = before ? withHistory(observed.info, before) : observed.info;
  const { trouble } = observed;

  if (known && info.state === 'watching' && !trouble) {
    return { record: { info }, ended: known };
  }
  // Nobody names it any more, so that it may be forbidden.
  if (info.state === 'forbidden') return { record: { info } };
  const stall = known ?? startOf(trouble, now - stalledAfterMs);
  if (!stall) return { record: { info } };
  const why = reasonOf(trouble ?? stall);
  const { reasonParts: _, remedyParts: __, ...rest } = info;
  return {
    record: {
      info: {
        ...rest,
        state: 'stalled',
        ...why,
        ...remedyOf(trouble?.remedy ? trouble : info),
      },
      stall: { ...stall, ...why },
    },
  };
}

function startOf(
  trouble: ObservedWatch['trouble'],
  latest: number,
): Stall | undefined {
  if (!trouble || trouble.since.getTime() > latest) return undefined;
  const { since } = trouble;
  return { since: since.getTime(), ...reasonOf(trouble), isTold: false };
}

function withHistory(info: WatchInfo, before: WatchInfo): WatchInfo {
  const { lastSeenAt, lastEventAt, lagMs, lastRelist, gaps } = before;
  return {
    ...(lastSeenAt && { lastSeenAt }),
    ...(lastEventAt && { lastEventAt }),
    ...(lagMs !== undefined && { lagMs }),
    ...(lastRelist && { lastRelist }),
    ...info,
    gaps: { count: gaps.count + info.gaps.count, since: gaps.since },
  };
}
