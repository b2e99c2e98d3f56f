import { WatchLine } from '../server/WatchStream';
import { interleave } from './interleave';

const line = (
  type: WatchLine['type'],
  name: string,
  value: number,
): WatchLine => ({
  type,
  object: { metadata: { namespace: 'a', name }, value },
});

describe('interleave', () => {
  it('puts later objects first and keeps the order of each', () => {
    const lines = [
      line('ADDED', 'a', 1),
      line('ADDED', 'b', 2),
      line('MODIFIED', 'a', 3),
    ];
    expect(interleave(lines).map(({ object }) => object.value)).toEqual([
      2, 1, 3,
    ]);
  });

  it('lets nothing pass a bookmark', () => {
    const lines = [
      line('ADDED', 'a', 1),
      line('ADDED', 'b', 2),
      line('BOOKMARK', '', 3),
      line('ADDED', 'c', 4),
      line('ADDED', 'd', 5),
    ];
    expect(interleave(lines).map(({ object }) => object.value)).toEqual([
      2, 1, 3, 5, 4,
    ]);
  });
});
