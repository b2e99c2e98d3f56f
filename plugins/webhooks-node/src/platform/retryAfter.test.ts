import { retryAfter } from './retryAfter';

const NOW = new Date('2026-03-05T10:23:00Z');

describe('retryAfter', () => {
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['0.25', 250],
    ['Thu, 05 Mar 2026 10:23:45 GMT', 45_000],
    ['Thu, 05 Mar 2026 10:22:00 GMT', 0],
    ['Thursday, 05-Mar-26 10:23:45 GMT', 45_000],
    ['-5', undefined],
    ['soon', undefined],
    ['2026', 2_026_000],
    ['Someday, maybe', undefined],
    ['1e9', undefined],
    ['', undefined],
  ])('reads %j as %s ms', (value, expected) => {
    expect(retryAfter({ 'retry-after': value }, NOW)).toBe(expected);
  });

  it('knows nothing without the header', () => {
    expect(retryAfter({}, NOW)).toBeUndefined();
  });
});
