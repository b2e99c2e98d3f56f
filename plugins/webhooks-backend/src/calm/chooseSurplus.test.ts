import fc from 'fast-check';
import { chooseSurplus, DueDelivery } from './chooseSurplus';

const due = (count: number, more: Partial<DueDelivery> = {}): DueDelivery[] =>
  Array.from({ length: count }, (_, i) => ({ id: `d${i}`, ...more }));
const idsOf = (deliveries: readonly DueDelivery[]) =>
  deliveries.map(({ id }) => id);

describe('what a digest tells of', () => {
  it('is nothing while the platform takes it all within a minute', () => {
    expect(chooseSurplus(due(20), 20)).toEqual([]);
  });

  it('is the oldest that would not fit, with the digest counted as a message', () => {
    expect(idsOf(chooseSurplus(due(22), 20))).toEqual(['d0', 'd1', 'd2']);
  });

  it('is not what is critical, as long as all of that fits', () => {
    const [first, ...rest] = due(22);
    const critical = { ...first, severity: 'critical' } as const;
    expect(idsOf(chooseSurplus([critical, ...rest], 20))).toEqual([
      'd1',
      'd2',
      'd3',
    ]);
    const all = due(22, { severity: 'critical' });
    expect(idsOf(chooseSurplus(all, 20))).toEqual(['d0', 'd1', 'd2']);
  });

  it('is nothing of an object after something that is told by itself', () => {
    const object = (id: string, more = {}) => ({ id, objectKey: 'k', ...more });
    const chosen = chooseSurplus(
      [object('first', { severity: 'critical' }), object('second'), ...due(20)],
      20,
    );
    expect(idsOf(chosen)).toEqual(['d0', 'd1', 'd2']);
  });

  it('is nothing that is on its way or not due yet, nor what comes after it', () => {
    const chosen = chooseSurplus(
      [
        { id: 'sent', objectKey: 'k', staysAlone: true },
        { id: 'next', objectKey: 'k' },
        ...due(21),
      ],
      20,
    );
    expect(idsOf(chosen)).toEqual(['d0', 'd1', 'd2']);
  });

  it('never overtakes, and never leaves more than there is room for, if it can', () => {
    const anyDue = fc.array(
      fc.record({
        objectKey: fc.option(fc.constantFrom('a', 'b', 'c'), {
          nil: undefined,
        }),
        severity: fc.constantFrom('info' as const, 'critical' as const),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(anyDue, fc.integer({ min: 1, max: 20 }), (raw, perMinute) => {
        const all = raw.map((delivery, i) => ({ id: `d${i}`, ...delivery }));
        const surplus = new Set(chooseSurplus(all, perMinute));
        expect(surplus.size).not.toBe(1);
        for (const key of ['a', 'b', 'c']) {
          const inIt = all
            .filter(({ objectKey }) => objectKey === key)
            .map(delivery => surplus.has(delivery));
          expect(inIt).toEqual([...inIt].sort((x, y) => Number(y) - Number(x)));
        }
      }),
    );
  });
});
