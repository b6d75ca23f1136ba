import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { DAY_MS, type RankWindow } from './window.js';

/**
 * The value traded in each day of a window, volume x close summed over its candles: days of 24 hours that end with the window,
 * the oldest first. A day without any candle has no volume that is known and is left out. Doubles: a statistic, not money.
 */
export class DailyVolume {
  private readonly days = new Map<number, number>();

  constructor(private readonly window: RankWindow) {}

  add(time: number, close: number, volume: number): void {
    const { from, to } = this.window;
    // Written so that a time which is no number lies outside.
    if (!(time >= from && time < to)) return;
    const day = Math.floor((time - from) / DAY_MS);
    this.days.set(day, (this.days.get(day) ?? 0) + volume * close);
  }

  /** Null where no day is known. */
  median(): number | null {
    const sums = [...this.days.values()].sort((left, right) => left - right);
    if (sums.length === 0) return null;
    const middle = sums.length >> 1;
    return sums.length % 2 === 1 ? sums[middle]! : (sums[middle - 1]! + sums[middle]!) / 2;
  }
}

/** Reads the volumes of files that have been read as candles before: their rows are known to be in order. */
export async function readVolume(files: readonly string[], window: RankWindow): Promise<number | null> {
  const volume = new DailyVolume(window);
  for (const file of files) {
    const source = createReadStream(file);
    const text = (await isCompressed(file)) ? source.pipe(createGunzip()) : source;
    let rest = '';
    for await (const bytes of text) {
      const lines = (rest + (bytes as Buffer).toString('latin1')).split('\n');
      rest = lines.pop()!;
      for (const line of lines) addLine(volume, line);
    }
    addLine(volume, rest);
  }
  return volume.median();
}

/** The header is no number, and adds nothing. */
function addLine(volume: DailyVolume, line: string): void {
  const [time, , , , close, amount] = line.split(',');
  if (amount !== undefined) volume.add(Number(time), Number(close), Number(amount));
}

async function isCompressed(file: string): Promise<boolean> {
  for await (const bytes of createReadStream(file, { end: 1 }))
    return (bytes as Buffer)[0] === 0x1f && (bytes as Buffer)[1] === 0x8b;
  return false;
}
