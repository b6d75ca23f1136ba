import type { Price } from '../../pure/market/scale.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { CloseInput } from './close-input.js';
import type { Forming } from './forming.js';
import type { Need } from './indicator-memory.js';
import type { LiveIndicator } from './live-indicator.js';
import type { Seat } from './seat.js';
import type { BoundKernel } from './strategy.port.js';

/** Bots of a series that decide as one state does, from some time on. */
export interface Alike {
  readonly state: object;
  readonly from: number;
  readonly seats: readonly Seat[];
}

/** The bots of a series that step with one and the same kernel, and what they read. */
export class Peers {
  /** Null where no two decide alike, or the strategy does not say. */
  alike: Alike | null = null;
  /** The other bots. */
  others: readonly Seat[] = [];
  private readonly names: readonly string[];

  constructor(
    readonly kernel: BoundKernel,
    readonly indicators: readonly LiveIndicator[],
    /** Shared with all peers that read values of these names. */
    readonly input: CloseInput,
  ) {
    this.names = input.names;
  }

  seat(seats: readonly Seat[]): void {
    const others: Seat[] = [];
    const alike: Seat[] = [];
    let [state, from]: [object | null, number] = [null, 0];
    for (const seat of seats) {
      const like = seat.hasNewSettings || seat.isHalted ? null : this.kernel.like(seat.state);
      if (like === null || (state !== null && like.state !== state)) {
        others.push(seat);
        continue;
      }
      state = like.state;
      from = Math.max(from, like.from);
      alike.push(seat);
    }
    this.others = others;
    this.alike = state === null ? null : { state, from, seats: alike };
  }

  /** Makes the shared input that of this close. */
  fill(open: EpochMs, close: Price, forming: Forming | null): void {
    this.input.at(open, close);
    if (forming === null) this.tell(open, this.input.values);
    else this.tellForming(open, forming, this.input.values);
  }

  /** The values at this close, to be kept. */
  valuesAt(open: EpochMs, forming: Forming | null): Readonly<Record<string, number | null>> {
    const values = {};
    if (forming === null) this.tell(open, values);
    else this.tellForming(open, forming, values);
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

  /** The last closed candle is the one before; of those that are read only the RSI is looked at as it is forming. */
  private tellForming(open: EpochMs, { close, since }: Forming, values: Record<string, number | null>): void {
    for (const [index, name] of this.names.entries()) {
      const indicator = this.indicators[index]!;
      const last = indicator.candleOpen;
      const isKnown = last !== null && last >= since && last < open;
      values[name] = isKnown ? indicator.peek(close) : null;
      if (name === 'rsi') values['rsi.previous'] = isKnown ? indicator.value : null;
    }
  }
}

/** Under which names kernels find their values. */
export const namesOf = (needs: readonly Need[]): readonly string[] =>
  needs.map((need) => ('output' in need ? need.output : need.name));
