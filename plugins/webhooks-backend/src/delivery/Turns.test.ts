import { Turns } from './Turns';

/** Work that begins when it may, and ends when it is told to. */
function createWork(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const settle = () => new Promise(setImmediate);
  return {
    begun,
    settle,
    start: (task: string, name?: string) =>
      turns.take(name, async () => {
        begun.push(task);
        await new Promise<void>(resolve => ends.set(task, resolve));
        return `${task} is done`;
      }),
    async end(task: string) {
      ends.get(task)!();
      await settle();
    },
  };
}

describe('Turns', () => {
  it('let as much run at the same time as they may, in all and of one name, the rest in its order', async () => {
    const work = createWork(Turns.create({ max: 3, maxOfOne: () => 2 }));
    const first = work.start('slow 1', 'slow');
    for (const task of ['slow 2', 'slow 3']) work.start(task, 'slow');
    for (const task of ['quick 1', 'quick 2']) work.start(task, 'quick');
    work.start('nameless');
    await work.settle();
    expect(work.begun).toEqual(['slow 1', 'slow 2', 'quick 1']);

    await work.end('quick 1');
    expect(work.begun.slice(3)).toEqual(['quick 2']);
    await work.end('slow 2');
    expect(work.begun.slice(4)).toEqual(['slow 3']);
    await work.end('slow 1');
    expect(work.begun.slice(5)).toEqual(['nameless']);
    await expect(first).resolves.toBe('slow 1 is done');
  });

  it('let more of one run as soon as it may have more', async () => {
    let maxOfOne = 1;
    const work = createWork(Turns.create({ max: 4, maxOfOne: () => maxOfOne }));
    for (const task of ['a', 'b', 'c', 'd']) work.start(task, 'one');
    work.start('other', 'another');
    await work.settle();
    expect(work.begun).toEqual(['a', 'other']);
    maxOfOne = 3;
    await work.end('other');
    expect(work.begun.slice(2)).toEqual(['b', 'c']);
  });

  it('give the place of what failed to the next, too', async () => {
    const turns = Turns.create({ max: 2, maxOfOne: () => 1 });
    const failing = turns.take('one', async () => {
      throw new Error('no luck');
    });
    const next = turns.take('one', async () => 'done');
    await expect(failing).rejects.toThrow('no luck');
    await expect(next).resolves.toBe('done');
  });

  it('let nobody pass who came for the same place', async () => {
    const work = createWork(Turns.create({ max: 1, maxOfOne: () => 1 }));
    work.start('first', 'one');
    work.start('second', 'one');
    await work.settle();
    // Comes in the moment in which the first one ends.
    const end = work.end('first');
    work.start('third', 'one');
    await end;
    expect(work.begun).toEqual(['first', 'second']);
  });
});
