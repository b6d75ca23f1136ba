import { notional, type Lots, type MarketScale } from '../../shared/pure/market/scale.js';
import { pow10 } from '../../shared/pure/numbers/decimal.js';
import { money, MONEY_SCALE } from '../../shared/pure/numbers/money.js';
import type { Fill } from '../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';
import { Excursion } from './excursion.js';
import type { PriceRange } from './price-range.js';
import type { OpenTrade, Part, TradeSink } from './trade.js';

interface OpenCycle {
  readonly openedAt: EpochMs;
  readonly long: boolean;
  readonly entries: Part[];
  exits: Part[];
  cash: bigint;
  fees: bigint;
  funding: bigint;
}

/** One position and its cycles from flat to flat, one after the other. */
export class Cycles {
  private position = 0;
  private current: OpenCycle | null = null;
  /** Of the cycle under way. */
  private readonly excursion: Excursion;

  constructor(
    private readonly scale: MarketScale,
    range: PriceRange,
    private readonly sink: TradeSink,
  ) {
    this.excursion = new Excursion(range, scale.valueFactor);
  }

  get isOpen(): boolean {
    return this.current !== null;
  }

  fill(fill: Fill): void {
    const lots = fill.side === 'buy' ? fill.size : 0 - fill.size;
    const fee = money(fill.fee);
    const after = this.position + lots;
    if (this.position === 0 || after === 0 || this.position > 0 === after > 0) {
      this.take(fill, lots, fee);
      return;
    }
    // The position turns over: two trades share this fill by size, the one that opens takes what truncation leaves.
    const closing = -this.position;
    const step = pow10(MONEY_SCALE - this.scale.instrument.quoteScale);
    const share = ((fee * BigInt(Math.abs(closing))) / (BigInt(fill.size) * step)) * step;
    this.take(fill, closing, share);
    this.take(fill, lots - closing, fee - share);
  }

  charge(amount: bigint): void {
    if (this.current !== null) this.current.funding += amount;
  }

  open(): readonly OpenTrade[] {
    if (this.current === null) return [];
    const { long, openedAt, entries, exits, cash, fees, funding } = this.current;
    return [{ side: long ? 'long' : 'short', openedAt, entries, exits, cash, fees, funding }];
  }

  /** So many signed lots of a fill, with their part of its fee. */
  private take({ at, price, reason }: Fill, lots: number, fee: bigint): void {
    const value: bigint = notional(this.scale, price, lots);
    const part: Part = { at, price, size: Math.abs(lots) as Lots, fee, reason };
    this.position += lots;
    const { current } = this;
    if (current === null) {
      this.current = {
        openedAt: at,
        long: lots > 0,
        entries: [part],
        exits: [],
        cash: -value,
        fees: fee,
        funding: 0n,
      };
      this.excursion.begin(-value, lots);
      return;
    }
    if (current.long === lots > 0) current.entries.push(part);
    // Nearly all cycles have one exit or a few; a list that began empty would be given room for many.
    else if (current.exits.length === 0) current.exits = [part];
    else current.exits.push(part);
    current.cash -= value;
    current.fees += fee;
    if (this.position === 0) this.close(current, at);
    else this.excursion.move(current.cash, this.position);
  }

  private close(cycle: OpenCycle, closedAt: EpochMs): void {
    const { long, openedAt, entries, exits, cash, fees, funding } = cycle;
    this.excursion.end(cash);
    this.current = null;
    const side = long ? 'long' : 'short';
    const { worst, best } = this.excursion;
    this.sink.trade({ side, openedAt, closedAt, entries, exits, cash, fees, funding, worst, best });
  }
}
