import { QuietHours } from '@kubevision/backstage-plugin-webhooks-common';
import { isTimeZone, quietPeriodAt } from './quietHours';

const nights: QuietHours = {
  start: '22:00',
  end: '07:00',
  timeZone: 'Europe/Berlin',
};

const periodAt = (quiet: QuietHours, now: string) => {
  const period = quietPeriodAt(quiet, new Date(now));
  return (
    period && [
      new Date(period.from).toISOString(),
      new Date(period.until).toISOString(),
    ]
  );
};

describe('quiet hours', () => {
  it('are the next ones, or those that it is now', () => {
    const night = ['2026-03-05T21:00:00.000Z', '2026-03-06T06:00:00.000Z'];
    expect(periodAt(nights, '2026-03-05T12:00:00Z')).toEqual(night);
    expect(periodAt(nights, '2026-03-05T21:00:00Z')).toEqual(night);
    expect(periodAt(nights, '2026-03-06T05:59:59.999Z')).toEqual(night);
    expect(periodAt(nights, '2026-03-06T06:00:00Z')).toEqual([
      '2026-03-06T21:00:00.000Z',
      '2026-03-07T06:00:00.000Z',
    ]);
  });

  it('may lie within a day', () => {
    const lunch = { ...nights, start: '12:00', end: '13:30' };
    expect(periodAt(lunch, '2026-03-05T11:15:00Z')).toEqual([
      '2026-03-05T11:00:00.000Z',
      '2026-03-05T12:30:00.000Z',
    ]);
  });

  it('begin only on their days, and go on into the next', () => {
    const fridays: QuietHours = { ...nights, days: ['fri'] };
    const night = ['2026-03-06T21:00:00.000Z', '2026-03-07T06:00:00.000Z'];
    expect(periodAt(fridays, '2026-03-05T22:00:00Z')).toEqual(night);
    expect(periodAt(fridays, '2026-03-07T05:00:00Z')).toEqual(night);
    expect(periodAt(fridays, '2026-03-07T06:00:00Z')).toEqual([
      '2026-03-13T21:00:00.000Z',
      '2026-03-14T06:00:00.000Z',
    ]);
    expect(periodAt({ ...nights, days: [] }, '2026-03-05T22:00:00Z')).toBe(
      undefined,
    );
  });

  it('go by the clock on the wall when that is put forward', () => {
    expect(periodAt(nights, '2026-03-28T20:00:00Z')).toEqual([
      '2026-03-28T21:00:00.000Z',
      '2026-03-29T05:00:00.000Z',
    ]);
  });

  it('go by the clock on the wall when that is put back', () => {
    expect(periodAt(nights, '2026-10-24T19:00:00Z')).toEqual([
      '2026-10-24T20:00:00.000Z',
      '2026-10-25T06:00:00.000Z',
    ]);
  });

  it('are never nothing, where the clock leaves them out', () => {
    const left: QuietHours = { ...nights, start: '02:00', end: '03:00' };
    expect(periodAt(left, '2026-03-28T20:00:00Z')).toEqual([
      '2026-03-30T00:00:00.000Z',
      '2026-03-30T01:00:00.000Z',
    ]);
  });

  it('are of zones that there are', () => {
    expect(isTimeZone('Asia/Shanghai')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(periodAt({ ...nights, timeZone: 'Nowhere' }, '2026-03-05')).toBe(
      undefined,
    );
  });
});
