import { WebhookActivity } from '@kubevision/backstage-plugin-webhooks-common';
import { barsOf, totalsOf } from './barsOf';

const hours = (counts: Record<number, number> = {}) =>
  Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
const activity = (changes: Partial<WebhookActivity>): WebhookActivity => ({
  delivered: hours(),
  failed: hours(),
  heldBack: hours(),
  ...changes,
});
const SIZE = { height: 20, least: 2 };

describe('barsOf', () => {
  it('draws nothing where nothing happened', () => {
    expect(barsOf(activity({}), SIZE)).toEqual([]);
  });

  it('makes the busiest hour as high as the drawing, and stacks its outcomes', () => {
    const bars = barsOf(
      activity({ delivered: hours({ 0: 5, 23: 5 }), failed: hours({ 23: 5 }) }),
      SIZE,
    );
    expect(bars).toEqual([
      { outcome: 'delivered', hour: 0, y: 10, height: 10 },
      { outcome: 'delivered', hour: 23, y: 10, height: 10 },
      { outcome: 'failed', hour: 23, y: 0, height: 10 },
    ]);
  });

  it('shows one failure among thousands, within the drawing', () => {
    const [delivered, failed] = barsOf(
      activity({ delivered: hours({ 7: 10_000 }), failed: hours({ 7: 1 }) }),
      SIZE,
    );
    expect(failed.height).toBeGreaterThan(1.5);
    expect(failed.y).toBeCloseTo(0);
    expect(delivered.height + failed.height).toBeCloseTo(SIZE.height);
  });
});

it('totalsOf adds up the hours', () => {
  expect(
    totalsOf(
      activity({
        delivered: hours({ 0: 5, 23: 5 }),
        heldBack: hours({ 3: 1 }),
      }),
    ),
  ).toEqual({ delivered: 10, failed: 0, heldBack: 1 });
});
