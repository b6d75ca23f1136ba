import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput } from '../../../backtest/bad-input.js';
import { readFunding } from '../../../backtest/setup/read-funding.js';
import { readInstrument } from '../../../backtest/setup/read-instrument.js';
import { USUAL, type FundingRequest, type TradingRequest } from '../../../backtest/setup/request.js';
import { venueFees } from '../../../backtest/setup/venue-fees.js';
import { parseDecimal } from '../../../shared/pure/numbers/decimal.js';
import type { StrategyKind } from '../../../shared/pure/strategy/instance.js';
import { isTimeframe, TIMEFRAMES, type Timeframe } from '../../../shared/pure/time/timeframe.js';
import type { Values } from '../../command.js';
import type { backtestOptions } from './options.js';

type Given = Values<typeof backtestOptions>;

/** One symbol as the command line asks for it. */
export interface OrderedSymbol {
  /** Null where there is only one and it was not named. */
  readonly symbol: string | null;
  readonly files: readonly string[];
  readonly settings: unknown;
  readonly instrument: unknown;
  readonly funding: FundingRequest;
}

/** What the command line asks for, read and checked as far as it can be without the candles. */
export interface Order {
  readonly request: TradingRequest;
  readonly symbols: readonly OrderedSymbol[];
  readonly language: 'ko' | 'en';
  readonly cacheDir: string;
}

/** @throws BadInput with one line. */
export async function readOrder(given: Given, env: NodeJS.ProcessEnv): Promise<Order> {
  const strategy = strategyOf(given.strategy);
  const symbols: OrderedSymbol[] = [];
  for (const [symbol, files] of bySymbol(given.candles)) {
    const settings = withSymbol(settingsOf(named(given.settings, symbol)), symbol);
    const instrument = instrumentOf(named(given.instrument, symbol), symbol);
    symbols.push({
      symbol,
      files,
      settings,
      instrument,
      funding: await fundingOf(named(given.funding, symbol)),
    });
  }
  const fees = feesOf(given, strategy, symbols[0]!);
  const request: TradingRequest = {
    strategy,
    timeframe: timeframeOf(given.timeframe),
    cash: decimal('--cash', given.cash ?? USUAL.cash, '> 0', (units) => units > 0n),
    ...fees,
    venue: given.venue ?? null,
    slippageBps: decimal(
      '--slippage-bps',
      given['slippage-bps'] ?? USUAL.slippageBps,
      '>= 0',
      (units) => units >= 0n,
    ),
    funding: { kind: 'none' },
    fill: fillOf(given.fill),
    from: timeOf('--from', given.from),
    to: timeOf('--to', given.to),
  };
  if (request.from !== null && request.to !== null && request.from >= request.to)
    throw new BadInput(`--from ${given.from!} is not before --to ${given.to!}.`);
  const cacheDir = join(resolve(env['TB_DATA_DIR'] ?? './.data'), '.cache');
  return { request, symbols, language: languageOf(given.lang, env), cacheDir };
}

function strategyOf(text: string | undefined): StrategyKind {
  if (text === 'hyper-rsi' || text === 'grid') return text;
  throw new BadInput(
    text === undefined
      ? '--strategy is required: hyper-rsi or grid.'
      : `--strategy ${text} is not hyper-rsi or grid.`,
  );
}

const NAMED = /^([A-Za-z0-9.-]{1,20}(?:\/[A-Za-z0-9.-]{1,20}(?::[A-Za-z0-9.-]{1,20})?)?)=(.+)$/s;

/** `SYMBOL=VALUE` in its parts; null where no symbol stands before, or the whole is the name of a file. A symbol has a slash or is Upbit's `KRW-BTC`. */
export function splitSymbol(value: string): readonly [symbol: string, value: string] | null {
  const match = existsSync(value) ? null : NAMED.exec(value);
  if (match === null || !/\/|^KRW-/.test(match[1]!)) return null;
  return [match[1]!, match[2]!];
}

function bySymbol(candles: readonly string[] | undefined): ReadonlyMap<string | null, readonly string[]> {
  if (candles === undefined || candles.length === 0)
    throw new BadInput(
      '--candles is required: a CSV or CSV.gz file with timestamp,open,high,low,close,volume.',
    );
  const groups = new Map<string | null, string[]>();
  for (const value of candles) {
    const parts = splitSymbol(value);
    const symbol = parts?.[0] ?? null;
    groups.set(symbol, [...(groups.get(symbol) ?? []), parts?.[1] ?? value]);
  }
  if (groups.size > 1 && groups.has(null))
    throw new BadInput('--candles: either every file is given as SYMBOL=FILE, or none is.');
  return groups;
}

