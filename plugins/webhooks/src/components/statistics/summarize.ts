import { HourStatistics } from '@kubevision/backstage-plugin-webhooks-common';

/** The numbers of some hours taken together. */
export interface Summary {
  delivered: number;
  failed: number;
  pending: number;
  heldBack: number;
  /** From 0 to 1, of what has ended; absent where nothing has. */
  successRate?: number;
  /** In milliseconds; absent where nothing was sent. */
  durationMs?: { average: number; longest: number };
  /** Average, in bytes; absent where it is not known. */
  requestBytes?: number;
}

/** Takes hours together. Averages are weighted by how much there was in each hour. */
export function summarize(hours: readonly HourStatistics[]): Summary {
  const sum = (of: (hour: HourStatistics) => number) =>
    hours.reduce((total, hour) => total + of(hour), 0);
  const delivered = sum(hour => hour.delivered);
  const failed = sum(hour => hour.failed);
  const ended = delivered + failed;
  const timed = hours.filter(({ durationMs }) => durationMs);
  return {
    delivered,
    failed,
    pending: sum(hour => hour.pending),
    heldBack: sum(hour => hour.heldBack),
    ...(ended > 0 && { successRate: delivered / ended }),
    ...(timed.length > 0 && {
      durationMs: {
        average: weighted(timed, ({ durationMs }) => durationMs!.average),
        longest: Math.max(...timed.map(hour => hour.durationMs!.longest)),
      },
    }),
    ...bytes(hours.filter(({ requestBytes }) => requestBytes !== undefined)),
  };
}

function bytes(hours: readonly HourStatistics[]) {
  return hours.length > 0
    ? { requestBytes: weighted(hours, hour => hour.requestBytes!) }
    : {};
}

function weighted(
  hours: readonly HourStatistics[],
  of: (hour: HourStatistics) => number,
): number {
  const weightOf = ({ delivered, failed, pending }: HourStatistics) =>
    delivered + failed + pending;
  const weight = hours.reduce((sum, hour) => sum + weightOf(hour), 0);
  const total = hours.reduce((sum, hour) => sum + of(hour) * weightOf(hour), 0);
  return Math.round(total / weight);
}
