import { compileEntries, normalizeEntries } from './entries';
import { compileGlob } from './glob';

const names = (entries: string[] | undefined, value: string) =>
  compileEntries(entries, compileGlob)?.(value) ?? true;

describe('a list of a filter', () => {
  it.each([
    [undefined, ['*']],
    [[], ['*']],
    [['*'], ['*']],
    [['a', '*'], ['*']],
    [
      ['a', 'b', 'a'],
      ['a', 'b'],
    ],
    [['*', '!kube-system'], ['!kube-system']],
  ])('%j is stored as %j', (entries, stored) => {
    expect(normalizeEntries(entries)).toEqual(stored);
  });

  it.each([
    [undefined, 'anything', true],
    [['*'], '', true],
    [['team-a', 'team-b'], 'team-b', true],
    [['team-a', 'team-b'], 'team-c', false],
    [['team-*'], 'team-c', true],
    [['!kube-system'], 'team-a', true],
    [['!kube-system'], '', true],
    [['!kube-system'], 'kube-system', false],
    [['!kube-*', '!lab'], 'kube-public', false],
    [['team-*', '!team-lab'], 'team-a', true],
    [['team-*', '!team-lab'], 'team-lab', false],
    [['!team-lab', 'team-*'], 'other', false],
    [['*', '!kube-*'], 'team-a', true],
    [['*', '!kube-*'], 'kube-system', false],
  ])('%j takes %s: %s', (entries, value, expected) => {
    expect(names(entries, value)).toBe(expected);
  });
});
