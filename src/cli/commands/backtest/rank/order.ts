import { readFileSync } from 'node:fs';
import { BadInput } from '../../../../backtest/bad-input.js';
import { RANKED_BY, type RankedBy } from '../../../../backtest/rank/rank-result.js';
import type { RankTerms } from '../../../../backtest/rank/rank-symbols.js';
import { spreadOf } from '../../../../backtest/rank/spread.js';
import { parseDecimal } from '../../../../shared/pure/numbers/decimal.js';
import type { Values } from '../../../command.js';
import { readOrder, splitSymbol, type Order, type OrderedSymbol } from '../order.js';
import type { rankOptions } from './options.js';

type Given = Values<typeof rankOptions>;

const USUAL_DAYS = 30;
const MOST_DAYS = 3_650;

export type NamedSymbol = OrderedSymbol & { readonly symbol: string };

/** What the command line asks for, read and checked as far as it can be without the candles. */
export interface RankOrder {
  readonly terms: RankTerms;
  /** As they were given, the excluded ones too. */
  readonly symbols: readonly NamedSymbol[];
  readonly days: number;
  readonly to: number | null;
  readonly allow: readonly string[] | null;
  readonly deny: readonly string[];
  /** Spreads of the order books that were given, in basis points. */
  readonly spreads: ReadonlyMap<string, string>;
  readonly language: Order['language'];
  readonly cacheDir: string;
}

/** @throws BadInput with one line. */
export async function readRankOrder(given: Given, env: NodeJS.ProcessEnv): Promise<RankOrder> {
  const {
    days,
    by,
    book,
    allow,
    deny,
    'min-volume': minVolume,
    'max-spread-bps': maxSpread,
    ...rest
  } = given;
  const { request, symbols, language, cacheDir } = await readOrder({ ...rest, strategy: 'grid' }, env);
  const named = symbols.filter((one): one is NamedSymbol => one.symbol !== null);
  if (named.length < symbols.length)
    throw new BadInput('--candles: give every file with its symbol, SYMBOL=FILE.');
  const { strategy: _, from: __, to, ...assumed } = request;
  const allowed = allow ?? null;
  const missing = allowed?.find((symbol) => named.every((one) => one.symbol !== symbol));
  if (missing !== undefined) throw new BadInput(`--allow ${missing}: there are no candles of it.`);
  return {
    terms: {
      request: assumed,
      by: measureOf(by),
      minVolume: minVolume === undefined ? null : Number(positive('--min-volume', minVolume)),
      maxSpreadBps: maxSpread === undefined ? null : positive('--max-spread-bps', maxSpread),
    },
    symbols: named,
    days: daysOf(days),
    to,
    allow: allowed,
    deny: deny ?? [],
    spreads: spreadsOf(book ?? [], named),
    ...{ language, cacheDir },
  };
}

function measureOf(text: string | undefined): RankedBy {
  const found = RANKED_BY.find((measure) => measure === (text ?? RANKED_BY[0]));
  if (found !== undefined) return found;
  throw new BadInput(`--by ${text!} is not one of ${RANKED_BY.join(', ')}.`);
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return USUAL_DAYS;
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new BadInput(`--days ${text} is not a whole number 1..${MOST_DAYS}.`);
}

function positive(option: string, text: string): string {
  const value = parseDecimal(text);
  if (value !== null && value.units >= 0n) return text;
  throw new BadInput(`${option} ${text} is not a decimal >= 0.`);
}

function spreadsOf(books: readonly string[], symbols: readonly NamedSymbol[]): ReadonlyMap<string, string> {
  const spreads = new Map<string, string>();
  for (const value of books) {
    const parts = splitSymbol(value);
    if (parts === null) throw new BadInput(`--book ${value}: give it with its symbol, SYMBOL=FILE.`);
    const [symbol, file] = parts;
    if (symbols.every((one) => one.symbol !== symbol))
      throw new BadInput(`--book ${symbol}: there are no candles of it.`);
    spreads.set(symbol, spreadOf(symbol, bookIn(symbol, file)));
  }
  return spreads;
}

function bookIn(symbol: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === undefined ? `is not JSON (${(error as Error).message})` : `cannot be read (${code})`;
    throw new BadInput(`--book ${symbol}: ${file} ${why}.`, { cause: error });
  }
}
