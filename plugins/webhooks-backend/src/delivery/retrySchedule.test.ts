import {
  RetrySchedule,
  because,
} from '@kubevision/backstage-plugin-webhooks-common';
import { Verdict } from '@kubevision/backstage-plugin-webhooks-node';
import * as fc from 'fast-check';
import { attemptsOf } from '../webhooks/retrySchedules';
import { MAX_DELAY_MS, nextAttempt } from './retrySchedule';

const now = new Date('2026-03-05T10:23:00Z');
const after = (ms: number) => now.getTime() + ms;
const HOUR = 3_600_000;

type Options = Parameters<typeof nextAttempt>[0];

const next = (
  verdict: Verdict,
  options: Partial<Options['delivery']> & {
    plainTextLeft?: boolean;
    random?: number;
  } = {},
) => {
  const { plainTextLeft = false, random = 0.5, ...delivery } = options;
  return nextAttempt({
    delivery: {
      retry: 'contract',
      attemptsLeft: attemptsOf(delivery.retry ?? 'contract'),
      waits: 0,
      test: false,
      ...delivery,
    },
    attempted: { verdict, plainTextLeft },
    now,
    random: () => random,
  });
};

const retry = { outcome: 'retry', reason: 'It was busy.' } as const;
const limited = (afterMs?: number) =>
  ({ ...retry, scope: 'receiver', afterMs } as const);
const rejected = (blame: 'owner' | 'payload') =>
  ({ outcome: 'rejected', blame, reason: 'Not so.' } as const);

/** The pauses of a delivery that never gets through, in milliseconds. */
function pausesOf(schedule: RetrySchedule, random: number): number[] {
  const pauses: number[] = [];
  for (let left = attemptsOf(schedule); ; left--) {
    const state = next(retry, {
      retry: schedule,
      attemptsLeft: left,
      random,
    });
    if (state.status !== 'pending') return pauses;
    pauses.push(state.nextAttemptAt - now.getTime());
  }
}

