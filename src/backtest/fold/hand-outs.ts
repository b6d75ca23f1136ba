import type { PathCandle, PathColumns } from '../../modules/exchange/domain/index.js';
import type { Stamp } from '../../shared/pure/kernel.js';
import type { AccountFacts, CandleClosedInput } from '../../shared/pure/strategy/input.js';
import type { DecisionColumns } from './decision-columns.js';
import type { NamedColumn } from './fold-feed.js';

type Mutable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

/*
 * Objects that are handed out again and again with new contents; who gets one reads it during the call and keeps nothing of
 * it. They are classes and begin with doubles, so that the engine keeps their numbers in place instead of allocating each.
 */

/** The candle that a book goes through. */
export class WalkedCandle implements Mutable<PathCandle> {
  openAt = NaN as PathCandle['openAt'];
  endAt = NaN as PathCandle['endAt'];
  open = NaN as PathCandle['open'];
  high = NaN as PathCandle['high'];
  low = NaN as PathCandle['low'];
  close = NaN as PathCandle['close'];

  fill({ candleMs, time, open, high, low, close }: PathColumns, index: number): void {
    const openAt = time[index]!;
    this.openAt = openAt as PathCandle['openAt'];
    this.endAt = (openAt + candleMs) as PathCandle['endAt'];
    this.open = open[index] as PathCandle['open'];
    this.high = high[index] as PathCandle['high'];
    this.low = low[index] as PathCandle['low'];
    this.close = close[index] as PathCandle['close'];
  }
}

/** When a kernel steps. */
export class RunStamp implements Mutable<Stamp> {
  at = NaN as Stamp['at'];
  seq = 0;
}

/**
 * A decision candle has closed: the one of `decision` in the columns of the newest piece. Its members look there when they are
 * asked, because most decisions are over after one or two of them.
 */
export class ClosedInput implements CandleClosedInput {
  readonly kind = 'candle-closed';
  readonly tradingAllowed = true;
  readonly values: Values;
  decision = 0;

  constructor(
    private readonly columns: DecisionColumns,
    named: readonly NamedColumn[],
    readonly account: AccountFacts,
  ) {
    this.values = named.length === 0 ? new Values(this, columns) : new MoreValues(this, columns, named);
  }

  get open(): CandleClosedInput['open'] {
    return this.columns.open[this.decision] as CandleClosedInput['open'];
  }

  get close(): CandleClosedInput['close'] {
    return this.columns.close[this.decision] as CandleClosedInput['close'];
  }
}

/** Indicator values by the names that kernels know. */
class Values {
  [name: string]: number;

  readonly #input: ClosedInput;
  readonly #columns: DecisionColumns;

  constructor(input: ClosedInput, columns: DecisionColumns) {
    this.#input = input;
    this.#columns = columns;
  }

  get rsi(): number {
    return this.#columns.rsi[this.#input.decision]!;
  }

  get 'rsi.previous'(): number {
    return this.#columns.rsiPrevious[this.#input.decision]!;
  }

  get atr(): number {
    return this.#columns.atr[this.#input.decision]!;
  }

  get trend(): number {
    return this.#columns.trend[this.#input.decision]!;
  }
}

/** With those that only some kernels read. */
class MoreValues extends Values {
  constructor(input: ClosedInput, columns: DecisionColumns, named: readonly NamedColumn[]) {
    super(input, columns);
    for (const { name, column } of named)
      Object.defineProperty(this, name, { enumerable: true, get: () => column[input.decision]! });
  }
}
