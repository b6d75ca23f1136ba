import { money, MONEY_SCALE, type Money } from '../../../../shared/pure/numbers/money.js';
import { divide, pow10 } from '../../../../shared/pure/numbers/decimal.js';

/** Caps of one user, each for every one of the user's accounts by itself. Money in the quote currency of the instrument. */
export interface RiskLimits {
  /** Value of one order that adds. */
  readonly maxOrderNotional: Money;
  /** Value of a position and of everything that waits to add to it. */
  readonly maxPositionNotional: Money;
  /** The same over all instruments of an account that are quoted alike. */
  readonly maxAccountNotional: Money;
  /** Net loss of the positions closed on one day of market time. */
  readonly maxDailyLoss: Money;
  /** How far the net result of all closed positions may fall below the best it has been. */
  readonly maxDrawdown: Money;
  /** Net loss of one instance on one day of market time. */
  readonly maxInstanceDailyLoss: Money;
  /** How far the net result of one instance may fall below the best it has been. */
  readonly maxInstanceDrawdown: Money;
  readonly maxLeverage: number;
  /** Orders that add, on one day of market time. */
  readonly maxOrdersPerDay: number;
  /** How far through the last price an order that adds may be priced, in percent of it. */
  readonly maxPriceDeviationPercent: number;
  /** Losing positions of one instance in a row after which it rests. */
  readonly lossesBeforeCooldown: number;
  /** How long it rests, in minutes of market time. */
  readonly cooldownMinutes: number;
}

/** What a user has set; what is not set is null and takes the default. */
export type ChosenLimits = { readonly [Name in keyof RiskLimits]: RiskLimits[Name] | null };

/** Limits that are amounts of money, and those that are whole numbers with the largest that may be set. */
export const MONEY_LIMITS = [
  'maxOrderNotional',
  'maxPositionNotional',
  'maxAccountNotional',
  'maxDailyLoss',
  'maxDrawdown',
  'maxInstanceDailyLoss',
  'maxInstanceDrawdown',
] as const satisfies readonly (keyof RiskLimits)[];

export const COUNT_LIMITS = {
  maxLeverage: 1_000,
  maxOrdersPerDay: 1_000_000,
  maxPriceDeviationPercent: 100,
  lossesBeforeCooldown: 1_000,
  cooldownMinutes: 10_080,
} as const satisfies Partial<Record<keyof RiskLimits, number>>;

/**
 * Room for the demo bots and for a beginner's account, and little enough that a mistake is not a catastrophe. Money in US
 * dollars; other currencies take `UNITS_OF_A_DOLLAR` of it.
 */
export const DEFAULT_LIMITS: RiskLimits = {
  maxOrderNotional: money('10000'),
  maxPositionNotional: money('50000'),
  maxAccountNotional: money('200000'),
  maxDailyLoss: money('1000'),
  maxDrawdown: money('5000'),
  maxInstanceDailyLoss: money('1000'),
  maxInstanceDrawdown: money('5000'),
  maxLeverage: 20,
  maxOrdersPerDay: 2_000,
  maxPriceDeviationPercent: 10,
  lossesBeforeCooldown: 10,
  cooldownMinutes: 60,
};

export const NOTHING_CHOSEN: ChosenLimits = {
  maxOrderNotional: null,
  maxPositionNotional: null,
  maxAccountNotional: null,
  maxDailyLoss: null,
  maxDrawdown: null,
  maxInstanceDailyLoss: null,
  maxInstanceDrawdown: null,
  maxLeverage: null,
  maxOrdersPerDay: null,
  maxPriceDeviationPercent: null,
  lossesBeforeCooldown: null,
  cooldownMinutes: null,
};

/**
 * How much of a quote currency a default of one dollar comes to: rough on purpose and never more than a dollar by much, since
 * a default only has to be of the right size. No rate is asked for, so a default never depends on what can be reached.
 */
const UNITS_OF_A_DOLLAR: Readonly<Record<string, Money>> = {
  USD: money('1'),
  USDT: money('1'),
  USDC: money('1'),
  FDUSD: money('1'),
  EUR: money('1'),
  KRW: money('1000'),
  JPY: money('100'),
  ETH: money('0.0003'),
  BTC: money('0.00001'),
};

/** A currency that nobody has written down counts as the dearest one: its default is too small rather than too large. */
const DEAREST = UNITS_OF_A_DOLLAR['BTC']!;

/** The quote currency of a ccxt symbol: `BTC/USDT:USDT` and `BTC/USDT` are quoted in USDT. */
export const quoteOf = (symbol: string): string => /\/([^:]+)/.exec(symbol)?.[1] ?? symbol;

/** Default caps for instruments quoted in `quote`. */
export function defaultLimits(quote: string): RiskLimits {
  const units = Object.hasOwn(UNITS_OF_A_DOLLAR, quote) ? UNITS_OF_A_DOLLAR[quote]! : DEAREST;
  const amounts = MONEY_LIMITS.map((name) => {
    const amount = divide(DEFAULT_LIMITS[name] * units, pow10(MONEY_SCALE), 'toward-zero') as Money;
    return [name, amount] as const;
  });
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(amounts) };
}

/** The caps in force: a limit that is not there is the default cap, never no cap. */
export function limitsInForce(chosen: ChosenLimits, quote: string): RiskLimits {
  const set = Object.entries(chosen).filter(([, value]) => value !== null);
  return { ...defaultLimits(quote), ...(Object.fromEntries(set) as Partial<RiskLimits>) };
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 UTC: the day of market time that a decision or a closed position counts for. */
export const marketDay = (at: number): number => Math.floor(at / DAY_MS);

/** For whoever does not know the time of the market: days only go forward, so the one that has begun stays. */
export const DAY_THAT_HAS_BEGUN = 0;
