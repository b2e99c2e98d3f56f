import { Arrival } from './FaultyReceiver';
import { reconcileDeliveries } from './reconcileDeliveries';

const NOTHING = {
  lost: [],
  invented: [],
  repeated: [],
  overtaking: [],
  afterLostAnswers: [],
};

const delivered = (id: string, object = 'one') => ({
  id,
  object,
  status: 'delivered',
});
const arrival = (deliveryId: string, fate: Arrival['fate'] = 'accepted') => ({
  deliveryId,
  fate,
});
const none = new Set<string>();

describe('reconcileDeliveries', () => {
  it('finds nothing when each arrives once, in order, after refusals', () => {
    expect(
      reconcileDeliveries({
        enqueued: [delivered('a'), delivered('b'), delivered('x', 'other')],
        arrivals: [
          arrival('x'),
          arrival('a', 'refused'),
          arrival('a'),
          arrival('b'),
        ],
        parked: none,
      }),
    ).toEqual(NOTHING);
  });

  it('finds what never arrived, and what has not ended well though it did', () => {
    const found = reconcileDeliveries({
      enqueued: [delivered('a'), { ...delivered('b'), status: 'failed' }],
      arrivals: [arrival('a', 'refused'), arrival('b')],
      parked: none,
    });
    expect(found).toEqual({ ...NOTHING, lost: ['a', 'b'] });
  });

  it('finds what arrives again, each time, and what was never enqueued', () => {
    const found = reconcileDeliveries({
      enqueued: [delivered('a')],
      arrivals: [arrival('a'), arrival('a'), arrival('a'), arrival('z')],
      parked: none,
    });
    expect(found).toEqual({
      ...NOTHING,
      repeated: ['a', 'a'],
      invented: ['z'],
    });
  });

  it('counts what was taken again after a lost answer apart', () => {
    const found = reconcileDeliveries({
      enqueued: [delivered('a')],
      arrivals: [
        arrival('a', 'answer lost'),
        arrival('a', 'refused'),
        arrival('a'),
      ],
      parked: none,
    });
    expect(found).toEqual({ ...NOTHING, afterLostAnswers: ['a'] });
  });

  it('counts what comes again after a repetition was refused, or its answer lost, apart too', () => {
    const found = reconcileDeliveries({
      enqueued: [delivered('a')],
      arrivals: [
        arrival('a'),
        arrival('a', 'answer lost'),
        arrival('a', 'refused'),
        arrival('a'),
      ],
      parked: none,
    });
    expect(found).toEqual({
      ...NOTHING,
      repeated: ['a'],
      afterLostAnswers: ['a'],
    });
  });

  it('finds what overtakes an earlier one of its object, unless that was parked', () => {
    const options = {
      enqueued: [delivered('a'), delivered('b'), delivered('c')],
      arrivals: [arrival('b'), arrival('c'), arrival('a')],
    };
    expect(reconcileDeliveries({ ...options, parked: none })).toEqual({
      ...NOTHING,
      overtaking: ['b', 'c'],
    });
    expect(reconcileDeliveries({ ...options, parked: new Set(['a']) })).toEqual(
      NOTHING,
    );
  });
});
