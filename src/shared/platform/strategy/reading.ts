import type { MarketScale, Price } from '../../pure/market/scale.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { CloseInput } from './close-input.js';
import { needKey, type Need } from './indicator-memory.js';
import type { LiveIndicator } from './live-indicator.js';
import type { Seat } from './seat.js';

/** What the bots of a series that ask for the same values read, and those bots. */
export class Reading {
  seats: readonly Seat[] = [];
  private readonly names: readonly string[];

  constructor(
    readonly scale: MarketScale,
    readonly indicators: readonly LiveIndicator[],
    /** Shared with all readings that name the same values. */
    readonly input: CloseInput,
  ) {
    this.names = indicators.map(({ need }) => nameOf(need));
  }

  /** Bots with the same key read the same. */
  static keyOf({ priceDecimals }: MarketScale, needs: readonly Need[]): string {
    return [priceDecimals, ...needs.map(needKey)].join(' ');
  }

  /** Under which names kernels find their values. */
  static namesOf(needs: readonly Need[]): string {
    return needs.map(nameOf).join(' ');
  }

  /** Makes the shared input that of this close. */
  fill(open: EpochMs, close: Price): void {
    this.input.at(open, close);
    this.tell(open, this.input.values);
  }

  /** The values at this close, to be kept. */
  valuesAt(open: EpochMs): Readonly<Record<string, number | null>> {
    const values = {};
    this.tell(open, values);
    return values;
  }

  private tell(open: EpochMs, values: Record<string, number | null>): void {
    const { names, indicators } = this;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]!;
      const indicator = indicators[index]!;
      // A memory of another candle is no value of this one.
      const isCurrent = indicator.candleOpen === open;
      values[name] = isCurrent ? indicator.value : null;
      if (name === 'rsi') values['rsi.previous'] = isCurrent ? indicator.previous : null;
    }
  }
}

const nameOf = (need: Need): string => ('output' in need ? need.output : need.name);
