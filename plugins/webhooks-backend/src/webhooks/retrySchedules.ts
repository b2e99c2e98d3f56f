import { RetrySchedule } from '@kubevision/backstage-plugin-webhooks-common';

/** The pause before the next attempt, in milliseconds: any length between the two. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * The pauses between the attempts; there is one attempt more than there are pauses.
 *
 * Each pause is drawn from its whole range. Deliveries that failed together would otherwise come
 * back together, and overload a receiver that has just recovered; drawn so, they come back as
 * evenly as can be. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const PAUSES: Readonly<Record<RetrySchedule, readonly Pause[]>> = {
  // The documented contract: 3 attempts, exponential backoff, no delay above 30 s.
  contract: [
    { from: SECOND, to: 9 * SECOND },
    { from: SECOND, to: 27 * SECOND },
  ],
  // Long enough for somebody to come to work and repair the receiver: 17 to 24 hours in all. The
  // long pauses do not begin at a second, because then the last could all be over within minutes.
  patient: [
    { from: SECOND, to: 9 * SECOND },
    { from: SECOND, to: 27 * SECOND },
    { from: MINUTE, to: 2 * MINUTE },
    { from: 5 * MINUTE, to: 10 * MINUTE },
    { from: 20 * MINUTE, to: 30 * MINUTE },
    { from: 45 * MINUTE, to: 75 * MINUTE },
    { from: 2 * HOUR, to: 3 * HOUR },
    { from: 4 * HOUR, to: 6 * HOUR },
    { from: 10 * HOUR, to: 13 * HOUR },
  ],
};

/** How many times a delivery is tried, and tried again after it is redelivered. */
export function attemptsOf(schedule: RetrySchedule): number {
  return PAUSES[schedule].length + 1;
}
