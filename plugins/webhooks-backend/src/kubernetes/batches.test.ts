import { batches } from './batches';

async function* numbers(count: number) {
  for (let i = 1; i <= count; i += 1) yield i;
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

it('groups what is ready, up to a size', async () => {
  expect(await all(batches(numbers(7), 3))).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7],
  ]);
  expect(await all(batches(numbers(0), 3))).toEqual([]);
});

it('does not wait for a group to become full', async () => {
  let arrive = (_value: number) => {};
  async function* slow() {
    yield 1;
    yield await new Promise<number>(resolve => {
      arrive = resolve;
    });
  }
  const groups = batches(slow(), 10);
  expect((await groups.next()).value).toEqual([1]);
  arrive(2);
  expect((await groups.next()).value).toEqual([2]);
});

it('reads one item ahead at most', async () => {
  let read = 0;
  async function* counted() {
    for (;;) {
      read += 1;
      yield read;
    }
  }
  const groups = batches(counted(), 3);
  await groups.next();
  expect(read).toBe(4);
});

it('passes an error on after what came before it', async () => {
  async function* broken() {
    yield 1;
    throw new Error('reset');
  }
  const groups = batches(broken(), 10);
  await expect(all(groups)).rejects.toThrow('reset');
});
