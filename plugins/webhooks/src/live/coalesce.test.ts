import { coalesce } from './coalesce';

/** A task that ends when it is told to. */
function aTask() {
  const ends: (() => void)[] = [];
  const run = jest.fn(() => new Promise<void>(resolve => ends.push(resolve)));
  return { run, endOne: () => ends.shift()!() };
}

describe('coalesce', () => {
  it('shares one further run among calls that come during a run', async () => {
    const { run, endOne } = aTask();
    const call = coalesce(run);
    const first = call();
    const others = [call(), call(), call()];
    expect(run).toHaveBeenCalledTimes(1);

    endOne();
    await first;
    await Promise.resolve();
    expect(run).toHaveBeenCalledTimes(2);

    endOne();
    await Promise.all(others);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('runs at once again after it has ended', async () => {
    const { run, endOne } = aTask();
    const call = coalesce(run);
    const first = call();
    endOne();
    await first;
    call();
    expect(run).toHaveBeenCalledTimes(2);
  });
});
