/**
 * What the performance yardstick measures: the public code of the product, the same that live trading uses. The reference
 * loops write into three columns that exist already; so do ours, which a caller may give as one who sweeps many lengths does.
 */
import {
  asBot,
  emptyColumns,
  openRun,
  prepareMarket,
  runCandles,
  runMarket,
} from '../dist/backtest/index.js';
import {
  Atr,
  atr,
  Bollinger,
  bollinger,
  bollingerColumns,
  Ema,
  ema,
  Rsi,
  rsi,
} from '../dist/shared/pure/indicators/index.js';
import { NO_OUTPUTS } from '../dist/shared/pure/kernel.js';
import { marketScale } from '../dist/shared/pure/market/scale.js';
import { run as runBots } from './live.mjs';

let columns = bollingerColumns(0);
const columnsOf = (size) => (columns.middle.length === size ? columns : (columns = bollingerColumns(size)));
const columnOf = (size) => columnsOf(size).middle;

export const indicators = {
  full: {
    rsi: (closes, length) => rsi(closes, length, columnOf(closes.length)),
    ema: (closes, length) => ema(closes, length, columnOf(closes.length)),
    atr: (highs, lows, closes, length) => atr(highs, lows, closes, length, columnOf(closes.length)),
    bb: (closes, length, deviations) =>
      bollinger(closes, length, deviations, columnsOf(closes.length)).middle,
  },
  stream: {
    rsi: (length) => new Rsi(length),
    ema: (length) => new Ema(length),
    atr: (length) => new Atr(length),
    bb: (length, deviations) => new Bollinger(length, deviations),
  },
};

const MINUTE_MS = 60_000;

/** Decimals at which the yardstick's prices, binary fractions around 100, are told. */
const DECIMALS = 8;

/** An instrument without ticks, lots and minimums worth the name, as the reference loops have none. */
const SMOOTH = {
  symbol: 'BENCH/USDT',
  kind: 'spot',
  base: 'BENCH',
  quote: 'USDT',
  tick: '0.00000001',
  lot: '1',
  minSize: '1',
  minNotional: '0',
  quoteScale: 8,
  maintenanceRate: null,
  priceBands: null,
};

const terms = (strategy, fee) => ({
  strategy,
  timeframe: null,
  cash: '1000000',
  maker: fee,
  taker: fee,
  venue: null,
  slippageBps: '0',
  funding: { kind: 'none' },
  fill: 'touch',
  from: null,
  to: null,
});

/** The candles as the product keeps them: columns of exact integers, their minutes moved to whole ones. */
const candlesOf = (columns) => once(columns, 'candles', () => readColumns(columns));

/** Candles are read, and a market is prepared, once; both are then run many times, as in a sweep and as the yardstick does. */
const known = new WeakMap();
function once(columns, what, make) {
  const made = known.get(columns) ?? new Map();
  known.set(columns, made);
  if (!made.has(what)) made.set(what, make());
  return made.get(what);
}

function readColumns({ n, ts, o, h, l, c }) {
  const candles = emptyColumns(n, DECIMALS);
  const late = ts[0] % MINUTE_MS;
  for (let i = 0; i < n; i += 1) candles.time[i] = ts[i] - late;
  scaleInto(o, candles.open);
  scaleInto(h, candles.high);
  scaleInto(l, candles.low);
  scaleInto(c, candles.close);
  return candles;
}

function scaleInto(from, into) {
  for (let i = 0; i < into.length; i += 1) into[i] = Math.round(from[i] * 1e8);
}

/** Flat and RSI crosses up through `lo`: buy at the next open. Long and RSI crosses up through `hi`: sell. */
function rsiCrossBot({ period, lo, hi, qty }) {
  const market = (cycle, side) => ({
    kind: 'place',
    order: { type: 'market', leg: side, cycle, side, reason: side, reduceOnly: false, size: qty },
    replaces: null,
  });
  return asBot({
    kernel: {
      start: () => ({ cycle: 0, long: false }),
      step: (state, input) => {
        if (input.kind === 'order-filled')
          return { state: { cycle: state.cycle, long: input.fill.side === 'buy' }, outputs: NO_OUTPUTS };
        if (input.kind === 'candle-closed') {
          const p = input.values['rsi.previous'];
          const c = input.values.rsi;
          if (state.long ? p < hi && c >= hi : p < lo && c >= lo) {
            const cycle = state.long ? state.cycle : state.cycle + 1;
            return {
              state: { cycle, long: state.long },
              outputs: [market(cycle, state.long ? 'sell' : 'buy')],
            };
          }
        }
        return unchanged(state);
      },
    },
    settings: { leverage: 1, marginMode: 'cross' },
    decisionMs: MINUTE_MS,
    intrabar: false,
    needs: { rsiLength: period, atrLength: null, trend: null },
    trades: { kind: 'cycles' },
  });
}