describe('nextAttempt', () => {
  it('tries three times by the contract, and draws each pause from the whole range up to an exponential bound', () => {
    expect(pausesOf('contract', 0)).toEqual([1_000, 1_000]);
    expect(pausesOf('contract', 0.5)).toEqual([5_000, 14_000]);
    expect(pausesOf('contract', 0.999999)).toEqual([9_000, 27_000]);
  });

  it('tries ten times over most of a day when it is to be patient, at first as by the contract', () => {
    const [shortest, longest] = [0, 0.999999].map(random =>
      pausesOf('patient', random),
    );
    expect(shortest).toHaveLength(9);
    const sum = (pauses: number[]) => pauses.reduce((a, b) => a + b, 0);
    expect(sum(shortest)).toBeGreaterThan(17 * HOUR);
    expect(sum(longest)).toBeLessThan(24 * HOUR);
    expect(longest.slice(0, 2)).toEqual(pausesOf('contract', 0.999999));
    expect(longest).toEqual([...longest].sort((a, b) => a - b));
  });

  it('parks what has used up its attempts', () => {
    expect(next(retry, { attemptsLeft: 1 })).toEqual({
      status: 'failed',
      failureClass: 'exhausted',
      reason: 'It was busy.',
    });
  });

  it('ends at once when delivered, disabled, or rejected because of the receiver', () => {
    expect(next({ outcome: 'delivered' })).toEqual({ status: 'delivered' });
    expect(next(rejected('owner'), { plainTextLeft: true })).toEqual({
      status: 'failed',
      failureClass: 'owner',
      reason: 'Not so.',
    });
    expect(
      nextAttempt({
        delivery: {
          retry: 'contract',
          attemptsLeft: 3,
          waits: 0,
          test: false,
        },
        attempted: 'disabled',
        now,
        random: () => 0,
      }),
    ).toEqual({
      status: 'failed',
      failureClass: 'disabled',
      ...because('webhook-disabled'),
    });
  });

  it('lets the webhook wait after a message that was the last for a while', () => {
    expect(next({ outcome: 'delivered', pauseMs: 1_700 })).toEqual({
      status: 'delivered',
      pauseUntil: after(1_700),
    });
    expect(next({ outcome: 'delivered', pauseMs: 365 * 24 * HOUR })).toEqual({
      status: 'delivered',
      pauseUntil: after(HOUR),
    });
  });

  describe('when the message is refused', () => {
    const payload = rejected('payload');
    const parked = {
      status: 'failed',
      failureClass: 'payload',
      reason: 'Not so.',
    };

    it('sends it once as plain text, at once', () => {
      expect(next(payload, { plainTextLeft: true })).toEqual({
        status: 'pending',
        nextAttemptAt: after(0),
        plainText: true,
        reason: 'Not so. It is sent once more as plain text.',
      });
      const unended = { ...payload, reason: 'Not so' };
      expect(next(unended, { plainTextLeft: true })).toMatchObject({
        reason: 'Not so. It is sent once more as plain text.',
      });
    });

    it('says so in parts, where the reason has some', () => {
      const busy = because('busy', { receiver: 'WeCom' });
      expect(
        next({ ...payload, ...busy }, { plainTextLeft: true }),
      ).toMatchObject({
        reasonParts: [...busy.reasonParts, { code: 'sent-as-plain-text' }],
      });
    });

    it('parks it where no plainer form is left, or no attempt', () => {
      expect(next(payload)).toEqual(parked);
      expect(next(payload, { plainTextLeft: true, attemptsLeft: 1 })).toEqual(
        parked,
      );
    });
  });

  describe('when the receiver asks for time', () => {
    it('gives a message the time that it asks for', () => {
      expect(next({ ...retry, afterMs: 12_000 })).toEqual({
        status: 'pending',
        nextAttemptAt: after(12_000),
        reason: 'It was busy.',
      });
    });

    it('gives a message no more than 30 s, and says that more was asked for', () => {
      expect(next({ ...retry, afterMs: 600_000 })).toEqual({
        status: 'pending',
        nextAttemptAt: after(30_000),
        reason:
          'It was busy. It asked for a pause of 600 s; the next attempt comes after 30 s, the longest pause there is now.',
      });
    });

    it('says in parts how long the pause was and is', () => {
      const busy = because('busy', { receiver: 'WeCom' });
      expect(next({ ...retry, ...busy, afterMs: 600_000 })).toMatchObject({
        reasonParts: [
          ...busy.reasonParts,
          { code: 'pause-shortened', params: { asked: '600', longest: '30' } },
        ],
      });
    });

    it('gives a message more when it is patient', () => {
      const patient = { retry: 'patient', attemptsLeft: 7 } as const;
      expect(next({ ...retry, afterMs: 600_000 }, patient)).toMatchObject({
        nextAttemptAt: after(600_000),
        reason: 'It was busy.',
      });
    });

    it('lets the whole webhook wait when all of its messages are meant', () => {
      expect(next(limited(7_000), { random: 0 })).toEqual({
        status: 'pending',
        nextAttemptAt: after(7_000),
        pauseUntil: after(7_000),
        reason: 'It was busy.',
      });
      expect(next(limited(0))).toMatchObject({
        nextAttemptAt: after(5_000),
        pauseUntil: after(0),
      });
      expect(next(limited())).toMatchObject({
        nextAttemptAt: after(5_000),
        pauseUntil: after(5_000),
      });
    });

    it('lets the others wait too when no attempt is left for this one', () => {
      const last = { attemptsLeft: 1 };
      expect(next(limited(7_000), last)).toEqual({
        status: 'failed',
        failureClass: 'exhausted',
        reason: 'It was busy.',
        pauseUntil: after(7_000),
      });
      const test = next(limited(2 * HOUR), { ...last, test: true });
      expect(test).toMatchObject({ pauseUntil: after(HOUR) });
      expect(next(limited(), last)).not.toHaveProperty('pauseUntil');
      expect(next({ ...retry, afterMs: 7_000 }, last)).not.toHaveProperty(
        'pauseUntil',
      );
    });

    it('leaves what was waiting for its turn due, behind the closed lane', () => {
      const delivery = {
        retry: 'contract',
        attemptsLeft: 1,
        waits: 0,
        test: false,
      } as const;
      expect(
        nextAttempt({
          delivery,
          attempted: 'paused',
          now,
          random: () => 0,
        }),
      ).toEqual({
        status: 'pending',
        nextAttemptAt: after(0),
        ...because('pause-asked'),
      });
    });

    it('uses up no attempt when it takes nothing at all for longer than 30 s', () => {
      const wait = {
        status: 'pending',
        nextAttemptAt: after(60_000),
        pauseUntil: after(60_000),
        keepsAttempt: true,
        reason: 'It was busy.',
      };
      expect(next(limited(60_000))).toEqual(wait);
      expect(next(limited(60_000), { attemptsLeft: 1 })).toEqual(wait);
      expect(next(limited(30_000))).not.toHaveProperty('keepsAttempt');
    });

    it('asks again after an hour at the latest', () => {
      expect(next(limited(365 * 24 * HOUR))).toMatchObject({
        nextAttemptAt: after(HOUR),
      });
    });

    it('lets nothing wait for ever', () => {
      expect(next(limited(60_000), { waits: 11 })).toMatchObject({
        keepsAttempt: true,
      });
      expect(next(limited(60_000), { waits: 12 })).toMatchObject({
        nextAttemptAt: after(MAX_DELAY_MS),
      });
      expect(
        next(limited(60_000), { waits: 12, attemptsLeft: 1 }),
      ).toMatchObject({ status: 'failed', failureClass: 'exhausted' });
    });

    it('keeps nobody waiting for a test', () => {
      expect(
        next(limited(60_000), { test: true, attemptsLeft: 1 }),
      ).toMatchObject({ status: 'failed' });
    });
  });

  it('is by the contract never before now nor more than 30 s ahead, whatever is asked of a message', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 3 }),
        fc.option(fc.double({ noNaN: true }), { nil: undefined }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attemptsLeft, afterMs, random) => {
          const state = next({ ...retry, afterMs }, { attemptsLeft, random });
          const at = state.status === 'pending' ? state.nextAttemptAt : NaN;
          expect(at).toBeGreaterThan(now.getTime());
          expect(at).toBeLessThanOrEqual(after(MAX_DELAY_MS));
        },
      ),
    );
  });
});
