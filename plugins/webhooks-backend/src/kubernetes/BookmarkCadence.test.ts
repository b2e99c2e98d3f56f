import { BookmarkCadence } from './BookmarkCadence';

const MINUTE = 60_000;

function seen(...times: number[]) {
  const cadence = BookmarkCadence.create();
  const watch = cadence.open();
  for (const time of times) watch.bookmark(time);
  return cadence;
}

it.each([
  ['what API servers usually do, before it knows better', [], 150_000],
  ['that still, after one bookmark alone', [0], 150_000],
  ['two and a half intervals', [0, MINUTE, 2 * MINUTE], 150_000],
  ['of a faster server', [0, 10_000, 20_000], 25_000],
  ['by the longest one', [0, 10_000, 40_000], 75_000],
  ['never less than 10 s', [0, 50, 100], 10_000],
  ['never more than 5 minutes', [0, 10 * MINUTE], 300_000],
])('waits %s', (_name, times, limit) => {
  expect(seen(...times).limitMs).toBe(limit);
});

it('does not count the time between two watches', () => {
  const cadence = seen(0, 10_000);
  cadence.open().bookmark(10 * MINUTE);
  expect(cadence.limitMs).toBe(25_000);
});

it('does not take bookmarks of many watches for one that comes often', () => {
  const cadence = BookmarkCadence.create();
  const watches = Array.from({ length: 16 }, () => cadence.open());
  for (const minute of [1, 2]) {
    watches.forEach((watch, i) => watch.bookmark(minute * MINUTE + i));
    expect(cadence.limitMs).toBe(150_000);
  }
});

it('takes no silence for death where bookmarks never come', () => {
  const cadence = BookmarkCadence.create();
  cadence.open().ended(MINUTE);
  expect(cadence.limitMs).toBe(150_000);
  cadence.open().ended(5 * MINUTE);
  expect(cadence.limitMs).toBeUndefined();
  cadence.open().bookmark(0);
  expect(cadence.limitMs).toBe(150_000);
});
