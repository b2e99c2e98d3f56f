import { isAll } from './describeFilters';

describe('isAll', () => {
  it.each([
    [undefined, true],
    [[], true],
    [['*'], true],
    [['a', '*'], true],
    [['a'], false],
  ])('%j → %s', (names, all) => {
    expect(isAll(names)).toBe(all);
  });
});
