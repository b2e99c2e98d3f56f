import { Bound, Turns } from './Turns';

/** Work that begins when it may, and ends when it is told to. */
function createWork(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    start: (name: string, ...bounds: Bound[]) =>
      turns.take(bounds, async () => {
        begun.push(name);
        await new Promise<void>(resolve => ends.set(name, resolve));
        return `${name} is done`;
      }),
    async end(name: string) {
      ends.get(name)!();
      await new Promise(setImmediate);
    },
  };
}

const all = { name: 'all', max: 3 };
const slow = { name: 'slow', max: 1 };
const quick = { name: 'quick', max: 2 };

describe('Turns', () => {
  it('lets as much run at the same time as each bound allows, the rest in its order', async () => {
    const work = createWork(Turns.create());
    const first = work.start('slow 1', all, slow);
    for (const name of ['slow 2', 'slow 3']) work.start(name, all, slow);
    for (const name of ['quick 1', 'quick 2', 'quick 3']) {
      work.start(name, all, quick);
    }
    expect(work.begun).toEqual(['slow 1', 'quick 1', 'quick 2']);

    await work.end('quick 2');
    expect(work.begun.slice(3)).toEqual(['quick 3']);
    await work.end('slow 1');
    expect(work.begun.slice(4)).toEqual(['slow 2']);
    await work.end('slow 2');
    expect(work.begun.slice(5)).toEqual(['slow 3']);
    await expect(first).resolves.toBe('slow 1 is done');
  });

  it('gives the place of what failed to the next, too', async () => {
    const turns = Turns.create();
    const failing = turns.take([slow], async () => {
      throw new Error('no luck');
    });
    const next = turns.take([slow], async () => 'done');
    await expect(failing).rejects.toThrow('no luck');
    await expect(next).resolves.toBe('done');
  });

  it('lets nobody pass who came for the same place', async () => {
    const turns = Turns.create();
    const work = createWork(turns);
    work.start('first', slow);
    work.start('second', slow);
    // Comes in the moment in which the first one ends.
    const end = work.end('first');
    work.start('third', slow);
    await end;
    expect(work.begun).toEqual(['first', 'second']);
  });
});
