import fc from 'fast-check';
import { Rsi } from '../../src/shared/pure/indicators/index.js';
import { formatPrice, marketScale } from '../../src/shared/pure/market/scale.js';
import { formatMoney, money } from '../../src/shared/pure/numbers/money.js';
import type { StrategyInput } from '../../src/shared/pure/strategy/input.js';
import type { StrategyOutput } from '../../src/shared/pure/strategy/output.js';
import { epochMs, type EpochMs } from '../../src/shared/pure/time/epoch.js';
import {
  accept,
  alongPath,
  atClose,
  atOpen,
  equityAt,
  freeze,
  openAccount,
  openBook,
  thaw,
  type Book,
  type BookEvent,
  type BookState,
  type BookTerms,
  type PathCandle,
} from '../../src/modules/exchange/domain/index.js';
import {
  hyperRsiKernel,
  hyperRsiMarket,
  readHyperRsiSettings,
  type HyperRsiState,
} from '../../src/modules/hyper-rsi/domain/index.js';
import { hedgeLegOf } from '../../src/modules/hyper-rsi/domain/state.js';
import { PERPETUAL } from '../../src/modules/hyper-rsi/domain/testing/bot.js';

const MINUTE_MS = 60_000;

/** Settings, a market and what the trend says at each close. */
interface Script {
  readonly document: object;
  readonly marginMode: 'cross' | 'isolated';
  readonly candles: readonly PathCandle[];
  readonly trends: readonly (-2 | 0 | 2)[];
}

const move = fc.record({
  gap: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -40, max: 40 }) },
  ),
  body: fc.integer({ min: -25, max: 25 }),
  up: fc.integer({ min: 0, max: 15 }),
  down: fc.integer({ min: 0, max: 15 }),
  trend: fc.constantFrom(-2 as const, 0 as const, 0 as const, 0 as const, 2 as const),
});

const document = fc.record({
  timeframe: fc.constant('1m'),
  leverage: fc.constantFrom(2, 10, 25),
  margin: fc.constantFrom('20', '150'),
  entryMultiplier: fc.constantFrom('0.7', '1', '2'),
  pyramidingLimit: fc.integer({ min: 2, max: 4 }),
  pyramidingSpacing: fc.constantFrom(
    { value: '0.5' },
    { unit: 'amount', value: '1' },
    { unit: 'atr', value: '1' },
  ),
  pyramidingNeedsSignal: fc.constantFrom(false, false, true),
  addsAfterTakeProfit: fc.boolean(),
  rsiLength: fc.constant(2),
  entryRule: fc.constantFrom('breakout', 'inflection', 'beyond'),
  cooldownSec: fc.constantFrom(0, 120),
  cooldownCandles: fc.constantFrom(0, 2),
  maxNotional: fc.constant('100000'),
  stopLoss: fc.constantFrom({ value: '2' }, { value: '5' }, { enabled: false }),
  trailing: fc.constantFrom(
    { enabled: false },
    { armedBy: 'tp1' },
    { offset: { unit: 'tp-gap', value: null } },
  ),
  hedge: fc.oneof(
    { weight: 1, arbitrary: fc.constant({ enabled: false }) },
    {
      weight: 3,
      arbitrary: fc.record({
        enabled: fc.constant(true),
        trigger: fc.integer({ min: 1, max: 3 }),
        size: fc.constantFrom({ unit: 'percent', value: '30' }, { unit: 'percent', value: '150' }),
        takeProfit: fc.constantFrom(
          { unit: 'none', value: null },
          { unit: 'last-add', value: null },
          { unit: 'main-stop', value: null },
          { unit: 'percent', value: '1' },
        ),
        closeMainOnTakeProfit: fc.boolean(),
        stopLoss: fc.constantFrom({ enabled: false }, { enabled: true, value: '1' }),
        limit: fc.integer({ min: 1, max: 3 }),
        closeOnTrendClose: fc.boolean(),
      }),
    },
  ),
});

const script: fc.Arbitrary<Script> = fc
  .record({
    document,
    marginMode: fc.constantFrom('cross' as const, 'isolated' as const),
    moves: fc.array(move, { minLength: 20, maxLength: 120, size: 'max' }),
  })
  .map(({ moves, ...rest }) => {
    let price = 100_000;
    const candles = moves.map(({ gap, body, up, down }, index): PathCandle => {
      const open = Math.max(20_000, price + gap * 100);
      price = Math.max(20_000, open + body * 100);
      return {
        openAt: epochMs(index * MINUTE_MS),
        endAt: epochMs((index + 1) * MINUTE_MS),
        open: open as never,
        high: (Math.max(open, price) + up * 100) as never,
        low: (Math.min(open, price) - down * 100) as never,
        close: price as never,
      };
    });
    return { ...rest, candles, trends: moves.map(({ trend }) => trend) };
  });

/** Writes the memory of strategy and venue down as JSON after each candle and goes on from what was written. */
interface Options {
  readonly restarts?: boolean;
  readonly watch?: (book: Book, state: HyperRsiState) => void;
}