/** Most steps change nothing: the last one is handed out again. */
let last = { state: null, outputs: NO_OUTPUTS };
const unchanged = (state) => (last.state === state ? last : (last = { state, outputs: NO_OUTPUTS }));

function rsiCrossMarket(candles, options) {
  const scale = marketScale(SMOOTH, DECIMALS);
  return {
    ...{ instrument: SMOOTH, scale, candles, first: 0, candleMs: MINUTE_MS },
    ...{ bot: rsiCrossBot(options), funding: { kind: 'none' } },
  };
}

/** What the run has made of the cash, marked at the last close; equity is exact, the yardstick's is a double. */
const profit = ({ account, run, request }) =>
  Number(account.cash - BigInt(request.cash) * 10n ** 18n) / 1e18 +
  run.book.position * run.book.price * run.book.rules.valueNumber;

/** Lines of the ladder in steps of the tick, rounded half up as the product does. */
const lineText = (lo, hi, levels, index) => {
  const cells = BigInt(levels - 1);
  const units = BigInt(lo) * 100_000_000n * cells + BigInt(hi - lo) * 100_000_000n * BigInt(index);
  const rounded = (2n * units + cells) / (2n * cells);
  return `${rounded / 100_000_000n}.${String(rounded % 100_000_000n).padStart(DECIMALS, '0')}`;
};

/** Entries and exits of all trades, those still open included. */
const partsOf = ({ run }) =>
  run.ledger.open().reduce((sum, { entries, exits }) => sum + entries.length + exits.length, 0) +
  run.journal.trades.parts;

/** The newest run, kept as one does who looks at its result: code compiled for its objects then outlives a collection. */
const newest = { run: null };
const kept = (done) => (newest.run = done);

export const backtest = {
  rsiCross: async (d, { period, lo, hi, fee, qty }) => {
    const request = terms('hyper-rsi', String(fee));
    const options = { period, lo, hi, qty };
    const market = once(d, `rsi ${JSON.stringify(options)}`, () => rsiCrossMarket(candlesOf(d), options));
    const done = kept(runMarket(request, market));
    return { trades: done.run.journal.totals.trades, pnl: profit(done) };
  },
  grid: async (d, { lo, hi, levels, qty, fee }) => {
    const request = terms('grid', String(fee));
    // A cell trades `amount / upper line`, floored: an amount of `qty` upper lines is `qty`.
    const amounts = Array.from({ length: levels - 1 }, (_, cell) =>
      lineText(lo * qty, hi * qty, levels, cell + 1),
    );
    const settings = {
      ...{ symbol: SMOOTH.symbol, mode: 'spot', spacing: 'arithmetic', initialPosition: 'buy' },
      ...{ lower: String(lo), upper: String(hi), levels, amounts, investment: '900000' },
    };
    const market = once(d, `grid ${JSON.stringify([settings, fee])}`, () =>
      prepareMarket(request, { settings, instrument: SMOOTH }, candlesOf(d)),
    );
    const done = kept(runMarket(request, market));
    return { trades: done.run.journal.trades.length, fills: partsOf(done), pnl: profit(done) };
  },
  hyper: async (d) => {
    const request = { ...terms('hyper-rsi', '0.0005'), cash: '10000', maker: '0.0002', slippageBps: '2' };
    const market = once(d, 'hyper', () =>
      prepareMarket(request, { settings: {}, instrument: null }, candlesOf(d)),
    );
    const done = kept(runMarket(request, market));
    return { trades: done.run.journal.trades.length, fills: partsOf(done) };
  },
  /** The same candles again and again, each time later; sums are kept, nothing else is. */
  chunked: async (n, part) => {
    const candles = readColumns(part);
    const request = terms('hyper-rsi', '0.0005');
    const market = rsiCrossMarket(candles, { period: 14, lo: 30, hi: 70, qty: 1 });
    const opened = kept(openRun(request, market, { keeping: 'totals' }));
    const columns = { ...candles, candleMs: MINUTE_MS };
    for (let done = 0; done < n; done += part.n) {
      runCandles(opened, columns, 0, part.n);
      for (let i = 0; i < part.n; i += 1) candles.time[i] += part.n * MINUTE_MS;
    }
    return { trades: opened.run.journal.totals.trades, pnl: profit(opened) };
  },
};

/** Bots on the live path: from a candle's messages to intents that are ready to be committed. */
export const live = { run: runBots };
