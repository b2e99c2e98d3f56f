import { GroupCommit } from './GroupCommit';

describe('GroupCommit', () => {
  /** Notes each group, and writes it when it is let. */
  function createCommit(size?: number, isOfAll?: (error: unknown) => boolean) {
    const groups: string[][] = [];
    const gates: (() => void)[] = [];
    const commit = GroupCommit.create<string, string>({
      async write(items) {
        groups.push([...items]);
        await new Promise<void>(resolve => gates.push(resolve));
        if (items.includes('broken')) throw new Error('cannot be written');
        return items.map(item => `${item} written`);
      },
      keyOf: item => item.split('-')[0],
      size,
      isOfAll,
    });
    const letGo = async () => {
      while (gates.length === 0) await new Promise(setImmediate);
      gates.shift()!();
    };
    return { commit, groups, letGo };
  }

  it('writes at once, and what comes meanwhile together', async () => {
    const { commit, groups, letGo } = createCommit();
    const first = commit.add('a');
    await new Promise(setImmediate);
    const others = Promise.all([commit.add('b'), commit.add('c')]);
    await letGo();
    await expect(first).resolves.toBe('a written');
    await letGo();
    await expect(others).resolves.toEqual(['b written', 'c written']);
    expect(groups).toEqual([['a'], ['b', 'c']]);
  });

  it('writes no more together than it may, and none of the same key', async () => {
    const { commit, groups, letGo } = createCommit(2);
    const items = ['a-1', 'a-2', 'b', 'c'];
    const all = Promise.all(items.map(item => commit.add(item)));
    for (let i = 0; i < 2; i++) await letGo();
    await all;
    expect(groups).toEqual([
      ['a-1', 'b'],
      ['a-2', 'c'],
    ]);
  });

  it('fails all at once when it is not about one of them', async () => {
    const { commit, groups, letGo } = createCommit(undefined, () => true);
    const all = Promise.allSettled(
      ['a', 'broken', 'b'].map(item => commit.add(item)),
    );
    await letGo();
    expect((await all).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(groups).toHaveLength(1);
  });

  it('fails what cannot be written, and nothing else', async () => {
    const { commit, letGo } = createCommit();
    const all = Promise.allSettled(
      ['a', 'broken', 'b'].map(item => commit.add(item)),
    );
    for (let i = 0; i < 4; i++) await letGo();
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
