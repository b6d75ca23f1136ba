import type { PathColumns } from '../../modules/exchange/domain/index.js';

/** A time from which on somebody asks how far the price has gone, until the next such time. */
interface Stretch {
  readonly id: number;
  /** How many ask from here on. */
  askers: number;
  low: number;
  high: number;
}

/**
 * How far the price has gone, asked for by positions that opened at different times. `begin` starts a stretch and names it;
 * `since` looks from its beginning to now. A candle costs two comparisons however many are open; stretches that nobody asks
 * for any more are merged into the ones before them.
 */
export class PriceRange {
  private readonly stretches: Stretch[] = [];
  private last = 0;

  begin(): number {
    this.last += 1;
    this.stretches.push({ id: this.last, askers: 1, low: Infinity, high: -Infinity });
    return this.last;
  }

  /** One more asks from the beginning of a stretch on. */
  share(id: number): number {
    this.stretches[this.placeOf(id)]!.askers += 1;
    return id;
  }

  see(low: number, high: number): void {
    const newest = this.stretches.at(-1);
    if (newest === undefined) return;
    if (low < newest.low) newest.low = low;
    if (high > newest.high) newest.high = high;
  }

  /** All of candles `from`..`to` (exclusive). */
  pass({ low: lows, high: highs }: PathColumns, from: number, to: number): void {
    if (from === to) return;
    let low = lows[from]!;
    let high = highs[from]!;
    for (let index = from + 1; index < to; index += 1) {
      if (lows[index]! < low) low = lows[index]!;
      if (highs[index]! > high) high = highs[index]!;
    }
    this.see(low, high);
  }

  /** Lowest and highest price since a stretch began; infinite when none was seen. */
  since(id: number): { readonly low: number; readonly high: number } {
    let low = Infinity;
    let high = -Infinity;
    for (let place = this.stretches.length - 1; place >= 0; place -= 1) {
      const stretch = this.stretches[place]!;
      if (stretch.id < id) break;
      if (stretch.low < low) low = stretch.low;
      if (stretch.high > high) high = stretch.high;
    }
    return { low, high };
  }

  /** One asks no longer. */
  end(id: number): void {
    const place = this.placeOf(id);
    const stretch = this.stretches[place]!;
    stretch.askers -= 1;
    if (stretch.askers > 0) return;
    const before = this.stretches[place - 1];
    if (before !== undefined) {
      if (stretch.low < before.low) before.low = stretch.low;
      if (stretch.high > before.high) before.high = stretch.high;
    }
    this.stretches.splice(place, 1);
  }

  /** Usually the newest. */
  private placeOf(id: number): number {
    return this.stretches.findLastIndex((stretch) => stretch.id === id);
  }
}
