import * as fc from 'fast-check';
import { allowance, allowedAt, spend, SpentUntil } from './rateBudget';

const FEISHU = [
  { count: 100, perSeconds: 60 },
  { count: 5, perSeconds: 1 },
];
const limits = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 100 }),
    perSeconds: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 1, maxLength: 3 },
);

describe('rate budget', () => {
  it('allows everything where there are no limits', () => {
    expect(allowance([], [], 0)).toBe(Infinity);
    expect(spend([], [], { messages: 7, now: 0 })).toEqual([]);
    expect(allowedAt([], [])).toBe(0);
  });

  it('allows one a second, where that is the limit', () => {
    const slack = [{ count: 1, perSeconds: 1 }];
    const spent = spend(slack, [], { messages: 1, now: 5000 });
    expect(allowance(slack, [], 5000)).toBe(1);
    expect(allowance(slack, spent, 5999)).toBe(0);
    expect(allowance(slack, spent, 6000)).toBe(1);
    expect(allowedAt(slack, spent)).toBe(6000);
  });

  it('never allows more in any window than the limits say, and never stops for good', () => {
    fc.assert(
      fc.property(limits, fc.array(fc.nat(3000)), (all, pauses) => {
        let now = 1e9;
        let spent: SpentUntil = [];
        const sent: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const messages = allowance(all, spent, now);
          spent = spend(all, spent, { messages, now });
          for (let i = 0; i < messages; i++) sent.push(now);
          expect(allowance(all, spent, allowedAt(all, spent))).toBeGreaterThan(
            0,
          );
        }
        for (const { count, perSeconds } of all) {
          sent.forEach((from, index) => {
            const upTo = from + perSeconds * 1000;
            const within = sent.slice(index).filter(time => time < upTo);
            expect(within.length).toBeLessThanOrEqual(count);
          });
        }
      }),
      // Fractions of a millisecond once made this one free too late.
      { examples: [[[{ count: 35, perSeconds: 15 }], [0]]] },
    );
  });

  it('uses most of what is allowed, where there is always something to send', () => {
    let spent: SpentUntil = [];
    let sent = 0;
    for (let now = 1e9; now < 1e9 + 600_000; now += 100) {
      const messages = allowance(FEISHU, spent, now);
      spent = spend(FEISHU, spent, { messages, now });
      sent += messages;
    }
    expect(sent).toBeGreaterThan(700);
    expect(sent).toBeLessThanOrEqual(1000);
  });

  it('lets a message that was sent anyway delay those after it', () => {
    const slack = [{ count: 1, perSeconds: 1 }];
    const spent = spend(slack, [], { messages: 3, now: 0 });
    expect(allowedAt(slack, spent)).toBe(3000);
  });
});
