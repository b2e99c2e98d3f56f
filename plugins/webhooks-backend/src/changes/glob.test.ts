import fc from 'fast-check';
import { compileGlob, isGlob } from './glob';

describe('a glob', () => {
  it.each([
    ['team-*', 'team-alpha', true],
    ['team-*', 'team-', true],
    ['team-*', 'steam-alpha', false],
    ['*-canary', 'web-canary', true],
    ['*-canary', 'web-canary-1', false],
    ['web-*-canary', 'web-eu-canary', true],
    ['web-*-canary', 'web-canary', false],
    ['a*a', 'a', false],
    ['*a*b*', 'xxbxxa', false],
    ['*', '', true],
    ['web.v1', 'web-v1', false],
    ['web', 'web', true],
    ['web', 'web-1', false],
    ['', '', true],
  ])('%s names %s: %s', (pattern, value, expected) => {
    expect(compileGlob(pattern)(value)).toBe(expected);
  });

  it('is told from a plain name by its wildcard', () => {
    expect(isGlob('team-*')).toBe(true);
    expect(isGlob('team-a')).toBe(false);
  });

  it('agrees with the regular expression that says the same', () => {
    const letters = (chars: string) =>
      fc
        .array(fc.constantFrom(...chars), { maxLength: 8 })
        .map(array => array.join(''));
    fc.assert(
      fc.property(letters('ab*'), letters('ab'), (pattern, value) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(compileGlob(pattern)(value)).toBe(expression.test(value));
      }),
    );
  });

  it('does not get lost in many wildcards', () => {
    const glob = compileGlob(`${'*a'.repeat(120)}*b`);
    expect(glob('a'.repeat(253))).toBe(false);
  });
});
