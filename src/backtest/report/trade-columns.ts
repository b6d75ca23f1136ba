import { divide, formatUnits, parseDecimal, rescale } from '../../shared/pure/numbers/decimal.js';
import type { Trade, TradeFill } from '../result/backtest-result.js';
import { Lexicon, steps, type Steps } from './columns.js';

/** More trades than this are not listed: the last ones are, and the page says so. */
export const MOST_TRADES = 100_000;
/** Beyond this many fills the list shows trades without their single fills and their extremes. */
const MOST_FILLS = 60_000;
/** Decimals of an average price beyond those of the prices it is made of. */
const AVERAGE_DECIMALS = 2;

/** The trades as columns; amounts are the texts of the result. */
export interface TradeColumns {
  /** Trades of the result; `id` has those listed. */
  readonly total: number;
  readonly id: Steps;
  readonly symbol: readonly number[] | null;
  /** `L` or `S` for each. */
  readonly sides: string;
  readonly openedAt: Steps;
  readonly closedAt: Steps;
  readonly size: readonly string[];
  /** Averages; the price itself where all fills have the same. */
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  readonly fees: readonly string[];
  readonly funding: readonly string[];
  readonly netPnl: readonly string[];
  readonly adverse: readonly string[] | null;
  readonly favourable: readonly string[] | null;
  /** Of the last exit. */
  readonly reason: readonly number[];
  readonly fills: FillColumns | null;
  /** What `symbol` and `reason` point into. */
  readonly texts: readonly string[];
}

/** The fills of all listed trades one after the other, entries before exits. */
export interface FillColumns {
  readonly entries: readonly number[];
  readonly exits: readonly number[];
  readonly at: Steps;
  readonly price: readonly string[];
  readonly size: readonly string[];
  readonly fee: readonly string[];
  readonly reason: readonly number[];
}

export function tradeColumns(trades: readonly Trade[]): TradeColumns {
  const listed = trades.slice(-MOST_TRADES);
  const lexicon = new Lexicon();
  const fills = listed.flatMap(({ entries, exits }) => [...entries, ...exits]);
  const detailed = fills.length <= MOST_FILLS;
  const named = listed.some(({ symbol }) => symbol !== undefined);
  const columns = {
    total: trades.length,
    id: steps(
      listed.map(({ id }) => id),
      0,
    ),
    symbol: named ? listed.map(({ symbol }) => lexicon.indexOf(symbol ?? '')) : null,
    sides: listed.map(({ side }) => (side === 'long' ? 'L' : 'S')).join(''),
    openedAt: times(listed.map(({ openedAt }) => openedAt)),
    closedAt: times(listed.map(({ closedAt }) => closedAt)),
    size: listed.map(({ entries }) => totalSize(entries)),
    entry: listed.map(({ entries }) => averagePrice(entries)),
    exit: listed.map(({ exits }) => averagePrice(exits)),
    fees: listed.map(({ fees }) => fees),
    funding: listed.map(({ funding }) => funding),
    netPnl: listed.map(({ netPnl }) => netPnl),
    adverse: detailed ? listed.map(({ maxAdverse }) => maxAdverse) : null,
    favourable: detailed ? listed.map(({ maxFavourable }) => maxFavourable) : null,
    reason: listed.map(({ exits }) => lexicon.indexOf(exits.at(-1)?.reason ?? '')),
    fills: detailed ? fillColumns(fills, listed, lexicon) : null,
  };
  return { ...columns, texts: lexicon.texts };
}

function fillColumns(fills: readonly TradeFill[], trades: readonly Trade[], lexicon: Lexicon): FillColumns {
  return {
    entries: trades.map(({ entries }) => entries.length),
    exits: trades.map(({ exits }) => exits.length),
    at: times(fills.map(({ at }) => at)),
    price: fills.map(({ price }) => price),
    size: fills.map(({ size }) => size),
    fee: fills.map(({ fee }) => fee),
    reason: fills.map(({ reason }) => lexicon.indexOf(reason)),
  };
}

const times = (values: readonly number[]): Steps => steps(values, 0);

function totalSize(fills: readonly TradeFill[]): string {
  if (fills.length === 1) return fills[0]!.size;
  const scale = scaleOf(fills.map(({ size }) => size));
  return formatUnits(
    fills.reduce((sum, { size }) => sum + unitsAt(size, scale), 0n),
    scale,
  );
}

/** The average price by size, rounded half up two decimals below the prices. */
export function averagePrice(fills: readonly TradeFill[]): string {
  const first = fills[0];
  if (first === undefined) return '';
  if (fills.every(({ price }) => price === first.price)) return first.price;
  const priceScale = scaleOf(fills.map(({ price }) => price));
  const sizeScale = scaleOf(fills.map(({ size }) => size));
  let size = 0n;
  let value = 0n;
  for (const fill of fills) {
    const units = unitsAt(fill.size, sizeScale);
    size += units;
    value += units * unitsAt(fill.price, priceScale + AVERAGE_DECIMALS);
  }
  return formatUnits(divide(value, size, 'half-up'), priceScale + AVERAGE_DECIMALS);
}

const decimal = (text: string): { readonly units: bigint; readonly scale: number } => {
  const value = parseDecimal(text);
  if (value === null) throw new RangeError(`not a plain decimal: ${text}`);
  return value;
};

const scaleOf = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map((text) => decimal(text).scale));

/** Never null: the scale is at least that of the text. */
const unitsAt = (text: string, scale: number): bigint => rescale(decimal(text), scale)!;
