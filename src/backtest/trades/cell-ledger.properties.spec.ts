import fc from 'fast-check';
import {
  chapterOfGeneration,
  framesOfRun,
  frameReader,
  gridProfit,
  runEntries,
  runLedger,
  type GenerationChapter,
  type GridState,
  type LedgerFrame,
} from '../../modules/grid/domain/index.js';
import { FIVE } from '../../modules/grid/domain/testing/five-cells.js';
import { marketOf, PERPETUAL, SPOT } from '../../modules/grid/domain/testing/markets.js';
import { ScriptedVenue } from '../../modules/grid/domain/testing/scripted-venue.js';
import type { Price } from '../../shared/pure/market/scale.js';
import { money } from '../../shared/pure/numbers/money.js';
import type { Fill } from '../../shared/pure/strategy/order.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import { CellLedger } from './cell-ledger.js';
import type { ClosedTrade } from './trade.js';

const MODES = ['spot', 'long', 'short', 'neutral'] as const;
type Mode = (typeof MODES)[number];

/** What a close may bring beside a price: what a person changes, and how the grid answers the end of its range. */
const EXITS = ['wait', 'recenter', 'stop-and-close', 'stop-and-keep'] as const;

interface Step {
  /** Percent of the way from 60 to 260, so that the price leaves the range on both sides. */
  readonly price: number;
  readonly confirms: boolean;
  /** Upper end of the range that a person sets; 0 = none. */
  readonly upper: number;
  /** Investment that a person sets; 0 = none. */
  readonly invests: number;
}

/** A bot whose fills go to the ledger of a backtest as they come, and whose generations are kept as the live shell keeps them. */
class Twice extends ScriptedVenue {
  readonly finished: ClosedTrade[] = [];
  readonly kept = new Map<number, GenerationChapter>();
  private readonly frameOf = frameReader(this.market);
  private readonly ledger = new CellLedger(
    { frame: (): LedgerFrame => this.frameOf(this.state) },
    { trade: (trade) => void this.finished.push(trade) },
  );

  static of(mode: Mode, onRangeExit: string, initial: string): Twice {
    const instrument = mode === 'spot' ? SPOT : PERPETUAL;
    const initialPosition = mode === 'neutral' ? 'none' : initial;
    const document = { lower: '100', upper: '200', levels: 9, investment: '5000' };
    return new Twice(
      { ...document, onRangeExit, mode, initialPosition },
      instrument,
      marketOf(instrument, '0.0007', '0.0011'),
    );
  }

  override send(input: StrategyInput): readonly StrategyOutput[] {
    const before = this.state;
    const outputs = super.send(input);
    const chapter = chapterOfGeneration(this.market, before, this.state);
    // As a column of a table gives it back.
    if (chapter !== null)
      this.kept.set(chapter.number, JSON.parse(JSON.stringify(chapter.content)) as GenerationChapter);
    this.ledger.heard(outputs, epochMs(0));
    return outputs;
  }

  override report(fill: Fill): readonly StrategyOutput[] {
    this.ledger.fill({ kind: 'filled', owner: '', pathStep: 0, position: 'net', fill });
    return super.report(fill);
  }

  at(percent: number): Price {
    return Math.round((60 + percent * 2) * 10 ** this.market.scale.priceDecimals) as Price;
  }

  step(from: Price, { price, confirms, upper, invests }: Step): Price {
    const to = this.at(price);
    this.open(from);
    this.move(from, to);
    if (upper > 0) this.edit({ upper: String(upper) });
    if (invests > 0) this.edit({ investment: String(invests) });
    this.close(to);
    if (confirms) this.confirm();
    return to;
  }

  /** The figures of the live bot, from its state, what was kept, and its fills. */
  live(mark: Price): object | null {
    const frames = framesOfRun(this.market, this.state, this.kept);
    if (frames === null) return null;
    const fills = this.entries.flatMap((entry) => (entry.kind === 'fill' ? [entry.fill] : []));
    const state = JSON.parse(JSON.stringify(this.state)) as GridState;
    const book = runLedger(frames, runEntries(state, fills));
    const { gridProfit: profit, floating, unpairedFees } = gridProfit(frames.at(-1)!, book, mark);
    return { count: book.pairs, profit, floating, unpairedFees };
  }

