import { Verdict } from '@kubevision/backstage-plugin-webhooks-node';
import * as fc from 'fast-check';
import { MAX_DELAY_MS, nextAttempt } from './retrySchedule';

const now = new Date('2026-03-05T10:23:00Z');
const retry: Verdict = { outcome: 'retry', reason: 'It was busy.' };

const next = (
  verdict: Verdict,
  attempt: number,
  attemptsLeft: number,
  random = 0.5,
) => nextAttempt({ verdict, attempt, attemptsLeft, now, random: () => random });

describe('nextAttempt', () => {
  it('waits 5 s after the first attempt and 20 s after the second, and gives up after the third', () => {
    expect(next(retry, 1, 2)).toEqual({
      status: 'pending',
      nextAttemptAt: now.getTime() + 5_000,
      reason: 'It was busy.',
    });
    expect(next(retry, 2, 1)).toMatchObject({
      nextAttemptAt: now.getTime() + 20_000,
    });
    expect(next(retry, 3, 0)).toEqual({
      status: 'failed',
      reason: 'It was busy.',
    });
  });

  it('spreads retries by a fifth either way', () => {
    expect(next(retry, 1, 2, 0)).toMatchObject({
      nextAttemptAt: now.getTime() + 4_000,
    });
    expect(next(retry, 1, 2, 0.999999)).toMatchObject({
      nextAttemptAt: now.getTime() + 6_000,
    });
  });

  it('ends at once when delivered or rejected', () => {
    expect(next({ outcome: 'delivered' }, 1, 2)).toEqual({
      status: 'delivered',
    });
    expect(
      next({ outcome: 'rejected', blame: 'owner', reason: 'Revoked.' }, 1, 2),
    ).toEqual({ status: 'failed', reason: 'Revoked.' });
  });

  it('gives a receiver the time that it asks for', () => {
    expect(next({ ...retry, afterMs: 12_000 }, 1, 2)).toEqual({
      status: 'pending',
      nextAttemptAt: now.getTime() + 12_000,
      reason: 'It was busy.',
    });
  });

  it('gives no more than 30 s, and says that more was asked for', () => {
    expect(next({ ...retry, afterMs: 600_000 }, 1, 2)).toEqual({
      status: 'pending',
      nextAttemptAt: now.getTime() + 30_000,
      reason:
        'It was busy. It asked for a pause of 600 s; the next attempt comes after 30 s, the longest pause there is.',
    });
  });

  it('is never before now nor more than 30 s ahead, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.double({ noNaN: true }), { nil: undefined }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, attemptsLeft, afterMs, random) => {
          const state = next(
            { ...retry, afterMs },
            attempt,
            attemptsLeft,
            random,
          );
          const at = state.status === 'pending' ? state.nextAttemptAt : NaN;
          expect(at).toBeGreaterThanOrEqual(now.getTime());
          expect(at).toBeLessThanOrEqual(now.getTime() + MAX_DELAY_MS);
        },
      ),
    );
  });
});
