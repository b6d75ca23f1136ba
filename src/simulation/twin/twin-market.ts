import { Atr, Rsi } from '../../shared/pure/indicators/index.js';
import type { Candle } from '../../shared/pure/market/candle.js';
import { known, needKey, type Need } from '../../shared/platform/strategy/indicator-memory.js';
import { namesOf } from '../../shared/platform/strategy/peers.js';

/** One indicator over a whole market, from its first candle on and without a break. */
class Line {
  private readonly values: (number | null)[] = [];
  private readonly next: (candle: Candle) => number;

  constructor(
    private readonly candles: readonly Candle[],
    need: Need,
  ) {
    if ('fold' in need) throw new TypeError(`no twin folds ${need.name}`);
    const { name, length } = need;
    const [rsi, atr] = [new Rsi(length), new Atr(length)];
    this.next =
      name === 'rsi'
        ? ({ close }) => rsi.next(Number(close))
        : ({ high, low, close }) => atr.next(Number(high), Number(low), Number(close));
  }

  at(place: number): number | null {
    const { candles, values } = this;
    while (values.length <= place) values.push(known(this.next(candles[values.length]!)));
    return values[place] ?? null;
  }
}

/** What somebody reads of a market who has seen every candle of it, one after the other. */
export class TwinMarket {
  private readonly lines = new Map<string, Line>();

  /** @param candles ascending, without gaps; they may become more. */
  constructor(private readonly candles: readonly Candle[]) {}

  /** The candle that opened at `open`, with its place; undefined when there is none. */
  find(open: number): { readonly candle: Candle; readonly place: number } | undefined {
    const place = this.candles.findLastIndex(({ openTime }) => openTime === open);
    return place < 0 ? undefined : { candle: this.candles[place]!, place };
  }

  valuesAt(place: number, needs: readonly Need[]): Readonly<Record<string, number | null>> {
    const values: Record<string, number | null> = {};
    const names = namesOf(needs);
    for (const [index, need] of needs.entries()) {
      const line = this.lineOf(need);
      values[names[index]!] = line.at(place);
      if (need.name === 'rsi') values['rsi.previous'] = line.at(place - 1);
    }
    return values;
  }

  private lineOf(need: Need): Line {
    const there = this.lines.get(needKey(need));
    if (there !== undefined) return there;
    const line = new Line(this.candles, need);
    this.lines.set(needKey(need), line);
    return line;
  }
}