/** The value meant for a symbol: its own, else the one without a name. */
function named(values: readonly string[] | undefined, symbol: string | null): string | undefined {
  const own = values?.map(splitSymbol).findLast((parts) => parts !== null && parts[0] === symbol);
  return own?.[1] ?? values?.findLast((value) => splitSymbol(value) === null);
}

/** JSON given as text or in a file; nothing given = all defaults. */
function settingsOf(text: string | undefined): unknown {
  if (text === undefined) return {};
  return jsonOf('--settings', text);
}

function withSymbol(settings: unknown, symbol: string | null): unknown {
  if (symbol === null || typeof settings !== 'object' || settings === null) return settings;
  return { ...settings, symbol: symbol === 'KRW-BTC' ? 'BTC/KRW' : symbol };
}

function instrumentOf(text: string | undefined, symbol: string | null): unknown {
  if (text === undefined) return symbol;
  return text.trimStart().startsWith('{') || /\.json$/i.test(text) ? jsonOf('--instrument', text) : text;
}

function jsonOf(option: string, text: string): unknown {
  const isText = /^\s*[[{"]/.test(text);
  let document = text;
  try {
    if (!isText) document = readFileSync(text, 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new BadInput(`${option}: ${text} is neither JSON nor a file that can be read (${code}).`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(document) as unknown;
  } catch (error) {
    const where = isText ? 'the text' : text;
    throw new BadInput(`${option}: ${where} is not JSON (${(error as Error).message}).`, { cause: error });
  }
}

async function fundingOf(text: string | undefined): Promise<FundingRequest> {
  if (text === undefined) return { kind: 'none' };
  if (parseDecimal(text) !== null) return { kind: 'constant', rate: text };
  return { kind: 'list', file: text, charges: await readFunding(text) };
}

function feesOf(
  given: Given,
  strategy: StrategyKind,
  { instrument, settings }: OrderedSymbol,
): Pick<TradingRequest, 'maker' | 'taker'> {
  const base =
    given.venue === undefined
      ? USUAL
      : venueFees(given.venue, readInstrument(instrument, settings, strategy).kind);
  return {
    maker: decimal(
      '--maker',
      given.maker ?? base.maker,
      'a rate below 1',
      (units, one) => units < one && units > -one,
    ),
    taker: decimal(
      '--taker',
      given.taker ?? base.taker,
      '0 or more and below 1',
      (units, one) => units < one && units >= 0n,
    ),
  };
}

function decimal(
  option: string,
  text: string,
  allowed: string,
  isAllowed: (units: bigint, one: bigint) => boolean,
): string {
  const value = parseDecimal(text);
  if (value !== null && value.scale <= 18 && isAllowed(value.units, 10n ** BigInt(value.scale))) return text;
  throw new BadInput(`${option} ${text} is not a decimal ${allowed}.`);
}

function timeframeOf(text: string | undefined): Timeframe | null {
  if (text === undefined) return null;
  if (isTimeframe(text)) return text;
  throw new BadInput(`--timeframe ${text} is not one of ${TIMEFRAMES.join(', ')}.`);
}

function fillOf(text: string | undefined): 'touch' | 'through' {
  if (text === undefined || text === 'touch' || text === 'through') return text ?? USUAL.fill;
  throw new BadInput(`--fill ${text} is not touch or through.`);
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** A day begins at 00:00 UTC; a time without a zone is UTC. */
function timeOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const isZoned = !text.includes('T') || /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = ISO.test(text) ? Date.parse(isZoned ? text : `${text}Z`) : NaN;
  if (Number.isNaN(time))
    throw new BadInput(`${option} ${text} is not a time such as 2025-01-31 or 2025-01-31T08:00:00Z.`);
  return time;
}

/** What is asked for, else that of the terminal. @throws BadInput */
export function languageOf(text: string | undefined, env: NodeJS.ProcessEnv): 'ko' | 'en' {
  if (text === 'ko' || text === 'en') return text;
  if (text !== undefined) throw new BadInput(`--lang ${text} is not ko or en.`);
  return /^ko/i.test(env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '') ? 'ko' : 'en';
}
