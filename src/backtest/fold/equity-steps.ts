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
  private readonly steps: EquityStep[];

  constructor(start: EquityStep) {
    this.steps = [start];
  }

  get length(): number {
    return this.steps.length;
  }

  at(place: number): EquityStep | undefined {
    return this.steps[place];
  }

  /** Several steps of one candle are one: what counts is how it closed. */
  add(step: EquityStep): void {
    const { steps } = this;
    if (steps[steps.length - 1]!.candle === step.candle) steps.pop();
    steps.push(step);
  }

  /** Forgets the first steps. */
  drop(count: number): void {
    if (count > 0) this.steps.splice(0, count);
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
      const next = steps.at(this.place + 1);
      const until = next === undefined ? count : Math.min(next.candle - candle, count);
      this.hold(steps.at(this.place)!, close.subarray(from + done, from + until), equities, done);
      if (next !== undefined && until < count) this.place += 1;
      done = until;
    }
    this.candle = candle + count;
  }

  /** What was read is not needed any more. */
  forget(): void {
    this.steps.drop(this.place);
    this.place = 0;
  }

  private hold(
    { cashNumber, lots, holds }: EquityStep,
    closes: Float64Array,
    equities: Float64Array,
    at: number,
  ): void {
    if (holds) this.exposed += closes.length;
    if (lots === 0) {
      equities.fill(cashNumber, at, at + closes.length);
      return;
    }
    const value = lots * this.valueNumber;
    for (let index = 0; index < closes.length; index += 1)
      equities[at + index] = cashNumber + value * closes[index]!;
  }
}