const json = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The strategy on the paper venue: every event is an input, every output is carried out before the next event is told. */
function run({ document: settingsDocument, marginMode, candles, trends }: Script, options: Options = {}) {
  const read = readHyperRsiSettings(settingsDocument, {
    kind: 'perpetual',
    equity: '1000',
    positionMode: 'hedge',
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const settings = read.value;
  const scale = marketScale(PERPETUAL, 3);
  const terms: BookTerms = {
    scale,
    leverage: settings.leverage,
    marginMode,
    positionMode: settings.hedge.enabled ? 'hedge' : 'one-way',
    fees: { maker: '0.0002', taker: '0.0005' },
    slippageBps: '2',
    fillRule: 'touch',
    funding: { kind: 'none' },
  };
  const kernel = hyperRsiKernel(hyperRsiMarket(scale, { taker: '0.0005' }));
  const opened = openBook(terms, openAccount(money('1000')));
  if (!opened.ok) throw new Error(opened.error.message);
  let book = opened.value;
  let state = kernel.start(settings);
  const tape: (StrategyOutput | BookEvent)[] = [];
  const step = (input: StrategyInput, at: EpochMs): void => {
    const next = kernel.step(state, input, { at, seq: tape.length }, settings);
    state = next.state;
    for (const output of next.outputs) {
      tape.push(output);
      if (output.kind !== 'place' && output.kind !== 'cancel') continue;
      const result = accept(book, output);
      if (result.ok) hear(result.value);
      else if (output.kind === 'place')
        step(
          {
            kind: 'order-rejected',
            leg: output.order.leg,
            cycle: output.order.cycle,
            code: result.error.code,
          },
          at,
        );
    }
  };
  const hear = (events: readonly BookEvent[]): void => {
    for (const event of events) {
      tape.push(event);
      if (event.kind === 'filled') step({ kind: 'order-filled', fill: event.fill }, event.fill.at);
      else if (event.kind === 'cancelled')
        step({ kind: 'order-cancelled', leg: event.leg, cycle: event.cycle, code: event.cause }, event.at);
      else if (event.kind === 'rejected')
        step(
          { kind: 'order-rejected', leg: event.leg, cycle: event.cycle, code: event.refusal.code },
          event.at,
        );
    }
  };
  const rsi = new Rsi(settings.rsiLength);
  let previous: number | null = null;
  candles.forEach((candle, index) => {
    for (let events = atOpen(book, candle); events.length > 0; events = atOpen(book, candle)) hear(events);
    hear(alongPath(book, candle));
    atClose(book, candle);
    const current = rsi.next(Number(formatPrice(scale, candle.close)));
    const values = { rsi: current, 'rsi.previous': previous, atr: 1, trend: trends[index]! };
    previous = current;
    const equity = formatMoney(equityAt(book, candle.close));
    const account = { equity, cash: formatMoney(book.account.cash) };
    step(
      {
        kind: 'candle-closed',
        open: candle.openAt,
        close: candle.close,
        values,
        account,
        tradingAllowed: true,
      },
      candle.endAt,
    );
    options.watch?.(book, state);
    if (options.restarts !== true) return;
    state = json(state);
    const thawed = thaw(json<BookState>(freeze(book)), terms, openAccount(book.account.cash as never));
    if (!thawed.ok) throw new Error(thawed.error.message);
    book = thawed.value;
  });
  return { tape, state, book, settings };
}

/** Positions with their averages to the 12th decimal, the long one first. */
const knownTo = (state: HyperRsiState): string =>
  [state.open, hedgeLegOf(state)]
    .flatMap((leg) =>
      leg === null || leg.size === 0
        ? []
        : [`${leg.side === 'long' ? leg.size : 0 - leg.size} at ${leg.average}`],
    )
    .sort()
    .join(', ');

const heldBy = ({ position, average, short }: Book): string =>
  [{ position, average }, ...(short === null ? [] : [short])]
    .flatMap((held) => (held.position === 0 ? [] : [`${held.position} at ${held.average}`]))
    .sort()
    .join(', ');

const RUNS = { numRuns: 60 };

describe('HyperRSI on the paper venue', () => {
  it('knows both positions as the venue has them, and leaves no order behind when both are flat', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const wrong: string[] = [];
        run(plan, {
          watch: (book, state) => {
            const known = knownTo(state);
            const there = heldBy(book);
            if (known !== there) wrong.push(`${known}, but the venue has ${there}`);
            if (there === '' && state.open === null && hedgeLegOf(state) === null && book.orders.size > 0)
              wrong.push([...book.orders.keys()].join(' '));
          },
        });
        expect(wrong).toEqual([]);
      }),
      RUNS,
    );
  });

  it('does the same when strategy and venue start again at every candle', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const plain = run(plan);
        const restarted = run(plan, { restarts: true });
        expect(restarted.tape).toEqual(plain.tape);
        expect(restarted.state).toEqual(json(plain.state));
        expect(json(freeze(restarted.book))).toEqual(json(freeze(plain.book)));
      }),
      RUNS,
    );
  });

  it('does on the first candles alone what it does on them in the full run', () => {
    fc.assert(
      fc.property(script, fc.nat(), (plan, cut) => {
        const whole = run(plan).tape;
        const head = run({ ...plan, candles: plan.candles.slice(0, cut % plan.candles.length) }).tape;
        expect(whole.slice(0, head.length)).toEqual(head);
      }),
      RUNS,
    );
  });

  it('is refused nothing but for want of money', () => {
    fc.assert(
      fc.property(script, (plan) => {
        const codes = run(plan).tape.flatMap((event) =>
          event.kind === 'note' && event.code === 'rejected' ? [event.details['code']] : [],
        );
        expect(codes.filter((code) => code !== 'insufficient-margin')).toEqual([]);
      }),
      RUNS,
    );
  });
});