  /** The same, from the trades of the backtest. */
  backtest(mark: Price): object {
    const { valueFactor } = this.market.scale;
    const open = this.ledger.open();
    const { cash, fees } = this.ledger.leftover();
    let lots = this.strayLots();
    let floating = cash;
    let unpairedFees = fees;
    for (const trade of open) {
      const bought = trade.side === 'long' ? 1 : -1;
      const entered = trade.entries.reduce((sum, { size }) => sum + size, 0);
      const exited = trade.exits.reduce((sum, { size }) => sum + size, 0);
      lots += bought * (entered - exited);
      floating += trade.cash;
      unpairedFees += trade.fees;
    }
    const profit = this.finished.reduce((sum, trade) => sum + trade.cash - trade.fees, 0n);
    return {
      count: this.finished.length,
      profit,
      floating: floating + BigInt(lots) * BigInt(mark) * valueFactor,
      unpairedFees,
    };
  }

  /** Lots that were bought and are in no trade. */
  private strayLots(): number {
    const inTrades = [...this.finished, ...this.ledger.open()].reduce(
      (sum, { side, entries, exits }) => sum + (side === 'long' ? 1 : -1) * (lotsOf(entries) - lotsOf(exits)),
      0,
    );
    const bought = this.entries.reduce((sum, entry) => {
      if (entry.kind !== 'fill') return sum;
      return entry.fill.side === 'buy' ? sum + entry.fill.size : sum - entry.fill.size;
    }, 0);
    return bought - inTrades;
  }
}

const lotsOf = (parts: ClosedTrade['entries']): number => parts.reduce((sum, { size }) => sum + size, 0);

const steps = fc.array(
  fc.record({
    price: fc.integer({ min: 0, max: 100 }),
    confirms: fc.constantFrom(true, true, false),
    upper: fc.constantFrom(0, 0, 0, 180, 220, 240),
    invests: fc.constantFrom(0, 0, 0, 3_000, 8_000),
  }),
  { minLength: 2, maxLength: 16 },
);

describe('the figures of a live grid', () => {
  it('are those of a backtest with the same fills, after any chain of generations', () => {
    let generations = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES),
        fc.constantFrom(...EXITS),
        fc.constantFrom('buy', 'none'),
        steps,
        fc.nat(100),
        (mode, exit, initial, path, percent) => {
          const bot = Twice.of(mode, exit, initial);
          const mark = bot.at(percent);
          let from = bot.step(bot.at(50), { ...path[0]!, price: 45, upper: 0, invests: 0 });
          for (const step of path.slice(1)) {
            from = bot.step(from, step);
            expect(bot.live(mark)).toEqual(bot.backtest(mark));
            generations = Math.max(generations, bot.state.generation);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(generations).toBeGreaterThan(4);
  });

  it('know the price at which a stop has set cells of both sides off against each other', () => {
    const bot = new Twice(
      { ...FIVE, mode: 'neutral', onRangeExit: 'stop-and-close' },
      PERPETUAL,
      marketOf(PERPETUAL),
    );
    bot.close('121');
    for (const leg of ['cell-1-1', 'cell-3-1']) bot.fill(leg);
    bot.close('160');
    expect(bot.state).toMatchObject({ phase: 'stopped', stop: { reason: 'range-exit', offsetAt: 1_600 } });
    expect(bot.finished).toHaveLength(2);
    // Bought at 110, sold at 140, both closed at 160: 50 - 20, less two fees of a thousandth.
    expect(bot.live(bot.at(20))).toEqual({
      ...{ count: 2, profit: money('29.75'), floating: 0n, unpairedFees: 0n },
    });
    expect(bot.live(bot.at(20))).toEqual(bot.backtest(bot.at(20)));
  });

  it('are unknown where one of its generations was never kept', () => {
    const bot = Twice.of('spot', 'wait', 'buy');
    const quiet = { confirms: true, upper: 0, invests: 0 };
    let from = bot.step(bot.at(50), { ...quiet, price: 45 });
    for (const upper of [220, 240]) from = bot.step(from, { ...quiet, price: 45, upper });
    expect(bot.state.generation).toBe(3);
    expect(bot.live(from)).not.toBeNull();
    bot.kept.delete(1);
    expect(bot.live(from)).toBeNull();
  });
});
