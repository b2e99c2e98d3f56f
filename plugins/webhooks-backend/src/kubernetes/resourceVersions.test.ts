import { isNotAfter } from './resourceVersions';

it.each([
  ['7', '7', true],
  ['7', '8', true],
  ['8', '7', false],
  ['9', '10', true],
  ['10', '9', false],
  ['99999999999999999998', '99999999999999999999', true],
  ['a', '1', false],
  ['1', 'a', false],
  ['a', 'a', true],
])('that %s is not after %s is %s', (version, other, expected) => {
  expect(isNotAfter(version, other)).toBe(expected);
});
