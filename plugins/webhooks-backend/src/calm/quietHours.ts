import {
  QuietHours,
  WEEKDAYS,
} from '@kubevision/backstage-plugin-webhooks-common';
import { DateTime, IANAZone } from 'luxon';

/** A time in which nothing is sent, in milliseconds since the epoch; `until` is no longer in it. */
export interface QuietPeriod {
  readonly from: number;
  readonly until: number;
}

/** With one day that was missed, each weekday is among them. */
const DAYS_AHEAD = 8;

/**
 * The quiet hours that it is now, or that come next. They begin and end by the clock on the wall:
 * when that is changed, they are an hour shorter or longer, and a time that it leaves out comes an
 * hour later.
 *
 * @returns undefined when there are none
 */
export function quietPeriodAt(
  quiet: QuietHours,
  now: Date,
): QuietPeriod | undefined {
  const today = DateTime.fromJSDate(now, { zone: quiet.timeZone });
  if (!today.isValid) return undefined;
  const days = quiet.days ?? WEEKDAYS;
  // Those of yesterday may not be over.
  for (let ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
    const day = today.startOf('day').plus({ days: ahead });
    if (!days.includes(WEEKDAYS[day.weekday - 1])) continue;
    const from = at(day, quiet.start);
    const endsNextDay = quiet.end <= quiet.start;
    const until = at(endsNextDay ? day.plus({ days: 1 }) : day, quiet.end);
    // It may be nothing at all, on the day on which the clock is put forward.
    if (until > now.getTime() && until > from) return { from, until };
  }
  return undefined;
}

/** Whether there is such a time zone. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

function at(day: DateTime, time: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute }).toMillis();
}
