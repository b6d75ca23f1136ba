import { MoneyColumn } from '../kept/money-column.js';
import { NumberColumn } from '../kept/number-column.js';

/** Cash and position as they were from the close of a candle on; candles are counted from the first of the run. */
export interface EquityStep {
  readonly candle: number;
  readonly cash: bigint;
  readonly cashNumber: number;
  /** Net of both positions of hedge mode. */
  readonly lots: number;
  /** Whether any position is open, of a hedge too whose two sides are equal. */
  readonly holds: boolean;
}

/** What the equity of an account with one book is made of: it changes in steps, and with the price between them. */
export class EquitySteps {
  private readonly candles = new NumberColumn();
  private readonly cash = new MoneyColumn();
  private readonly cashNumbers = new NumberColumn();
  private readonly lots = new NumberColumn();
  private readonly holds = new NumberColumn();

  constructor(start: EquityStep) {
    this.push(start);
  }

  get length(): number {
    return this.candles.length;
  }

  candleAt(place: number): number {
    return this.candles.at(place);
  }

  cashAt(place: number): bigint {
    return this.cash.at(place);
  }

  cashNumberAt(place: number): number {
    return this.cashNumbers.at(place);
  }

  lotsAt(place: number): number {
    return this.lots.at(place);
  }

  holdsAt(place: number): boolean {
    return this.holds.at(place) === 1;
  }

  /** Several steps of one candle are one: what counts is how it closed. */
  add(step: EquityStep): void {
    const last = this.length - 1;
    if (this.candleAt(last) === step.candle) this.replace(last, step);
    else this.push(step);
  }

  /** Forgets the first steps. */
  drop(count: number): void {
    if (count === 0) return;
    for (const column of [this.candles, this.cash, this.cashNumbers, this.lots, this.holds])
      column.drop(count);
  }

  private push({ candle, cash, cashNumber, lots, holds }: EquityStep): void {
    this.candles.push(candle);
    this.cash.push(cash);
    this.cashNumbers.push(cashNumber);
    this.lots.push(lots);
    this.holds.push(Number(holds));
  }

  private replace(place: number, { cash, cashNumber, lots, holds }: EquityStep): void {
    this.cash.set(place, cash);
    this.cashNumbers.set(place, cashNumber);
    this.lots.set(place, lots);
    this.holds.set(place, Number(holds));
  }
}

/** Reads equity along candles that follow each other. */
export class EquityReader {
  /** Candles read so far in which a position was held at the close. */
  exposed = 0;
  /** The step in force. */
  private place = 0;
  private candle = 0;

  /** @param valueNumber quote per price unit x lot. */
  constructor(
    private readonly steps: EquitySteps,
    private readonly valueNumber: number,
  ) {}

  /** Equity at the next `count` closes, which begin at `close[from]`. */
  read(close: Float64Array, from: number, count: number, equities: Float64Array): void {
    const { steps, candle } = this;
    let done = 0;
    while (done < count) {
      const next = this.place + 1;
      const until = next < steps.length ? Math.min(steps.candleAt(next) - candle, count) : count;
      this.hold(close, from, equities, done, until);
      if (until < count) this.place = next;
      done = until;
    }
    this.candle = candle + count;
  }

  /** What was read is not needed any more. */
  forget(): void {
    this.steps.drop(this.place);
    this.place = 0;
  }

  /** The step in force holds for the closes `begin`..`end` (exclusive) of those read. */
  private hold(close: Float64Array, from: number, equities: Float64Array, begin: number, end: number): void {
    const { steps, place } = this;
    const cashNumber = steps.cashNumberAt(place);
    const lots = steps.lotsAt(place);
    if (steps.holdsAt(place)) this.exposed += end - begin;
    if (lots === 0) {
      equities.fill(cashNumber, begin, end);
      return;
    }
    const value = lots * this.valueNumber;
    for (let index = begin; index < end; index += 1)
      equities[index] = cashNumber + value * close[from + index]!;
  }
}
