import { WaitReason } from '@kubevision/backstage-plugin-webhooks-common';

type BigInteger = number | string;

/** The columns of `delivery_lanes` that say when a webhook is sent to, in milliseconds. */
export interface LaneTimes {
  /** What the receiver or its platform wants, with `close_reason`. */
  readonly closed_until: BigInteger;
  readonly close_reason: string | null;
  readonly muted_until: BigInteger;
  readonly quiet_from: BigInteger;
  readonly quiet_until: BigInteger;
  readonly quiet_except_critical: boolean | number;
  /** Null unless the receiver fails. */
  readonly probe_at: BigInteger | null;
}

/** The columns of {@link LaneTimes}. */
const COLUMNS = [
  'closed_until',
  'close_reason',
  'muted_until',
  'quiet_from',
  'quiet_until',
  'quiet_except_critical',
  'probe_at',
] as const;

/** For a select that joins `delivery_lanes`. */
export const LANE_COLUMNS = COLUMNS.map(column => `delivery_lanes.${column}`);

/** Those columns of a row that are a lane's. */
export function toLaneTimes(row: LaneTimes): LaneTimes {
  return Object.fromEntries(
    COLUMNS.map(column => [column, row[column]]),
  ) as unknown as LaneTimes;
}

/** Whether the receiver fails, so that one delivery at a time is sent. */
export function isProbing(lane: LaneTimes): boolean {
  return lane.probe_at !== null;
}

/** When, from a moment on, something can be sent. All times are milliseconds since the epoch. */
export function opensAt(lane: LaneTimes, from: number): number {
  const opens = endOfClosing(lane, from);
  return isQuiet(lane, opens) ? Number(lane.quiet_until) : opens;
}

/** When, from a moment on, something critical can be sent. */
export function opensForCriticalAt(lane: LaneTimes, from: number): number {
  return lane.quiet_except_critical
    ? endOfClosing(lane, from)
    : opensAt(lane, from);
}

/** What a webhook waits for at a moment, and for how long; undefined when it does not. */
export function waitAt(
  lane: LaneTimes,
  now: Date,
): { reason: WaitReason; until: Date; exceptCritical: boolean } | undefined {
  const at = now.getTime();
  const until = opensAt(lane, at);
  if (until <= at) return undefined;
  const { reason } = causes(lane).find(cause => cause.until === until) ?? {
    reason: 'quiet-hours' as const,
  };
  const exceptCritical = opensForCriticalAt(lane, at) <= at;
  return { reason, until: new Date(until), exceptCritical };
}

function endOfClosing(lane: LaneTimes, from: number): number {
  return Math.max(from, ...causes(lane).map(({ until }) => until));
}

function causes(lane: LaneTimes): { reason: WaitReason; until: number }[] {
  return [
    { reason: 'muted', until: Number(lane.muted_until) },
    { reason: 'backing-off', until: Number(lane.probe_at ?? 0) },
    {
      reason: (lane.close_reason as WaitReason) ?? 'retry-after',
      until: Number(lane.closed_until),
    },
  ];
}

function isQuiet(lane: LaneTimes, at: number): boolean {
  return Number(lane.quiet_from) <= at && at < Number(lane.quiet_until);
}
