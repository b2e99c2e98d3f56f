import {
  ACTIVITY_HOURS,
  WebhookActivity,
} from '@kubevision/backstage-plugin-webhooks-common';

/** What is counted, from the bottom of a bar to its top. */
export const OUTCOMES = ['delivered', 'failed', 'heldBack'] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** One part of the bar of an hour, in a drawing that is as wide as there are hours. */
export interface Bar {
  outcome: Outcome;
  hour: number;
  /** From the top of the drawing. */
  y: number;
  height: number;
}

/**
 * The bars of a drawing, the outcomes of an hour above each other. The busiest hour is as high as
 * the drawing, and what there is only little of is high enough to be seen.
 *
 * @param size - `height` of the drawing; `least`: how high a part is at least
 */
export function barsOf(
  activity: WebhookActivity,
  size: { height: number; least: number },
): Bar[] {
  const hours = Array.from({ length: ACTIVITY_HOURS }, (_, hour) => hour);
  const totals = hours.map(hour =>
    OUTCOMES.reduce((sum, outcome) => sum + activity[outcome][hour], 0),
  );
  const most = Math.max(1, ...totals);
  return hours.flatMap(hour => {
    const parts = OUTCOMES.filter(outcome => activity[outcome][hour] > 0);
    const wanted = parts.map(outcome =>
      Math.max(size.least, (activity[outcome][hour] / most) * size.height),
    );
    // Parts that were made higher must not push the others out of the drawing.
    const scale = Math.min(1, size.height / sumOf(wanted));
    let top = size.height;
    return parts.map((outcome, i): Bar => {
      const height = wanted[i] * scale;
      top -= height;
      return { outcome, hour, y: top, height };
    });
  });
}

/** How many there were of each outcome within all hours. */
export function totalsOf(activity: WebhookActivity): Record<Outcome, number> {
  return {
    delivered: sumOf(activity.delivered),
    failed: sumOf(activity.failed),
    heldBack: sumOf(activity.heldBack),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
