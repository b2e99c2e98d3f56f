import { anHour } from '../../__testUtils__/fixtures';
import { summarize } from './summarize';

describe('hours taken together', () => {
  it('adds up, and weighs averages by how much there was', () => {
    expect(
      summarize([
        anHour({
          delivered: 3,
          heldBack: 2,
          durationMs: { average: 100, longest: 900 },
          requestBytes: 400,
        }),
        anHour({
          failed: 1,
          durationMs: { average: 500, longest: 500 },
          requestBytes: 800,
        }),
        anHour({ pending: 5 }),
      ]),
    ).toEqual({
      delivered: 3,
      failed: 1,
      pending: 5,
      heldBack: 2,
      successRate: 0.75,
      durationMs: { average: 200, longest: 900 },
      requestBytes: 500,
    });
  });

  it('knows no rate, time or size where nothing was sent', () => {
    expect(summarize([anHour()])).toEqual({
      delivered: 0,
      failed: 0,
      pending: 0,
      heldBack: 0,
    });
  });
});
