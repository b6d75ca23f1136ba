import { gzipSync } from 'node:zlib';
import { ScratchFolder } from '../testing/candle-text.js';
import { DailyVolume, readVolume } from './daily-volume.js';
import { covers, DAY_MS, windowOf } from './window.js';
import { columnsOf, csvOf, START } from '../testing/candle-text.js';

const window = { from: 10 * DAY_MS, to: 14 * DAY_MS };

describe('the volume of a day', () => {
  it('is the value traded in it, and of several the median', () => {
    const volume = new DailyVolume(window);
    expect(volume.median()).toBeNull();
    for (const [day, value] of [
      [10, 5],
      [11, 100],
      [12, 7],
      [12.5, 2],
    ] as const)
      volume.add(day * DAY_MS, 2, value / 2);
    expect(volume.median()).toBe(9);
    volume.add(13 * DAY_MS, 1, 11);
    expect(volume.median()).toBe(10);
  });

  it('counts candles of the window only, and leaves a day out of which nothing is known', () => {
    const volume = new DailyVolume(window);
    volume.add(10 * DAY_MS - 1, 1, 1_000);
    volume.add(14 * DAY_MS, 1, 1_000);
    volume.add(Number('timestamp'), Number('close'), Number('volume'));
    volume.add(12 * DAY_MS, 1, 6);
    expect(volume.median()).toBe(6);
  });

  it('is read from files, compressed or not, as one', async () => {
    const folder = new ScratchFolder();
    const row = (day: number, volume: string) => `${day * DAY_MS},1,1,1,2,${volume}`;
    const text = (rows: readonly string[]) =>
      `timestamp,open,high,low,close,volume\r\n${rows.join('\r\n')}\r\n`;
    const first = folder.write('a.csv', text([row(10, '3'), row(11, '1e1')]));
    const second = folder.write('b.csv.gz', gzipSync(text([row(12, '0.5')])));
    expect(await readVolume([first, second], window)).toBe(6);
    folder.remove();
  });
});

describe('the window of a ranking', () => {
  const hours = (count: number, from = 0) =>
    columnsOf(
      csvOf(
        Array.from({ length: count }, () => [1, 1, 1, 1] as const),
        { lengthMs: 3_600_000, start: START + from * 3_600_000 },
      ),
    );

  it('ends with the newest candle of all, or when it is told to', () => {
    const files = [hours(48), hours(50)];
    expect(windowOf(files, 2, null)).toEqual({ from: START + 2 * 3_600_000, to: START + 50 * 3_600_000 });
    expect(windowOf(files, 1, START + DAY_MS)).toEqual({ from: START, to: START + DAY_MS });
  });

  it('is covered by a file that has its first moment and goes on into its last day', () => {
    const two = { from: START, to: START + 2 * DAY_MS };
    expect(covers(hours(48), two)).toBe(true);
    expect(covers(hours(25), two)).toBe(true);
    expect(covers(hours(24), two)).toBe(false);
    expect(covers(hours(47, 1), two)).toBe(false);
    expect(covers(hours(10, 100), two)).toBe(false);
  });
});
