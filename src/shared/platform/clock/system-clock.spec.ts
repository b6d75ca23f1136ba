import { SystemClock } from './system-clock.js';

const DAY_MS = 86_400_000;

describe('system clock', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('runs a timer of 40 days after 40 days, not at once', () => {
    const action = jest.fn();
    new SystemClock().schedule(40 * DAY_MS, action);
    jest.advanceTimersByTime(40 * DAY_MS - 1);
    expect(action).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(1);
  });

  it('never runs a cancelled timer, also when it was cancelled in its second stretch', () => {
    const action = jest.fn();
    const cancel = new SystemClock().schedule(40 * DAY_MS, action);
    jest.advanceTimersByTime(30 * DAY_MS);
    cancel();
    cancel();
    jest.advanceTimersByTime(60 * DAY_MS);
    expect(action).not.toHaveBeenCalled();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends a sleep at once when its signal is aborted and leaves no timer', async () => {
    const abort = new AbortController();
    const slept = new SystemClock().sleep(DAY_MS, abort.signal);
    abort.abort();
    await slept;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('does not start a sleep whose signal is aborted already', async () => {
    await new SystemClock().sleep(DAY_MS, AbortSignal.abort());
    expect(jest.getTimerCount()).toBe(0);
  });

  it('sleeps its time', async () => {
    let awake = false;
    const slept = new SystemClock().sleep(1_000).then(() => (awake = true));
    await jest.advanceTimersByTimeAsync(999);
    expect(awake).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await slept;
    expect(awake).toBe(true);
  });

  it('runs a delay that is negative or not a number without waiting', () => {
    const action = jest.fn();
    const clock = new SystemClock();
    clock.schedule(-5, action);
    clock.schedule(Number.NaN, action);
    jest.advanceTimersByTime(1);
    expect(action).toHaveBeenCalledTimes(2);
  });
});
