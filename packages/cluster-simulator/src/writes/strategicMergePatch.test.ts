import { strategicMergePatch } from './strategicMergePatch';

describe('strategicMergePatch', () => {
  it.each([
    [
      'sets, merges and removes fields',
      { a: 1, b: { c: 2 } },
      { a: null, b: { d: 3 } },
      { b: { c: 2, d: 3 } },
    ],
    [
      'replaces lists that have no keys',
      { args: ['a'] },
      { args: ['b'] },
      { args: ['b'] },
    ],
    [
      'merges sets',
      { finalizers: ['a'] },
      { finalizers: ['b'] },
      { finalizers: ['a', 'b'] },
    ],
    [
      'removes from sets',
      { finalizers: ['a', 'b'] },
      { '$deleteFromPrimitiveList/finalizers': ['a'] },
      { finalizers: ['b'] },
    ],
    [
      'merges items by their key',
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      },
      {
        env: [
          { name: 'B', value: '3' },
          { name: 'C', value: '4' },
        ],
      },
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '3' },
          { name: 'C', value: '4' },
        ],
      },
    ],
    [
      'removes an item',
      { env: [{ name: 'A' }, { name: 'B' }] },
      { env: [{ name: 'A', $patch: 'delete' }] },
      { env: [{ name: 'B' }] },
    ],
    [
      'replaces a whole list',
      { env: [{ name: 'A' }, { name: 'B' }] },
      { env: [{ $patch: 'replace' }, { name: 'C' }] },
      { env: [{ name: 'C' }] },
    ],
    [
      'replaces a whole object',
      { strategy: { type: 'RollingUpdate', rollingUpdate: {} } },
      { strategy: { $patch: 'replace', type: 'Recreate' } },
      { strategy: { type: 'Recreate' } },
    ],
    [
      'keeps only the retained keys',
      { strategy: { type: 'RollingUpdate', rollingUpdate: {} } },
      { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
      { strategy: { type: 'Recreate' } },
    ],
    [
      'orders items as the patch says',
      { env: [{ name: 'A' }, { name: 'B' }, { name: 'X' }] },
      {
        '$setElementOrder/env': [{ name: 'B' }, { name: 'A' }],
        env: [{ name: 'B', value: '1' }],
      },
      { env: [{ name: 'B', value: '1' }, { name: 'A' }, { name: 'X' }] },
    ],
    [
      'knows the ports of a Service from those of a container',
      { ports: [{ port: 80, targetPort: 1 }] },
      { ports: [{ port: 80, targetPort: 2 }] },
      { ports: [{ port: 80, targetPort: 2 }] },
    ],
  ])('%s', (_, target, patch, expected) => {
    const before = structuredClone(target);
    expect(strategicMergePatch(target, patch)).toEqual(expected);
    expect(target).toEqual(before);
  });
});
