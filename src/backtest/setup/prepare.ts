import { openBook, type Account, type Book } from '../../modules/exchange/domain/index.js';
import { stopDecimals, type GridSettings } from '../../modules/grid/domain/index.js';
import { marketScale, type MarketScale } from '../../shared/pure/market/scale.js';
import type { Instrument } from '../../shared/pure/market/instrument.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import { BadInput } from '../bad-input.js';
import { firstAt, inDecimals, sliceColumns, type CandleColumns } from '../candles/columns.js';
import { candleMs } from '../candles/timeline.js';
import type { Bot } from '../strategies/bot.js';
import { gridBot } from '../strategies/grid-bot.js';
import { hyperRsiBot } from '../strategies/hyper-rsi-bot.js';
import { readInstrument } from './read-instrument.js';
import type { FundingRequest, SymbolRequest, TradingRequest } from './request.js';

/** One symbol, checked and ready to run: everything is told in the integers of its scale. */
export interface PreparedMarket {
  readonly instrument: Instrument;
  readonly scale: MarketScale;
  readonly bot: Bot;
  /** Rows before `--to`, warm-up included. */
  readonly candles: CandleColumns;
  /** Index of the first row in range. */
  readonly first: number;
  readonly candleMs: number;
  readonly funding: FundingRequest;
}

/** @throws BadInput with one line that says what cannot be used and what could. */
export function prepareMarket(
  request: TradingRequest,
  symbol: SymbolRequest,
  file: CandleColumns,
): PreparedMarket {
  const rows = sliceColumns(file, 0, request.to === null ? file.length : firstAt(file, request.to));
  const first = request.from === null ? 0 : firstAt(rows, request.from);
  if (first >= rows.length) throw new BadInput('candles: there is none in the range asked for');
  const lengthMs = candleMs(rows);
  if (lengthMs === null) throw new BadInput('candles: at least two are needed to tell their timeframe');
  const instrument = readInstrument(symbol.instrument, symbol.settings, request.strategy);
  const document = withTimeframe(symbol.settings, request);
  const { candles, scale } = inScale(instrument, rows, { document, decimals: symbol.decimals ?? 0 }, request);
  const { cash, maker, taker } = request;
  const terms = { scale, fees: { maker, taker }, cash, candleMs: lengthMs };
  const bot = request.strategy === 'grid' ? gridBot(document, terms) : hyperRsiBot(document, terms);
  if (bot.decisionMs % lengthMs !== 0)
    throw new BadInput(
      `timeframe: decisions every ${minutes(bot.decisionMs)} cannot be made from candles of ${minutes(lengthMs)}`,
    );
  return {
    instrument,
    scale,
    bot,
    candles,
    first,
    candleMs: lengthMs,
    funding: symbol.funding ?? request.funding,
  };
}

const minutes = (ms: number): string => `${ms / TIMEFRAME_MS['1m']} minutes`;

function withTimeframe(settings: unknown, { timeframe }: TradingRequest): unknown {
  if (timeframe === null || typeof settings !== 'object' || settings === null) return settings;
  return { ...settings, timeframe };
}

/** Prices off the tick, of the candles and of stops, make the scale finer than the tick. */
function inScale(
  instrument: Instrument,
  rows: CandleColumns,
  { document, decimals }: { readonly document: unknown; readonly decimals: number },
  { strategy }: TradingRequest,
): { readonly candles: CandleColumns; readonly scale: MarketScale } {
  try {
    const stops = strategy === 'grid' ? stopDecimalsOf(document) : 0;
    const scale = marketScale(instrument, Math.max(rows.decimals, stops, decimals));
    return { scale, candles: inDecimals(rows, scale.priceDecimals) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadInput(`instrument ${instrument.symbol}: ${error.message}`, { cause: error });
  }
}

function stopDecimalsOf(document: unknown): number {
  try {
    return stopDecimals(document as GridSettings);
  } catch {
    // Whatever is wrong with the document is said when it is read.
    return 0;
  }
}

/** Opens the book that the bot trades on. @throws BadInput when an assumption cannot be used. */
export function openBookFor(
  request: TradingRequest,
  { scale, bot, funding }: PreparedMarket,
  account: Account,
): Book {
  const { leverage, marginMode, hedge } = bot.settings as {
    readonly leverage: number;
    readonly marginMode: 'cross' | 'isolated';
    readonly hedge?: { readonly enabled: boolean };
  };
  const { maker, taker, slippageBps, fill } = request;
  const opened = openBook(
    {
      scale,
      leverage,
      marginMode,
      positionMode: hedge?.enabled === true ? 'hedge' : 'one-way',
      fees: { maker, taker },
      slippageBps,
      fillRule: fill,
      funding,
    },
    account,
  );
  if (!opened.ok) throw new BadInput(opened.error.message);
  return opened.value;
}
