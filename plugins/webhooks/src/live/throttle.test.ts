import { throttle } from './throttle';

describe('throttle', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs at once, and once more for all that came during the pause', () => {
    const run = jest.fn();
    const { call } = throttle(run, 1_000);
    call();
    expect(run).toHaveBeenCalledTimes(1);
    call();
    call();
    jest.advanceTimersByTime(999);
    expect(run).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('pauses after what ran late, too, and then runs at once again', () => {
    const run = jest.fn();
    const { call } = throttle(run, 1_000);
    call();
    call();
    jest.advanceTimersByTime(1_000);
    call();
    expect(run).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(3);
    call();
    expect(run).toHaveBeenCalledTimes(4);
  });

  it('drops what is to come when it is stopped', () => {
    const run = jest.fn();
    const { call, stop } = throttle(run, 1_000);
    call();
    call();
    stop();
    jest.advanceTimersByTime(5_000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
