import { compileLabelSelector } from './labelSelector';

const labels = {
  app: 'web',
  tier: 'a',
  'app.kubernetes.io/name': 'web',
  empty: '',
};

describe('a label selector', () => {
  it.each([
    ['app=web', true],
    ['app = web', true],
    ['app==web', true],
    ['app=api', false],
    ['missing=web', false],
    ['app.kubernetes.io/name=web', true],
    ['empty=', true],
    ['app=', false],
    ['app!=api', true],
    ['app != web', false],
    ['missing!=web', true],
    ['tier in (a, b)', true],
    ['tier in (b,c)', false],
    ['tier in(a)', true],
    ['missing in (a)', false],
    ['tier notin (b, c)', true],
    ['tier notin (a)', false],
    ['missing notin (a)', true],
    ['app', true],
    ['missing', false],
    ['!canary', true],
    ['!app', false],
    ['app=web,tier in (a,b),!canary', true],
    ['app=web,tier in (b,c)', false],
    ['constructor', false],
  ])('%s: %s', (selector, expected) => {
    expect(compileLabelSelector(selector)(labels)).toBe(expected);
  });

  it.each([
    ['', 'is no label selector; write e.g. app=web'],
    ['app=web,', 'is no label selector'],
    ['app in a', 'is no label selector'],
    ['a=b=c', 'is no label selector'],
    ['app=we b', 'has a value that no label can have'],
    [`app=${'x'.repeat(64)}`, 'at most 63 letters'],
    ['tier in (a, b/c)', 'has a value that no label can have'],
    ['-app=web', 'has a key that no label can have; write e.g. app'],
    ['a/b/c', 'has a key that no label can have'],
    ['!', 'is no label selector'],
  ])('refuses %j, saying: %s', (selector, message) => {
    expect(() => compileLabelSelector(selector)).toThrow(message);
  });
});
