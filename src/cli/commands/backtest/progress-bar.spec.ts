import { ProgressBar } from './progress-bar.js';

function drawn(
  isTTY: boolean,
  steps: (bar: ProgressBar, pass: (ms: number) => void) => void,
): readonly string[] {
  const lines: string[] = [];
  let now = 1_000;
  const bar = new ProgressBar({ isTTY, write: (text) => lines.push(text) }, () => now);
  steps(bar, (ms) => (now += ms));
  return lines;
}

describe('the progress bar', () => {
  it('says how much is done, how fast, and how long it still takes', () => {
    const [, line] = drawn(true, (bar, pass) => {
      bar.show('run', 'candles', 0, 1_000_000);
      pass(2_000);
      bar.show('run', 'candles', 250_000, 1_000_000);
    });
    expect(line).toContain('run [######..................]  25 %  125k candles/s  ETA 00:06');
  });

  it('is not drawn more than ten times a second, but always when it is full', () => {
    const lines = drawn(true, (bar, pass) => {
      for (let done = 0; done <= 100; done += 1) {
        bar.show('run', 'candles', done, 100);
        pass(1);
      }
    });
    expect(lines.length).toBeLessThan(5);
    expect(lines.at(-1)).toContain('100 %');
  });

  it('is drawn on a terminal only', () => {
    const lines = drawn(false, (bar) => {
      bar.show('run', 'candles', 1, 2);
      bar.clear();
    });
    expect(lines).toEqual([]);
  });

  it('leaves nothing behind', () => {
    const lines = drawn(true, (bar) => {
      bar.show('run', 'candles', 1, 2);
      bar.clear();
    });
    expect(lines.at(-1)).toBe('\r\u001b[K');
  });
});
